"""What a browser is asked for a passkey, and what the session remembers of it until the answer comes."""

from typing import Any

from earlyhelp.kit.http import Request
from earlyhelp.partnership import queries
from earlyhelp.partnership.factors import passkey
from earlyhelp.partnership.models import Practitioner

_ASKED = "passkey_asked"


def place_of(request: Request) -> passkey.Place:
    """Where the service stands, as this browser sees it. The host is one of those that the settings allow."""
    return passkey.Place(f"{request.scheme}://{request.get_host()}")


def ask_to_make(request: Request, who: Practitioner) -> str:
    """Ask for a new passkey. Returns what the page hands to the browser."""
    asked = passkey.ask_to_make(
        place_of(request),
        owner=who.pk,
        email=who.email,
        name=who.full_name,
        known=queries.list_passkeys(by=request.actor),
    )
    return _remember(request, asked)


def ask_to_show(request: Request, known: list[bytes] | None = None) -> str:
    """Ask for one of these passkeys, or for any that the browser has for us. Returns what the page hands to it."""
    return _remember(request, passkey.ask_to_show(place_of(request), known=known or ()))


def take_asked(request: Request) -> dict[str, Any]:
    """What was asked, once: an answer that is sent again answers nothing."""
    found: dict[str, Any] = request.session.pop(_ASKED, {})
    return found


def _remember(request: Request, asked: passkey.Question) -> str:
    request.session[_ASKED] = asked.state
    return asked.options
