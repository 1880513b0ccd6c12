"""Half-way in: a password was right, and the second step is still to come; or an agency's provider is being asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpResponse

from earlyhelp.kit.http import Request
from earlyhelp.partnership.models import IdentityProvider, Practitioner
from earlyhelp.partnership.providers import Begun

_HALF, _AWAY, _INVITED = "half_signed_in", "away_at_agency", "invited"
_LASTS: Final = timedelta(minutes=10)
_KEY_COOKIE = "kept_while_away"
_PATH = "/sign-in"


@dataclass(frozen=True, slots=True)
class Away:
    """What the session remembers of somebody who was sent to their agency's provider."""

    provider: str
    begun: Begun
    onward: str
    fresh: bool
    typed: str


def remember_half(request: Request, who: Practitioner) -> None:
    """Remember whose password was right. The session is nobody's still, and gets a new key."""
    request.session.cycle_key()
    request.session[_HALF] = [str(who.pk), request.at.isoformat()]


def half_signed_in(request: Request) -> Practitioner | None:
    """Whose password was right a few minutes ago."""
    key, since = request.session.get(_HALF, ["", ""])
    if not key or not timedelta(0) <= request.at - datetime.fromisoformat(since) < _LASTS:
        return None
    found = Practitioner.objects.select_related("agency", "team").filter(pk=key, is_active=True)
    return found.first()


def forget_half(request: Request) -> None:
    """The second step was taken, or given up."""
    request.session.pop(_HALF, None)


def remember_away(request: Request, response: HttpResponse, away: Away) -> None:
    """Remember whom we sent where. What they had typed is kept encrypted; its key goes with the browser."""
    key = Fernet.generate_key()
    request.session[_AWAY] = {
        "provider": away.provider,
        "begun": [away.begun.state, away.begun.nonce, away.begun.verifier],
        "onward": away.onward,
        "fresh": away.fresh,
        "typed": Fernet(key).encrypt(away.typed.encode()).decode() if away.typed else "",
        "at": request.at.isoformat(),
    }
    response.set_cookie(
        _KEY_COOKIE,
        key.decode(),
        max_age=_LASTS,
        path=_PATH,
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )


def come_back(request: Request) -> Away | None:
    """Who came back, once: the same answer sent again finds nothing."""
    kept = request.session.pop(_AWAY, None)
    if not kept or not timedelta(0) <= request.at - datetime.fromisoformat(kept["at"]) < _LASTS:
        return None
    state, nonce, verifier = kept["begun"]
    typed = _opened(kept["typed"], request.COOKIES.get(_KEY_COOKIE, ""))
    return Away(kept["provider"], Begun("", state, nonce, verifier), kept["onward"], kept["fresh"], typed)


def _opened(typed: str, key: str) -> str:
    try:
        return Fernet(key).decrypt(typed.encode()).decode() if typed and key else ""
    except (InvalidToken, ValueError):
        return ""


def remember_invited(request: Request, who: Practitioner) -> None:
    """Remember whose invitation was opened in this browser: signing in at their agency now links the two for good."""
    request.session[_INVITED] = [str(who.pk), request.at.isoformat()]


def invited_here(request: Request, provider: IdentityProvider) -> Practitioner | None:
    """Whose invitation was opened here a few minutes ago, when they are of the provider's agency and not linked yet."""
    key, since = request.session.get(_INVITED, ["", ""])
    if not key or not timedelta(0) <= request.at - datetime.fromisoformat(since) < _LASTS:
        return None
    found = Practitioner.objects.filter(pk=key, agency_id=provider.agency_id, is_active=True)
    return found.exclude(agency_identities__provider=provider).first()
