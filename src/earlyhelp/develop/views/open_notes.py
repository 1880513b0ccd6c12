"""Notes that are open in a session: half of what opens them lies in the session, half in a cookie of the browser.

The key of the notes is encrypted under a key that only the browser holds, and the result lies in the session. A copy of
the database holds the one half, the browser the other; signing out or locking destroys both.
"""

import base64
import binascii
from typing import Final

from django.conf import settings
from django.http import HttpResponseBase

from earlyhelp.kit.http import Request
from earlyhelp.kit.sealing import CannotOpen, new_key, open_bytes, seal_bytes

COOKIE: Final = "opennotes"
_SESSION: Final = "develop.open_notes"
_PATH: Final = "/workforce/notes/"


def keep_open(request: Request, response: HttpResponseBase, key: bytes) -> HttpResponseBase:
    """Keep the notes open until the session ends."""
    half = new_key()
    sealed = seal_bytes(half, key, about=_about(request))
    request.session[_SESSION] = base64.b64encode(sealed).decode()
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(half).decode(),
        path=_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def key_of(request: Request) -> bytes | None:
    """The key of the notes, when they are open in this session and this browser; else None."""
    kept, half = request.session.get(_SESSION), request.COOKIES.get(COOKIE)
    if not kept or not half:
        return None
    try:
        return open_bytes(base64.urlsafe_b64decode(half), base64.b64decode(kept), about=_about(request))
    except (CannotOpen, binascii.Error, ValueError):
        return None


def close(request: Request, response: HttpResponseBase) -> HttpResponseBase:
    """Lock the notes: both halves are gone."""
    request.session.pop(_SESSION, None)
    response.delete_cookie(COOKIE, path=_PATH, samesite="Strict")
    return response


def _about(request: Request) -> str:
    return f"open-notes:{request.actor.practitioner_key}"
