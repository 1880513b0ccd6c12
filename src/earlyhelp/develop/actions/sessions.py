"""A session from its planning to its end: planned, changed, cancelled, and who leads it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.develop.actions.bookings import lock_session, settle_places
from earlyhelp.develop.actions.telling import tell_of_session
from earlyhelp.develop.choices import BookingState, SessionLanguage, SessionState
from earlyhelp.develop.models import Booking, Course, SessionTrainer, TrainingSession
from earlyhelp.develop.rules import courses as rules
from earlyhelp.govern.actions import audit
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner

PREFIX = "TS"


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """When and where a session is, in which language, for how many and for whom. No area: it is on a screen."""

    starts_at: datetime
    ends_at: datetime
    places: int
    place: str = ""
    link: str = ""
    access: str = ""
    area_id: str | None = None
    language: str = SessionLanguage.ENGLISH
    for_partners: bool = True


@transaction.atomic
def plan_session(
    *, by: Actor, course: Course, plan: SessionPlan, trainer_ids: Iterable[UUID], at: datetime
) -> TrainingSession:
    """Plan a session of any partner's course, held by the actor's agency, and tell its trainers.

    Raises NotAllowed or IncompleteTraining.
    """
    rules.check_may_run(by, agency_id=by.agency_key)
    _check(plan, taken=0, at=at)
    session = TrainingSession.objects.create(
        reference=_next_reference(at),
        course=course,
        host_id=by.agency_key,
        made_by_id=by.practitioner_key,
        made_at=at,
        **asdict(plan),
    )
    audit.record(by=by, did="training_session.planned", target=session, at=at)
    name_trainers(by=by, session_id=session.pk, trainer_ids=trainer_ids, at=at)
    return session


@transaction.atomic
def change_session(
    *, by: Actor, session_id: UUID, seen: int, plan: SessionPlan, trainer_ids: Iterable[UUID], at: datetime
) -> TrainingSession:
    """Change a session. Who is booked and who leads it hears, and calendars follow; more places take from the list.

    `seen` is the sequence that the page showed. Raises NotAllowed, ChangedMeanwhile, CannotBook once it has begun,
    or IncompleteTraining.
    """
    session = lock_session(session_id)
    rules.check_may_run(by, agency_id=session.host_id)
    rules.check_unchanged(seen=seen, now=session.sequence)
    rules.check_open(session.state, session.starts_at, at=at)
    _check(plan, taken=session.taken, at=at)
    new = asdict(plan)
    changed = {name: (getattr(session, name), value) for name, value in new.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    for name, value in new.items():
        setattr(session, name, value)
    session.sequence += 1
    session.save()
    audit.record(by=by, did="training_session.changed", target=session, at=at, changed=changed)
    if set(changed) - {"places", "for_partners"}:
        _tell_everybody(by, session, Template.TRAINING_CHANGED, at)
    name_trainers(by=by, session_id=session.pk, trainer_ids=trainer_ids, at=at)
    settle_places(by=by, session_id=session.pk, at=at)
    return session


@transaction.atomic
def cancel_session(*, by: Actor, session_id: UUID, why: str, at: datetime) -> TrainingSession:
    """Cancel a session and say why. Everybody on it hears, and calendars strike it out.

    Raises NotAllowed, or CannotBook when it has begun or was cancelled before.
    """
    session = lock_session(session_id)
    rules.check_may_run(by, agency_id=session.host_id)
    rules.check_open(session.state, session.starts_at, at=at)
    session.state, session.state_why = SessionState.CANCELLED, why.strip()
    session.sequence += 1
    session.save(update_fields=["state", "state_why", "sequence"])
    audit.record(by=by, did="training_session.cancelled", target=session, at=at, reason=session.state_why)
    _tell_everybody(by, session, Template.TRAINING_OFF, at)
    return session


@transaction.atomic
def name_trainers(*, by: Actor, session_id: UUID, trainer_ids: Iterable[UUID], at: datetime) -> set[UUID]:
    """Say who leads a session; new ones hear. A trainer gives up a place of their own. Returns who is new.

    Raises NotAllowed.
    """
    session = lock_session(session_id)
    rules.check_may_run(by, agency_id=session.host_id)
    wanted = set(trainer_ids)
    there = set(session.trainers.values_list("practitioner_id", flat=True))
    SessionTrainer.objects.filter(session=session, practitioner_id__in=there - wanted).delete()
    SessionTrainer.objects.bulk_create(
        SessionTrainer(session=session, practitioner_id=key, named_by_id=by.practitioner_key, named_at=at)
        for key in sorted(wanted - there)
    )
    if wanted == there:
        return set()
    new = Practitioner.objects.filter(pk__in=wanted - there)
    detail = {"named": sorted(map(str, wanted - there)), "released": sorted(map(str, there - wanted))}
    audit.record(by=by, did="training_session.trainers_named", target=session, at=at, detail=detail)
    tell_of_session(by=by, session=session, to=new, template=Template.TRAINING_LED, at=at)
    with acting(Actor.system(by.purpose, agency_id=session.host_id)):
        theirs = Booking.objects.filter(session=session, practitioner_id__in=wanted - there)
        theirs.exclude(state=BookingState.CANCELLED).update(state=BookingState.CANCELLED, state_at=at)
    settle_places(by=by, session_id=session.pk, at=at)
    return wanted - there


def _check(plan: SessionPlan, *, taken: int, at: datetime) -> None:
    rules.check_times(plan.starts_at, plan.ends_at, at=at)
    rules.check_somewhere(place=plan.place, link=plan.link)
    rules.check_places(places=plan.places, taken=taken)


def _tell_everybody(by: Actor, session: TrainingSession, template: Template, at: datetime) -> None:
    """Everybody on the session but the one who does this: booked, waiting, or leading."""
    with acting(Actor.system(by.purpose, agency_id=session.host_id)):
        on_it = Booking.objects.filter(session=session).exclude(state=BookingState.CANCELLED)
        keys = set(on_it.values_list("practitioner_id", flat=True))
    keys |= set(session.trainers.values_list("practitioner_id", flat=True))
    people = Practitioner.objects.filter(pk__in=keys - {by.practitioner_id}, is_active=True).order_by("pk")
    tell_of_session(by=by, session=session, to=people, template=template, at=at)


def _next_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('develop_session_reference_seq')")
        (number,) = cursor.fetchone()
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)
