"""Slowing whoever guesses, without letting anybody shut a colleague out.

Wrong tries are counted for the account and for the network address. A browser on which the account was used before
holds a cookie that says so, and is counted for itself: so a stranger who guesses at an account from anywhere, also from
behind the same proxy, slows only other strangers. Addresses and accounts are stored as hashes, for a day.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.http import Request, client_address
from earlyhelp.partnership import actions
from earlyhelp.partnership.choices import TryKind
from earlyhelp.partnership.models import Practitioner

_COOKIE = "known_device"
_SALT = "known-device"
_DAYS = 90
_MOST = 10  # people who share one browser


def keys_of(request: Request, account: str, *of: str) -> Mapping[str, TryKind]:
    """What a try for this account counts against, from this browser. `of` keeps another kind of tries apart."""
    mark = _marks(request).get(_hash("known", account))
    if mark:
        return {_hash("device", account, mark, *of): TryKind.DEVICE}
    return {
        _hash("account", account, *of): TryKind.ACCOUNT,
        _hash("address", client_address(request), *of): TryKind.ADDRESS,
    }


def one_try(
    request: Request, who: Practitioner | None, account: str, *, what: str, look: Callable[[], bool]
) -> bool:
    """Look whether what was shown for an account is right. Raises MustWait. What was wrong is in its agency's audit."""
    by = Actor.system(Purpose.RUNNING, agency_id=who.agency_id if who else None)
    with acting(by):
        return actions.take_try(
            by=by, keys=keys_of(request, account), what=what, look=look, at=request.at, who=who
        )


def one_asking(request: Request, account: str) -> None:
    """Count that somebody asks for a link to this address, whether anybody has it or not. Raises MustWait."""
    with acting(Actor.system(Purpose.RUNNING)) as by:
        actions.count_asking(by=by, keys=keys_of(request, account, "forgotten"), at=request.at)


def know_device(request: Request, response: HttpResponse, account: str) -> None:
    """Let this browser keep that the account was used on it."""
    marks = _marks(request)
    name = _hash("known", account)
    mark = marks.pop(name, "") or get_random_string(16)
    kept = dict([*marks.items(), (name, mark)][-_MOST:])
    response.set_cookie(
        _COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=timedelta(days=_DAYS),
        path="/sign-in",
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )


def _marks(request: Request) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=timedelta(days=_DAYS))
    except signing.BadSignature:
        return {}
    return {str(name): str(mark) for name, mark in found.items()}


def _hash(*parts: str) -> str:
    return salted_hmac(
        "earlyhelp.tries", "\n".join(part.casefold() for part in parts), algorithm="sha256"
    ).hexdigest()
