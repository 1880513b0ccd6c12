"""What was typed when a page asked who it is, on its way through the questions.

Nothing typed is stored: the page that asks carries it, hidden, and afterwards it is offered back.
"""

import json

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from earlyhelp.kit.forms.carried import pairs_of
from earlyhelp.kit.http import Request

TYPED = "typed"
_MOST = 400_000  # characters; more than any page of the service takes
_NOTHING = "[]"


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


def go_on(request: Request, onward: str, packed: str) -> HttpResponse:
    """Lead on to where they were going, or offer them back what they had typed there.

    A form with nothing in it was sent too: its button is offered again, since its page may answer to nothing else.
    """
    onward, typed = where_to(request, onward), unpack_typed(packed)
    if not typed and packed != _NOTHING:
        return redirect(onward)
    response = render(request, "partnership/go_on.html", {"onward": onward, "typed": typed})
    # What was typed may be about people: no browser keeps it.
    patch_cache_control(response, no_store=True, private=True)
    return response


def where_to(request: Request, onward: str) -> str:
    """Where they were going, when that is a page of ours."""
    if url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        return onward
    return resolve_url(settings.LOGIN_REDIRECT_URL)
