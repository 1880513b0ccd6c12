"""Somebody forgot their password: a link by e-mail, and another password. The same is said for every address."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import public
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.http import Request
from earlyhelp.kit.secret_links import keep_nowhere, leave_unlogged
from earlyhelp.partnership.actions.passwords import ask_for_link, set_forgotten_password
from earlyhelp.partnership.forms.passwords import ForgottenForm, NewPasswordForm
from earlyhelp.partnership.queries.passwords import find_password_link
from earlyhelp.partnership.rules.passwords import PasswordLinkOver, why_over
from earlyhelp.partnership.signing_in import one_asking
from earlyhelp.partnership.views.asking import is_sent, show
from earlyhelp.partnership.views.starting import slowed


@public
@slowed
def forgotten(request: Request) -> HttpResponseBase:
    """Ask to which address a link goes. Asking often grows slow, whether anybody has the address or not."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        email = form.cleaned_data["email"]
        one_asking(request, email)
        with acting(Actor.system(Purpose.RUNNING)) as by:
            ask_for_link(by=by, email=email, at=request.at)
        return redirect("partnership:forgotten_sent")
    return show(request, "partnership/forgotten.html", form)


@public
@require_GET
def forgotten_sent(request: Request) -> HttpResponseBase:
    """What is said whatever the address was."""
    return render(request, "partnership/forgotten_sent.html")


@public
@sensitive_post_parameters("password", "again")
def set_password(request: Request, token: str) -> HttpResponseBase:
    """Set another password. A link that is over says so, and nothing about whom it was for."""
    found = find_password_link(request.actor, token)
    if found is None or why_over(found.ended_why, expires_at=found.expires_at, at=request.at):
        return _over(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        password = form.cleaned_data["password"]
        try:
            with acting(Actor.system(Purpose.RUNNING)) as by:
                set_forgotten_password(by=by, token=token, password=password, at=request.at)
        except PasswordLinkOver:
            return _over(request)
        messages.success(request, _("Your password is set. Sign in with your work e-mail address."))
        return redirect("partnership:sign_in")
    return keep_nowhere(show(request, "partnership/set_password.html", form))


def _over(request: Request) -> HttpResponseBase:
    response = render(request, "partnership/set_password_over.html", status=HTTPStatus.GONE)
    leave_unlogged(response)
    return keep_nowhere(response)
