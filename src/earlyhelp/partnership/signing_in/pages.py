"""The pages that ask who somebody is: signing in, the second step, and showing once more that it is they."""

from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request
from earlyhelp.partnership import queries
from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.forms import CodeForm, ConfirmForm, PasswordForm, SignInForm
from earlyhelp.partnership.signing_in.presence import how_signed_in, provider_of
from earlyhelp.partnership.signing_in.questions import ask_to_show
from earlyhelp.partnership.signing_in.typed import TYPED, pack_typed


def show_sign_in(
    request: Request,
    form: SignInForm,
    *,
    typed: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Draw the sign-in page. `typed` is what `pack_typed` made of a page whose session had ended."""
    shown = {
        "form": form,
        "personas": queries.list_personas(by=request.actor) if settings.DEMO else [],
        "providers": queries.list_providers(by=request.actor),
        TYPED: typed,
    }
    return draw(request, "partnership/sign_in.html", shown, status=status)


def show_sign_in_after(request: Request, problem: str, *, onward: str, typed: str = "") -> HttpResponse:
    """Draw the sign-in page anew, with what went wrong in another way in."""
    form = SignInForm({"next": onward})
    form.hide_errors()
    form.add_error(None, problem)
    return show_sign_in(request, form, typed=typed)


def ask_to_sign_in_again(request: Request) -> HttpResponse:
    """Answer a form that was sent after its session had ended: sign in, and lose nothing."""
    form = SignInForm(initial={"next": request.get_full_path()})
    return show_sign_in(request, form, typed=pack_typed(request), status=HTTPStatus.UNAUTHORIZED)


def show_second_step(request: Request, form: Form, passkeys: list[bytes], *, typed: str = "") -> HttpResponse:
    """Draw the page between a right password and the service."""
    shown = {"form": form, "passkey": ask_to_show(request, passkeys) if passkeys else "", TYPED: typed}
    return draw(request, "partnership/second_step.html", shown)


def confirm_form(request: Request) -> type[Form]:
    """What somebody is asked to show that it is they. A persona of the demonstration only says so."""
    if how_signed_in(request) in {SignInMethod.PERSONA, SignInMethod.AGENCY}:
        return ConfirmForm
    return CodeForm if queries.has_factor(by=request.actor) else PasswordForm


def show_confirm(
    request: Request, form: Form, *, typed: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """Draw the page that asks somebody who is signed in to show that it is they."""
    passkeys = queries.list_passkeys(by=request.actor) if "code" in form.fields else []
    shown = {
        "form": form,
        "provider": provider_of(request) if how_signed_in(request) == SignInMethod.AGENCY else "",
        "passkey": ask_to_show(request, passkeys) if passkeys else "",
        TYPED: typed,
    }
    return draw(request, "partnership/confirm.html", shown, status=status)


def ask_to_confirm(request: Request) -> HttpResponse:
    """Answer a form of a page that asks for a fresh proof: show that it is you, and lose nothing."""
    form = confirm_form(request)(initial={"next": request.get_full_path()})
    return show_confirm(request, form, typed=pack_typed(request), status=HTTPStatus.UNAUTHORIZED)


def show_wait(request: Request, wait: timedelta) -> HttpResponse:
    """Too many wrong tries: say how long to wait, and nothing about whether the account exists."""
    shown = {"minutes": ceil(wait.total_seconds() / 60)}
    response = draw(request, "partnership/locked_out.html", shown, status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response


def draw(
    request: Request, template: str, shown: dict[str, Any], *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """A page that may hold what was typed about people, or a secret: no browser keeps it."""
    response = render(request, template, shown, status=status)
    patch_cache_control(response, no_store=True, private=True)
    return response
