"""The page to which an invitation leads: somebody new sets their first password."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from earlyhelp.kit.access import public
from earlyhelp.kit.forms.language import remember
from earlyhelp.kit.http import Request
from earlyhelp.partnership.actions.joiners import join as join_now
from earlyhelp.partnership.forms.passwords import NewPasswordForm
from earlyhelp.partnership.queries.joiners import find_invitation
from earlyhelp.partnership.rules.joiners import InvitationOver, why_over
from earlyhelp.partnership.signing_in import remember_invited
from earlyhelp.partnership.views.asking import is_sent, show


@public
@sensitive_post_parameters("password", "again")
def join(request: Request, token: str) -> HttpResponseBase:
    """Set a first password. An invitation that is over says so, and nothing about whom it was for."""
    found = find_invitation(request.actor, token)
    if found is None or why_over(found.ended_why, expires_at=found.expires_at, at=request.at):
        return _over(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if is_sent(request, form):
        try:
            who = join_now(
                by=request.actor, token=token, password=form.cleaned_data["password"], at=request.at
            )
        except InvitationOver:
            return _over(request)
        # Where their agency signs its own people in, doing so now links the two.
        remember_invited(request, who)
        with translation.override(who.language):
            messages.success(request, _("Your password is set. Sign in with your work e-mail address."))
        onward = redirect("partnership:sign_in")
        remember(onward, who.language)
        return onward
    response = show(request, "partnership/join.html", form, agency=found.practitioner.agency)
    # The address holds a secret: no browser and no cache on the way keeps the page.
    patch_cache_control(response, no_store=True, private=True)
    return response


def _over(request: Request) -> HttpResponseBase:
    return render(request, "partnership/join_over.html", status=HTTPStatus.GONE)
