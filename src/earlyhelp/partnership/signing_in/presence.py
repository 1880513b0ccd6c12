"""What a session knows of its holder: how and when they showed who they are."""

from datetime import datetime, timedelta

from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import SignInMethod

_HOW, _BEGAN, _PROVED = "signed_in_how", "signed_in_at", "proved_at"


def begin(request: Request, how: SignInMethod) -> None:
    """Mark a session that has just begun. To have signed in is a proof, but for a persona, who shows nothing."""
    request.session[_HOW] = how.value
    request.session[_BEGAN] = request.at.isoformat()
    if how != SignInMethod.PERSONA:
        request.session[_PROVED] = request.at.isoformat()


def prove(request: Request) -> None:
    """Mark that its holder has shown once more that it is they; the session goes on under a new key."""
    request.session[_PROVED] = request.at.isoformat()
    request.session.cycle_key()


def is_proved(request: Request, *, minutes: int) -> bool:
    """Whether its holder showed that it is they within so many minutes."""
    since = _since(request, _PROVED)
    return since is not None and timedelta(0) <= since < timedelta(minutes=minutes)


def how_signed_in(request: Request) -> SignInMethod | None:
    """How the session began; None for one that knows nothing of it."""
    found = str(request.session.get(_HOW, ""))
    return SignInMethod(found) if found in SignInMethod.values else None


def has_lasted(request: Request) -> timedelta | None:
    """How long ago the session began; None for one that knows nothing of it."""
    return _since(request, _BEGAN)


def _since(request: Request, name: str) -> timedelta | None:
    found = request.session.get(name)
    return request.at - datetime.fromisoformat(found) if found else None
