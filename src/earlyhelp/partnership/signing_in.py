"""The sign-in page, and how what was typed when a session ended comes through it.

Nothing typed is stored: the sign-in page itself carries it, hidden, and after signing in it is offered back.
"""

import json
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from earlyhelp.kit.forms.carried import pairs_of
from earlyhelp.kit.http import Request
from earlyhelp.partnership import queries
from earlyhelp.partnership.forms import SignInForm

TYPED = "typed"
_MOST = 400_000  # characters; more than any page of the service takes


def show_sign_in(
    request: Request, form: SignInForm, *, typed: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    """Draw the sign-in page. `typed` is what `pack_typed` made of a page whose session had ended."""
    personas = queries.list_personas(by=request.actor) if settings.DEMO else []
    shown = {"form": form, "personas": personas, TYPED: typed}
    response = render(request, "partnership/sign_in.html", shown, status=status)
    # What was typed may be about people: no browser keeps it.
    patch_cache_control(response, no_store=True, private=True)
    return response


def ask_to_sign_in_again(request: Request) -> HttpResponse:
    """Answer a form that was sent after its session had ended: sign in, and lose nothing."""
    form = SignInForm(initial={"next": request.get_full_path()})
    return show_sign_in(request, form, typed=pack_typed(request), status=HTTPStatus.UNAUTHORIZED)


def was_sent_from_a_page(request: Request) -> bool:
    """True for a form that a person sent, not for a script that saves in the background."""
    return request.method == "POST" and request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def pack_typed(request: Request) -> str:
    """What was typed, as text for a hidden field: JSON list of [name, value]."""
    return json.dumps(pairs_of(request), ensure_ascii=False)


def unpack_typed(packed: str) -> list[tuple[str, str]]:
    """What `pack_typed` packed; nothing when it is not that."""
    if not packed or len(packed) > _MOST:
        return []
    try:
        pairs = json.loads(packed)
        return [(str(name), str(value)) for name, value in pairs]
    except (ValueError, TypeError):
        return []
