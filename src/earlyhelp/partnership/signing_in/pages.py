"""The pages that ask who somebody is: signing in, and showing once more that it is they."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request
from earlyhelp.partnership import queries
from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.forms import ConfirmForm, PasswordForm, SignInForm
from earlyhelp.partnership.signing_in.presence import how_signed_in
from earlyhelp.partnership.signing_in.typed import TYPED, pack_typed


def show_sign_in(
    request: Request, form: SignInForm, *, typed: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """Draw the sign-in page. `typed` is what `pack_typed` made of a page whose session had ended."""
    personas = queries.list_personas(by=request.actor) if settings.DEMO else []
    shown = {"form": form, "personas": personas, TYPED: typed}
    return _kept_nowhere(render(request, "partnership/sign_in.html", shown, status=status))


def ask_to_sign_in_again(request: Request) -> HttpResponse:
    """Answer a form that was sent after its session had ended: sign in, and lose nothing."""
    form = SignInForm(initial={"next": request.get_full_path()})
    return show_sign_in(request, form, typed=pack_typed(request), status=HTTPStatus.UNAUTHORIZED)


def confirm_form(request: Request) -> type[Form]:
    """What somebody is asked to show that it is they. A persona of the demonstration only says so."""
    return ConfirmForm if how_signed_in(request) == SignInMethod.PERSONA else PasswordForm


def show_confirm(
    request: Request, form: Form, *, typed: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """Draw the page that asks somebody who is signed in to show that it is they."""
    shown = {"form": form, TYPED: typed}
    return _kept_nowhere(render(request, "partnership/confirm.html", shown, status=status))


def ask_to_confirm(request: Request) -> HttpResponse:
    """Answer a form of a page that asks for a fresh proof: show that it is you, and lose nothing."""
    form = confirm_form(request)(initial={"next": request.get_full_path()})
    return show_confirm(request, form, typed=pack_typed(request), status=HTTPStatus.UNAUTHORIZED)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    # What was typed may be about people: no browser keeps it.
    patch_cache_control(response, no_store=True, private=True)
    return response
