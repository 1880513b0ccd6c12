"""What somebody learnt: their own record, who completed what, and certificates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from earlyhelp.develop.choices import BookingState, SessionState, Took
from earlyhelp.develop.models import Booking, Certificate, Course, TrainingRecord
from earlyhelp.develop.rules import courses as rules
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner


@dataclass(frozen=True, slots=True)
class Completion:
    """That a practitioner completed a course, the last time that they did. `expires_on` None: it counts for good."""

    record_id: UUID
    practitioner_id: UUID
    agency_id: UUID
    course: Course
    on: date
    expires_on: date | None

    def standing(self, today: date) -> rules.Standing:
        """Whether it counts on a day, is due soon, or is due."""
        return rules.standing(self.expires_on, today=today)


@dataclass(frozen=True, slots=True)
class Learnt:
    """One time that the reader took part in a course, with the certificate for it, if there is one."""

    record: TrainingRecord
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class MyLearning:
    """What a practitioner has booked, what is due again (with its standing), and what they did, the newest first."""

    booked: list[Booking]
    due: list[tuple[Completion, rules.Standing]]
    learnt: list[Learnt]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is said of a certificate to whoever holds it in their hand."""

    holder: str
    title: str
    completed_on: date
    expires_on: date | None
    withdrawn: bool


def get_my_learning(by: Actor, *, at: datetime) -> MyLearning:
    """The reader's own record, whichever agency they worked for at the time. Constant queries."""
    today = at.astimezone(LONDON).date()
    mine = {"practitioner_id": by.practitioner_key}
    booked = Booking.objects.filter(
        **mine, session__ends_at__gt=at, session__state=SessionState.PLANNED
    ).exclude(state=BookingState.CANCELLED)
    records = TrainingRecord.objects.filter(**mine).select_related("course", "session")
    certificates = {one.record_id: one for one in Certificate.objects.filter(**mine, withdrawn_at=None)}
    completed = _latest(TrainingRecord.objects.filter(**mine))
    due = [(one, one.standing(today)) for one in completed]
    return MyLearning(
        list(booked.select_related("session__course").order_by("session__starts_at")),
        sorted(
            ((one, how) for one, how in due if how != rules.Standing.KEEPS),
            key=lambda pair: pair[0].expires_on or date.max,
        ),
        [Learnt(one, certificates.get(one.pk)) for one in records],
    )


def list_completions(by: Actor, *, practitioner_ids: Iterable[UUID] | None = None) -> list[Completion]:
    """Who of the actor's agency completed which course: the last time of each, with its expiry. One query.

    Only for callers that have asked `rules.courses.check_may_run`, or count without naming. `practitioner_ids` narrows.
    """
    found = TrainingRecord.objects.filter(agency_id=by.agency_key)
    if practitioner_ids is not None:
        found = found.filter(practitioner_id__in=list(practitioner_ids))
    return _latest(found)


def list_owed_reminders(by: Actor, *, today: date) -> list[tuple[TrainingRecord, int]]:
    """Records of the actor's agency whose owner is owed a reminder now, and which one, as days ahead.

    Nobody is reminded who has left or has booked the course again. Constant queries.
    """
    completed = _latest(TrainingRecord.objects.filter(agency_id=by.agency_key))
    records = TrainingRecord.objects.filter(
        pk__in=[one.record_id for one in completed if one.expires_on],
        practitioner__is_active=True,
        practitioner__agency_id=by.agency_key,
        course__withdrawn_on=None,
    ).select_related("practitioner", "course")
    to_come = Booking.objects.filter(
        agency_id=by.agency_key, state=BookingState.BOOKED, session__starts_at__date__gte=today
    )
    booked = set(to_come.values_list("practitioner_id", "session__course_id"))
    owed = []
    for one in records:
        assert one.expires_on is not None, "records without an expiry are not asked for"
        days = rules.reminder(one.expires_on, today=today, reminded=one.reminded_days)
        if days is not None and (one.practitioner_id, one.course_id) not in booked:
            owed.append((one, days))
    return owed


def list_agencies_with_training(by: Actor) -> list[UUID]:
    """The agencies that somebody works for now: each keeps the records of its own people."""
    staff = Practitioner.objects.filter(is_active=True).order_by("agency_id")
    return list(staff.values_list("agency_id", flat=True).distinct())


def get_certificate(*, by: Actor, number: str, at: datetime) -> Certificate:
    """A certificate, for its holder or for who runs the training of the holder's agency; audited for the latter.

    Raises Certificate.DoesNotExist, also when it was withdrawn.
    """
    allowed = Q(practitioner_id=by.practitioner_key)
    if rules.may_run(by, agency_id=by.agency_key):
        allowed |= Q(agency_id=by.agency_key)
    found = Certificate.objects.select_related("record__course").get(
        allowed, number=number, withdrawn_at=None
    )
    if found.practitioner_id != by.practitioner_id:
        audit.record_read(by=by, what="certificate", targets=[found], at=at)
    return found


def show_certificate(by: Actor, *, number: str, code: str) -> Shown | None:
    """What a certificate says, to anybody who has its number and its code; None when there is no such one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM develop_certificate_shown(%s, %s)", [number, code])
        row = cursor.fetchone()
    if row is None:
        return None
    holder, title_en, title_cy, completed_on, expires_on, withdrawn = row
    title = title_cy if (get_language() or "en").startswith("cy") else title_en
    return Shown(holder, title, completed_on, expires_on, withdrawn)


def _latest(records: QuerySet[TrainingRecord]) -> list[Completion]:
    """The last time that each practitioner completed each course."""
    last = (
        records.filter(took=Took.PRESENT)
        .select_related("course")
        .order_by("practitioner_id", "course_id", "-on", "-pk")
        .distinct("practitioner_id", "course_id")
    )
    return [
        Completion(one.pk, one.practitioner_id, one.agency_id, one.course, one.on, one.expires_on)
        for one in last
    ]
