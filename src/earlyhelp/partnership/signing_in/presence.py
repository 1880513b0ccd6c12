"""What a session knows of its holder: how and when they showed who they are."""

from datetime import datetime, timedelta

from django.conf import settings

from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import SignInMethod

_HOW, _BEGAN, _PROVED, _PROVIDER = "signed_in_how", "signed_in_at", "proved_at", "signed_in_through"
_USED = "used_at"
_PASSWORD_ONLY = frozenset({None, SignInMethod.PASSWORD})


def begin(request: Request, how: SignInMethod, *, provider: str = "") -> None:
    """Mark a session that has just begun. To have signed in is a proof, but for a persona, who shows nothing."""
    request.session[_HOW] = how.value
    request.session[_BEGAN] = request.at.isoformat()
    request.session[_PROVIDER] = provider
    if how != SignInMethod.PERSONA:
        request.session[_PROVED] = request.at.isoformat()


def stay(request: Request) -> None:
    """Keep the session alive for as long again from now, if that was not just done. “Stay signed in” is one request."""
    last = _since(request, _USED)
    if last is None or not timedelta(0) <= last < settings.SESSION_SAVED_EVERY:
        request.session[_USED] = request.at.isoformat()


def prove(request: Request, *, with_factor: bool = False) -> tuple[str, str]:
    """Mark that its holder has shown once more that it is they. Returns the session's key before, and its new one."""
    before = request.session.session_key or ""
    request.session[_PROVED] = request.at.isoformat()
    if with_factor and how_signed_in(request) in _PASSWORD_ONLY:
        request.session[_HOW] = SignInMethod.PASSWORD_AND_FACTOR.value
    request.session.cycle_key()
    return before, request.session.session_key or ""


def is_proved(request: Request, *, minutes: int) -> bool:
    """Whether its holder showed that it is they within so many minutes."""
    since = _since(request, _PROVED)
    return since is not None and timedelta(0) <= since < timedelta(minutes=minutes)


def lacks_factor(request: Request) -> bool:
    """Whether a second factor is asked of everybody here, and this session has shown none."""
    return settings.SECOND_FACTOR and how_signed_in(request) in _PASSWORD_ONLY


def has_outlasted(request: Request) -> bool:
    """Whether the session has gone on for longer than any may, however busy it was."""
    lasted = _since(request, _BEGAN)
    return lasted is not None and lasted >= settings.SESSION_LONGEST


def how_signed_in(request: Request) -> SignInMethod | None:
    """How the session began; None for one that knows nothing of it."""
    found = str(request.session.get(_HOW, ""))
    return SignInMethod(found) if found in SignInMethod.values else None


def provider_of(request: Request) -> str:
    """The key of the identity provider through which the session began; "" for another session."""
    return str(request.session.get(_PROVIDER, ""))


def _since(request: Request, name: str) -> timedelta | None:
    found = request.session.get(name)
    return request.at - datetime.fromisoformat(found) if found else None
