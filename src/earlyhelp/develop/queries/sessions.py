"""Courses and sessions: the offer, and who comes to a session, for those who lead or run it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from earlyhelp.develop.choices import BookingState, PracticeLevel, SessionLanguage, SessionState
from earlyhelp.develop.models import Booking, Course, SessionTrainer, TrainingRecord, TrainingSession
from earlyhelp.develop.rules import courses as rules
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner

# In which of these somebody can take part who wants the session in one language.
_HEARD = {
    "cy": (SessionLanguage.WELSH, SessionLanguage.BOTH, SessionLanguage.INTERPRETED),
    "en": (SessionLanguage.ENGLISH, SessionLanguage.BOTH, SessionLanguage.INTERPRETED),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who is booked on a session, and how they were marked; `record` is None while they are not."""

    booking: Booking
    record: TrainingRecord | None

    @property
    def version(self) -> int:
        """What a page must have seen to change it; 0 for nobody's mark yet."""
        return self.record.version if self.record else 0


def list_courses(by: Actor, *, at: datetime) -> QuerySet[Course]:
    """The courses that are offered now, by title in both languages."""
    offered = Q(withdrawn_on=None) | Q(withdrawn_on__gt=at.astimezone(LONDON).date())
    return Course.objects.filter(offered).select_related("provider")


def get_course(by: Actor, code: str) -> Course:
    """A course by its code, withdrawn ones too. Raises Course.DoesNotExist."""
    return Course.objects.select_related("provider").get(code=code)


def list_open_sessions(
    by: Actor, *, at: datetime, level: str = "", language: str = "", course: Course | None = None
) -> QuerySet[TrainingSession]:
    """Sessions that the reader could book, the next first. `language` is "cy" or "en"; unknown filters are none."""
    found = _with_names(_shown_to(by)).filter(state=SessionState.PLANNED, starts_at__gt=at)
    if course is not None:
        found = found.filter(course=course)
    if level in PracticeLevel.values:
        found = found.filter(course__level=level)
    if language in _HEARD:
        found = found.filter(language__in=_HEARD[language])
    return found


def get_session(by: Actor, reference: str) -> TrainingSession:
    """A session that the reader may see, or has a place at. Raises TrainingSession.DoesNotExist."""
    own = Booking.objects.filter(practitioner_id=by.practitioner_key)
    found = _shown_to(by) | TrainingSession.objects.filter(pk__in=own.values("session_id"))
    return _with_names(TrainingSession.objects.filter(pk__in=found.values("pk"))).get(reference=reference)


def list_leading(by: Actor) -> QuerySet[TrainingSession]:
    """The sessions that the reader leads, the newest first."""
    mine = SessionTrainer.objects.filter(practitioner_id=by.practitioner_key)
    return _with_names(TrainingSession.objects.filter(pk__in=mine.values("session_id"))).order_by(
        "-starts_at"
    )


def list_held(by: Actor) -> QuerySet[TrainingSession]:
    """The sessions that the reader's agency holds, the newest first."""
    return _with_names(TrainingSession.objects.filter(host_id=by.agency_key)).order_by("-starts_at")


def list_trainer_ids(by: Actor, session: TrainingSession) -> frozenset[UUID]:
    """The keys of those who lead a session."""
    return frozenset(one.practitioner_id for one in session.trainers.all())


def get_my_booking(by: Actor, session: TrainingSession) -> Booking | None:
    """The reader's own place at a session, or on its waiting list; None without one."""
    mine = Booking.objects.filter(session=session, practitioner_id=by.practitioner_key)
    return mine.exclude(state=BookingState.CANCELLED).select_related("session").first()


def get_my_turn(by: Actor, booking: Booking) -> int:
    """Where the reader stands on the waiting list, from 1. Says nothing of who else waits."""
    ahead = Q(booked_at__lt=booking.booked_at) | Q(booked_at=booking.booked_at, pk__lt=booking.pk)
    # The agency that holds the session sees all of the list; this takes no more from it than a number.
    with acting(Actor.system(by.purpose, agency_id=booking.session.host_id)):
        waiting = Booking.objects.filter(session_id=booking.session_id, state=BookingState.WAITING)
        return waiting.filter(ahead).count() + 1


def list_places(*, by: Actor, session: TrainingSession, at: datetime) -> list[Place]:
    """Who has a place at a session, by name, with what they asked for and how they were marked; audited.

    For its trainers and for those who run it. Raises NotAllowed. Constant queries.
    """
    rules.check_may_mark(by, host_id=session.host_id, trainers=list_trainer_ids(by, session))
    booked = Booking.objects.filter(session=session, state=BookingState.BOOKED)
    bookings = list(
        booked.select_related("practitioner", "agency").order_by(
            "practitioner__family_name", "practitioner__given_name", "pk"
        )
    )
    records = {one.practitioner_id: one for one in TrainingRecord.objects.filter(session=session)}
    audit.record_read(by=by, what="training_booking", targets=bookings, at=at)
    return [Place(one, records.get(one.practitioner_id)) for one in bookings]


def list_own_people(*, by: Actor, session: TrainingSession, at: datetime) -> list[Booking]:
    """Who of the reader's own agency is booked on a session or waits for it; audited.

    Empty for whoever does not run the training of their agency.
    """
    if not rules.may_run(by, agency_id=by.agency_key):
        return []
    ours = Booking.objects.filter(session=session, agency_id=by.agency_key)
    found = list(ours.exclude(state=BookingState.CANCELLED).select_related("practitioner"))
    audit.record_read(by=by, what="training_booking", targets=found, at=at)
    return found


def list_possible_trainers(by: Actor) -> QuerySet[Practitioner]:
    """Whoever may be named as a trainer: every practitioner who works for a partner now."""
    return (
        Practitioner.objects.filter(is_active=True)
        .select_related("agency", "team")
        .order_by("agency__name_en", "family_name", "given_name")
    )


def _shown_to(by: Actor) -> QuerySet[TrainingSession]:
    """The same as rules.may_see, asked of the database."""
    leads = SessionTrainer.objects.filter(practitioner_id=by.practitioner_key)
    return TrainingSession.objects.filter(
        Q(for_partners=True) | Q(host_id=by.agency_key) | Q(pk__in=leads.values("session_id"))
    )


def _with_names(found: QuerySet[TrainingSession]) -> QuerySet[TrainingSession]:
    trainers = SessionTrainer.objects.select_related("practitioner__agency")
    return found.select_related("course", "host").prefetch_related(Prefetch("trainers", queryset=trainers))
