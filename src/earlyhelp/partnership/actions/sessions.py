"""Where practitioners are signed in: beginning, going on under a new key, ending."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import SessionEnd, SignInMethod
from earlyhelp.partnership.models import OpenSession, Practitioner


@transaction.atomic
def record_sign_in(
    *, by: Actor, at: datetime, method: SignInMethod, session_key: str, device: str = ""
) -> None:
    """Write down that a practitioner signed in, and end the oldest of their sessions beyond the limit."""
    OpenSession.objects.create(
        practitioner_id=by.practitioner_key,
        session_key=session_key,
        device=device,
        method=method,
        started_at=at,
    )
    detail = {"method": method.value, "demonstration": method == SignInMethod.PERSONA}
    audit.record(by=by, did="session.started", kind=EntryKind.SIGN_IN, at=at, detail=detail)
    if settings.SESSION_LIMIT:
        newest = _open(by.practitioner_key).order_by("-started_at", "-pk")[: settings.SESSION_LIMIT]
        older = _open(by.practitioner_key).exclude(pk__in=[one.pk for one in newest])
        _end(older, by, SessionEnd.TOO_MANY, at)


@transaction.atomic
def record_sign_out(*, by: Actor, at: datetime, session_key: str = "") -> None:
    """Write down that a practitioner signed out."""
    mine = _open(by.practitioner_key).filter(session_key=session_key)
    mine.update(ended_at=at, ended_why=SessionEnd.SIGNED_OUT)
    audit.record(by=by, did="session.ended", kind=EntryKind.SIGN_IN, at=at)


@transaction.atomic
def record_proof(*, by: Actor, before: str, after: str, at: datetime) -> None:
    """Write down that a practitioner showed once more that it is they; the session has a new key since."""
    _open(by.practitioner_key).filter(session_key=before).update(session_key=after)
    audit.record(by=by, did="session.confirmed", kind=EntryKind.SIGN_IN, at=at)


@transaction.atomic
def end_session(*, by: Actor, session_id: UUID, at: datetime) -> bool:
    """End one of the actor's own sessions, from another. Returns False when it is not theirs, or has ended."""
    return _end(_open(by.practitioner_key).filter(pk=session_id), by, SessionEnd.ELSEWHERE, at) > 0


@transaction.atomic
def end_other_sessions(*, by: Actor, this_key: str, at: datetime) -> int:
    """End all the actor's sessions but this one. Returns how many there were."""
    return _end(_open(by.practitioner_key).exclude(session_key=this_key), by, SessionEnd.ELSEWHERE, at)


@transaction.atomic
def end_sessions(*, by: Actor, practitioner_id: UUID, at: datetime) -> int:
    """End every session of somebody at once, since they leave, move or change role. Returns how many there were."""
    return _end(_open(practitioner_id), by, SessionEnd.CHANGED, at)


@transaction.atomic
def change_password(*, by: Actor, password: str, this_key: str, at: datetime) -> Practitioner:
    """Set another password, and end every other session: whoever knew the one before is out."""
    person = Practitioner.objects.select_for_update(of=("self",)).get(pk=by.practitioner_key)
    person.set_password(password)
    person.save(update_fields=["password"])
    ended = _end(_open(by.practitioner_key).exclude(session_key=this_key), by, SessionEnd.CHANGED, at)
    # Of the password itself nothing is ever kept.
    detail = {"sessions_ended": ended}
    audit.record(by=by, did="password.changed", target=person, kind=EntryKind.SIGN_IN, detail=detail, at=at)
    return person


def _open(practitioner_id: UUID) -> QuerySet[OpenSession]:
    return OpenSession.objects.filter(practitioner_id=practitioner_id, ended_at=None)


def _end(sessions: QuerySet[OpenSession], by: Actor, why: SessionEnd, at: datetime) -> int:
    """End sessions: the next page of whoever sits there asks to sign in."""
    found = list(sessions)
    Session.objects.filter(session_key__in=[one.session_key for one in found]).delete()
    OpenSession.objects.filter(pk__in=[one.pk for one in found]).update(ended_at=at, ended_why=why)
    for owner in Practitioner.objects.filter(pk__in={one.practitioner_id for one in found}):
        count = sum(one.practitioner_id == owner.pk for one in found)
        audit.record(
            by=by,
            did="session.cut",
            target=owner,
            kind=EntryKind.SIGN_IN,
            at=at,
            detail={"why": why.value, "sessions": count},
        )
    return len(found)
