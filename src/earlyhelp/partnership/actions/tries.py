"""Counting what was shown wrong, so that guessing grows slow."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership import rules
from earlyhelp.partnership.choices import TryKind
from earlyhelp.partnership.models import OpenSession, PasswordLink, Practitioner, WrongTry

_SESSION_DAYS: Final = 30


@transaction.atomic
def take_try(
    *,
    by: Actor,
    keys: Mapping[str, TryKind],
    what: str,
    look: Callable[[], bool],
    at: datetime,
    who: Practitioner | None = None,
) -> bool:
    """Look whether what was shown is right, unless it is too soon after wrong ones. Raises MustWait.

    `what` is "password", "code", "invitation"; `who` is whose account it names. It is counted before it is looked at:
    two at once wait for each other, so that many at once are no way around.
    """
    rows = [_locked(key, kind, at) for key, kind in sorted(keys.items())]
    until = max((row.wait_until for row in rows), default=at)
    if until > at:
        raise rules.MustWait(until - at)
    if look():
        _forgive(rows)
        return True
    for row in rows:
        _count(row, at)
    audit.record(by=by, did="sign_in.wrong", target=who, kind=EntryKind.REFUSAL, at=at, detail={"what": what})
    return False


@transaction.atomic
def count_asking(*, by: Actor, keys: Mapping[str, TryKind], at: datetime) -> None:
    """Count that something was asked for that goes out by e-mail. Raises MustWait after many."""
    rows = [_locked(key, kind, at) for key, kind in sorted(keys.items())]
    until = max((row.wait_until for row in rows), default=at)
    if until > at:
        raise rules.MustWait(until - at)
    for row in rows:
        _count(row, at)
    audit.record(by=by, did="password_link.asked", kind=EntryKind.SIGN_IN, at=at)


@transaction.atomic
def record_wrong(*, by: Actor, what: str, at: datetime, who: Practitioner | None = None) -> None:
    """Write down that something was shown wrong that nobody can guess: `what` is "passkey" or "agency"."""
    audit.record(by=by, did="sign_in.wrong", target=who, kind=EntryKind.REFUSAL, at=at, detail={"what": what})


@transaction.atomic
def forget_sign_ins(*, by: Actor, at: datetime) -> int:
    """Delete what is kept of signing in for no longer than it is needed. Returns how many rows there were.

    Wrong tries and links to another password go after a day, where somebody was signed in after thirty days, and
    sessions that are over at once.
    """
    old = (
        WrongTry.objects.filter(last_at__lte=at - rules.FORGOTTEN_AFTER),
        OpenSession.objects.filter(started_at__lte=at - timedelta(days=_SESSION_DAYS)),
        Session.objects.filter(expire_date__lte=at),
        PasswordLink.objects.filter(expires_at__lte=at - rules.FORGOTTEN_AFTER),
    )
    removed = sum(rows.delete()[0] for rows in old)
    if removed:
        audit.record(by=by, did="sign_ins.forgotten", at=at, detail={"rows": removed})
    return removed


def _locked(key: str, kind: TryKind, at: datetime) -> WrongTry:
    fresh = {"kind": kind, "times": 0, "last_at": at, "wait_until": at}
    WrongTry.objects.bulk_create([WrongTry(key=key, **fresh)], ignore_conflicts=True)
    return WrongTry.objects.select_for_update().get(key=key)


def _count(row: WrongTry, at: datetime) -> None:
    row.times = 1 if rules.is_forgotten(row.last_at, at) else row.times + 1
    row.last_at, row.wait_until = at, at + rules.wait_after(TryKind(row.kind), row.times)
    row.save()


def _forgive(rows: list[WrongTry]) -> None:
    """A right one clears the account, or the device. What others did wrong at an address stays counted."""
    for row in rows:
        if row.kind != TryKind.ADDRESS:
            row.delete()
