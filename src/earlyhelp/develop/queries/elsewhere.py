"""What comes from elsewhere: what a file of attendance would change, and what waits of what e-learning reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Lower

from earlyhelp.develop.choices import RecordSource
from earlyhelp.develop.choices.attendance_files import RowFault
from earlyhelp.develop.choices.requirements import Taken
from earlyhelp.develop.models import (
    AttendanceImport,
    Course,
    CourseAddress,
    LearnerAccount,
    LearningFeed,
    LearningStatement,
    TrainingRecord,
)
from earlyhelp.develop.rules.attendance_files import Read, Refused, Row
from earlyhelp.develop.rules.requirements import check_may_run_training
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner

PAGE = 50


@dataclass(frozen=True, slots=True)
class Attended:
    """A row of a file that can be kept: who and which course it means, and the record that there is of it already."""

    row: Row
    practitioner_id: UUID
    course: Course
    there: TrainingRecord | None

    @property
    def key(self) -> str:
        """As what the record is known: the same person, course and day is the same attendance."""
        return key_of(self.practitioner_id, self.course.pk, self.row.on)

    @property
    def is_unchanged(self) -> bool:
        """Whether the record says so already."""
        return self.there is not None and self.there.took == self.row.took


@dataclass(frozen=True, slots=True)
class Planned:
    """What a file would change. `refused` is in the order of lines."""

    rows: int
    new: tuple[Attended, ...]
    changed: tuple[Attended, ...]
    unchanged: tuple[Attended, ...]
    refused: tuple[Refused, ...]


def key_of(practitioner_id: UUID, course_id: UUID, on: date) -> str:
    """As what an attendance is known that a file or a report told of."""
    return f"{practitioner_id}:{course_id}:{on.isoformat()}"


def plan_attendance(read: Read, *, by: Actor) -> Planned:
    """Hold the rows of a file against people, courses and what is recorded. Writes nothing. Three queries."""
    people = _people(read.right)
    courses = {
        one.code.lower(): one for one in Course.objects.filter(code__in={r.course for r in read.right})
    }
    refused = list(read.refused)
    meant: dict[str, Attended] = {}
    for row in read.right:
        found = _meant(row, people.get(row.email), courses.get(row.course), by)
        if isinstance(found, Refused):
            refused.append(found)
        elif found.key not in meant:
            meant[found.key] = found
        elif meant[found.key].row.took != row.took:
            refused.append(Refused(row.line, "attended", RowFault.CONFLICT))
    found_now = _with_records(by, meant.values())
    for one in [one for one in found_now if _is_a_trainers(one)]:
        refused.append(Refused(one.row.line, "attended", RowFault.MARKED))
        found_now.remove(one)
    return Planned(
        read.rows,
        tuple(one for one in found_now if one.there is None),
        tuple(one for one in found_now if one.there is not None and not one.is_unchanged),
        tuple(one for one in found_now if one.is_unchanged),
        tuple(sorted(refused, key=lambda one: one.line)),
    )


def _people(rows: Iterable[Row]) -> dict[str, Practitioner]:
    """People by their work address in small letters, however it was typed when they were invited."""
    known = Practitioner.objects.annotate(small=Lower("email"))
    return {one.email.lower(): one for one in known.filter(small__in={row.email for row in rows})}


def _meant(row: Row, who: Practitioner | None, course: Course | None, by: Actor) -> Attended | Refused:
    if who is None:
        return Refused(row.line, "email", RowFault.UNKNOWN_PERSON)
    if who.agency_id != by.agency_id:
        return Refused(row.line, "email", RowFault.OTHER_AGENCY)
    if course is None:
        return Refused(row.line, "course", RowFault.UNKNOWN_COURSE)
    return Attended(row, who.pk, course, None)


def _with_records(by: Actor, meant: Iterable[Attended]) -> list[Attended]:
    """The same, each with the record that there is of that person, course and day."""
    meant = list(meant)
    there: dict[str, TrainingRecord] = {}
    people, days = {one.practitioner_id for one in meant}, {one.row.on for one in meant}
    for record in TrainingRecord.objects.filter(practitioner_id__in=people, on__in=days).order_by(
        "marked_at"
    ):
        key = key_of(record.practitioner_id, record.course_id, record.on)
        if key not in there or record.source == RecordSource.SESSION:
            there[key] = record
    return [Attended(one.row, one.practitioner_id, one.course, there.get(one.key)) for one in meant]


def _is_a_trainers(one: Attended) -> bool:
    """Whether a trainer, or a system for e-learning, has said something else: a file does not overrule them."""
    return one.there is not None and not one.is_unchanged and one.there.source != RecordSource.IMPORTED


def list_imports(by: Actor) -> QuerySet[AttendanceImport]:
    """Files of attendance that were read for the agency, the newest first. Raises NotAllowed."""
    check_may_run_training(by.role)
    return AttendanceImport.objects.filter(agency_id=by.agency_key).select_related("read_by")


def list_feeds(by: Actor) -> list[LearningFeed]:
    """Systems for e-learning of the actor's agency, by name, those that ended last. Raises NotAllowed."""
    check_may_run_training(by.role)
    ours = LearningFeed.objects.filter(agency_id=by.agency_key).select_related("made_by")
    return sorted(ours, key=lambda one: (one.ended_at is not None, one.name))


def get_feed(by: Actor, feed_id: UUID) -> LearningFeed:
    """One system of the actor's agency. Raises NotAllowed or LearningFeed.DoesNotExist."""
    check_may_run_training(by.role)
    return LearningFeed.objects.get(pk=feed_id, agency_id=by.agency_key)


def find_feed(by: Actor, *, feed_id: UUID, secret: str) -> LearningFeed | None:
    """The live system that shows this secret, for the agency that the actor is. None when there is none."""
    feed = LearningFeed.objects.filter(pk=feed_id, agency_id=by.agency_key, ended_at=None).first()
    if feed is None or not secret_links.is_secret(
        secret_links.Token(feed.pk, secret), stored=feed.secret_hash
    ):
        return None
    return feed


@dataclass(frozen=True, slots=True)
class WaitingCourse:
    """An address of a course that nobody has matched, how many reports wait for it, and since when."""

    iri: str
    reports: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingAccount:
    """An account that nobody has matched."""

    home_page: str
    account: str
    reports: int
    last_at: datetime


def list_waiting_courses(by: Actor) -> list[WaitingCourse]:
    """Addresses that reports wait for, those with most first, so many as a page holds. One query. Raises NotAllowed."""
    check_may_run_training(by.role)
    known = CourseAddress.objects.filter(agency_id=OuterRef("agency_id"), iri=OuterRef("iri"))
    rows = _waiting(by).filter(~Exists(known)).order_by().values("iri")
    counted = rows.annotate(n=Count("pk"), last=Max("received_at")).order_by("-n", "iri")
    return [WaitingCourse(one["iri"], one["n"], one["last"]) for one in counted[:PAGE]]


def list_waiting_accounts(by: Actor) -> list[WaitingAccount]:
    """Accounts that reports wait for, those with most first, so many as a page holds. One query. Raises NotAllowed."""
    check_may_run_training(by.role)
    known = LearnerAccount.objects.filter(
        agency_id=OuterRef("agency_id"), home_page=OuterRef("home_page"), account=OuterRef("account")
    )
    rows = _waiting(by).filter(~Exists(known)).order_by().values("home_page", "account")
    counted = rows.annotate(n=Count("pk"), last=Max("received_at")).order_by("-n", "home_page", "account")
    return [WaitingAccount(one["home_page"], one["account"], one["n"], one["last"]) for one in counted[:PAGE]]


def list_course_addresses(by: Actor) -> list[CourseAddress]:
    """Addresses that were matched. One query. Raises NotAllowed."""
    check_may_run_training(by.role)
    return list(CourseAddress.objects.filter(agency_id=by.agency_key).select_related("course"))


def list_learner_accounts(by: Actor) -> list[LearnerAccount]:
    """Accounts that were matched, for whoever runs the agency's training. One query. Raises NotAllowed."""
    check_may_run_training(by.role)
    return list(LearnerAccount.objects.filter(agency_id=by.agency_key).select_related("practitioner"))


def count_waiting(by: Actor) -> int:
    """How many reports wait for somebody to say who or what they are about. One query."""
    return _waiting(by).count()


def _waiting(by: Actor) -> QuerySet[LearningStatement]:
    return LearningStatement.objects.filter(agency_id=by.agency_key, taken=Taken.WAITING)


def list_colleagues(by: Actor) -> list[Practitioner]:
    """Whose an account may be: who works at the actor's agency, by name. One query. Raises NotAllowed."""
    check_may_run_training(by.role)
    ours = Practitioner.objects.filter(agency_id=by.agency_key, is_active=True)
    return list(ours.order_by("family_name", "given_name", "pk"))
