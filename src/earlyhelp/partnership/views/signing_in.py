"""Signing in and out."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import Access, demonstration, public
from earlyhelp.kit.database import acting
from earlyhelp.kit.forms.language import language_switch_requested, remember
from earlyhelp.kit.http import Request
from earlyhelp.partnership import actions, queries
from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.forms import SignInForm
from earlyhelp.partnership.middleware import actor_for
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.signing_in import TYPED, begin, go_on, show_sign_in, where_to

_PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105 the name of a class


@public
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponseBase:
    """Sign in by password; in demonstration mode, or by choosing a persona."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(where_to(request, request.GET.get("next", "")))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        found = authenticate(
            request, username=form.cleaned_data["email"], password=form.cleaned_data["password"]
        )
        if isinstance(found, Practitioner):
            return _start(request, found, form.cleaned_data["next"], SignInMethod.PASSWORD)
        form.add_error(None, _("The e-mail address or the password is not right. Check both and try again."))
    return show_sign_in(request, form, typed=request.POST.get(TYPED, ""))


@demonstration
@require_POST
def become(request: Request) -> HttpResponseBase:
    """Sign in as one of the demonstration's personas."""
    chosen = queries.list_personas(by=request.actor).filter(email=request.POST.get("persona", "")).first()
    if chosen is None:
        raise Http404
    return _start(request, chosen, request.POST.get("next", ""), SignInMethod.PERSONA)


@public
@require_POST
def sign_out(request: Request) -> HttpResponseBase:
    """Sign out."""
    if request.user.is_authenticated:
        by = actor_for(request.user, Access(frozenset(), Purpose.OWN_WORK))
        with acting(by):
            actions.record_sign_out(by=by, at=request.at)
        logout(request)
    return redirect("desk:home")


def locked_out(
    request: Request, credentials: dict[str, str], *args: object, **kwargs: object
) -> HttpResponse:
    """Too many wrong passwords: say how long to wait, and nothing about whether the account exists."""
    return render(request, "partnership/locked_out.html", status=HTTPStatus.TOO_MANY_REQUESTS)


def _start(request: Request, who: Practitioner, onward: str, how: SignInMethod) -> HttpResponse:
    login(request, who, backend=_PASSWORD_BACKEND)
    begin(request, how)
    by = actor_for(who, Access(frozenset(), Purpose.OWN_WORK))
    with acting(by):
        actions.record_sign_in(by=by, at=request.at, demonstration=settings.DEMO)
    with translation.override(who.language):
        response = go_on(request, onward, request.POST.get(TYPED, ""))
    remember(response, who.language)
    return response
