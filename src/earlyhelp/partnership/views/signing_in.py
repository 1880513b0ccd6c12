"""Signing in and out."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import Access, demonstration, public
from earlyhelp.kit.database import acting
from earlyhelp.kit.forms.language import language_switch_requested, remember
from earlyhelp.kit.http import Request
from earlyhelp.partnership import actions, queries
from earlyhelp.partnership.forms import SignInForm
from earlyhelp.partnership.middleware import actor_for
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.signing_in import TYPED, show_sign_in, unpack_typed

_PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105 the name of a class


@public
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponseBase:
    """Sign in by password; in demonstration mode, or by choosing a persona."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(_onward(request, request.GET.get("next", "")))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        found = authenticate(
            request, username=form.cleaned_data["email"], password=form.cleaned_data["password"]
        )
        if isinstance(found, Practitioner):
            return _start(request, found, form.cleaned_data["next"])
        form.add_error(None, _("The e-mail address or the password is not right. Check both and try again."))
    return show_sign_in(request, form, typed=request.POST.get(TYPED, ""))


@demonstration
@require_POST
def become(request: Request) -> HttpResponseBase:
    """Sign in as one of the demonstration's personas."""
    chosen = queries.list_personas(by=request.actor).filter(email=request.POST.get("persona", "")).first()
    if chosen is None:
        raise Http404
    return _start(request, chosen, request.POST.get("next", ""))


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


def _start(request: Request, who: Practitioner, onward: str) -> HttpResponse:
    login(request, who, backend=_PASSWORD_BACKEND)
    by = actor_for(who, Access(frozenset(), Purpose.OWN_WORK))
    with acting(by):
        actions.record_sign_in(by=by, at=request.at, demonstration=settings.DEMO)
    onward, typed = _onward(request, onward), unpack_typed(request.POST.get(TYPED, ""))
    if typed:
        with translation.override(who.language):
            response = render(request, "partnership/go_on.html", {"onward": onward, "typed": typed})
            patch_cache_control(response, no_store=True, private=True)
    else:
        response = redirect(onward)
    remember(response, who.language)
    return response


def _onward(request: Request, onward: str) -> str:
    """Where they were going, when that is a page of ours."""
    if url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        return onward
    return resolve_url(settings.LOGIN_REDIRECT_URL)
