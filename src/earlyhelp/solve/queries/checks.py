"""Lateral checks: whom the front door can ask, what was answered, and what waits for an agency's answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import TimeWords, time_left
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.partnership.queries import list_sharing
from earlyhelp.solve.choices.checks import CheckState, Known
from earlyhelp.solve.models import Check, CheckAnswer, CheckPerson
from earlyhelp.solve.rules import checks as rules

MOST_CLOSED = 20


@dataclass(frozen=True, slots=True)
class Askable:
    """An agency that works in the area and has somebody who answers. Without an agreement it can not be asked."""

    agency: Agency
    is_covered: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one agency says about one person, and where that stands."""

    answer: CheckAnswer
    person: CheckPerson | None
    state: CheckState

    @property
    def is_known(self) -> bool:
        """True when the agency knows the person."""
        return self.answer.known in (Known.KNOWN, Known.CALL_ME)


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One check: as the front door sees it, or as one agency sees it with its own answers only.

    `check` is None for an agency that has answered: it no longer sees the question.
    """

    key: UUID
    check: Check | None
    asked_at: datetime
    clock: TimeWords
    said: tuple[Said, ...]

    @property
    def open_count(self) -> int:
        """How many answers are waited for."""
        return sum(one.answer.is_open for one in self.said)

    @property
    def is_late(self) -> bool:
        """True when an answer that is waited for is late."""
        return any(one.state is CheckState.LATE for one in self.said)


@dataclass(frozen=True, slots=True)
class CheckFlag:
    """The checks of one notification as counts of answers, for a row of the queue."""

    asked: int
    answered: int
    known: int
    late: int

    @property
    def waiting(self) -> int:
        """How many answers are waited for."""
        return self.asked - self.answered


def list_agencies_to_ask(by: Actor, notification: Notification, *, on: date) -> tuple[Askable, ...]:
    """Agencies that work in the notification's area and have somebody who answers. Two or three queries."""
    answers = Practitioner.objects.filter(
        agency=OuterRef("pk"), role__in=rules.ANSWERS_CHECKS, is_active=True
    )
    in_area = Q(areas=notification.area_id) | Q(teams__area=notification.area_id)
    found = Agency.objects.filter(in_area).filter(Exists(answers)).distinct().order_by("name_en")
    sharing = list_sharing(by=by, purpose=Purpose.EARLY_HELP, on=on).get(DataSet.CHECKS, frozenset())
    # Within one's own agency no agreement is needed: it is the same controller.
    covered = sharing | {by.agency_key}
    return tuple(Askable(agency, agency.pk in covered) for agency in found)


def list_checks(by: Actor, notification: Notification, *, at: datetime) -> tuple[CheckShown, ...]:
    """The checks of one notification, the newest first. Two queries. Whoever shows it audits the notification."""
    checks = Check.objects.filter(notification=notification, agency_id=by.agency_key)
    found = list(checks.select_related("asked_by").order_by("-asked_at", "-pk"))
    answers: dict[UUID, list[CheckAnswer]] = defaultdict(list)
    rows = CheckAnswer.objects.filter(checked__in=found).select_related(
        "asked", "person", "answered_by__team", "withdrawn_by"
    )
    for answer in rows.order_by("asked__name_en", "person__position", "pk"):
        answers[answer.checked_id].append(answer)
    return tuple(
        _shown(check.pk, check, [(one, one.person) for one in answers[check.pk]], at) for check in found
    )


def list_check_flags(by: Actor, notification_ids: Iterable[UUID], *, at: datetime) -> dict[UUID, CheckFlag]:
    """How many answers were asked for, came, say that somebody is known, or are late. One query, none without keys."""
    keys = list(notification_ids)
    if not keys:
        return {}
    open_answer = Q(answered_at=None)
    counted = (
        CheckAnswer.objects.filter(
            agency_id=by.agency_key, checked__notification_id__in=keys, withdrawn_at=None
        )
        .order_by()
        .values("checked__notification_id")
        .annotate(
            asked_count=Count("pk"),
            answered_count=Count("pk", filter=~open_answer),
            known_count=Count("pk", filter=Q(known__in=(Known.KNOWN, Known.CALL_ME))),
            late_count=Count("pk", filter=open_answer & Q(due_at__lt=at)),
        )
    )
    return {
        one["checked__notification_id"]: CheckFlag(
            one["asked_count"], one["answered_count"], one["known_count"], one["late_count"]
        )
        for one in counted
    }


def count_checks_to_answer(by: Actor) -> int:
    """How many checks wait for an answer of the actor's agency. Names nobody."""
    if by.role not in rules.ANSWERS_CHECKS:
        return 0
    return _waiting(by).values("checked_id").distinct().count()


def list_checks_to_answer(
    *, by: Actor, at: datetime
) -> tuple[tuple[CheckShown, ...], tuple[CheckShown, ...]]:
    """What waits for an answer of the actor's agency, the most urgent first, and what is over, the newest first.

    Names nobody: that is for the page of one check. A constant number of queries.
    """
    keys = set(_waiting(by).values_list("checked_id", flat=True))
    rows = CheckAnswer.objects.filter(asked_id=by.agency_key).select_related("answered_by", "asked")
    waiting = _grouped(rows.filter(checked_id__in=keys).order_by("due_at", "pk"), at)
    over = _grouped(rows.exclude(checked_id__in=keys).order_by("-asked_at", "-pk")[: MOST_CLOSED * 5], at)
    return waiting, over[:MOST_CLOSED]


def get_check_to_answer(*, by: Actor, check_id: UUID, at: datetime) -> CheckShown:
    """One check as the actor's agency sees it: the question and the people while it is asked. The reading is audited.

    Raises CheckAnswer.DoesNotExist when the agency was not asked, or NotAllowed.
    """
    answers = list_answers_of(by, check_id)
    rules.check_may_answer_check(by, asked=answers[0].asked_id)
    is_open = any(one.is_open for one in answers)
    check = Check.objects.select_related("asked_by__team", "agency").get(pk=check_id) if is_open else None
    people = {one.pk: one for one in CheckPerson.objects.filter(checked_id=check_id)} if is_open else {}
    if check is not None:
        audit.record_read(by=by, what="check", targets=[check], at=at)
    rows = [(one, people.get(one.person_id)) for one in answers]
    rows.sort(key=lambda row: row[1].position if row[1] else 0)
    return _shown(check_id, check, rows, at)


def list_answers_of(by: Actor, check_id: UUID) -> list[CheckAnswer]:
    """The answers of the actor's own agency in a check. Raises CheckAnswer.DoesNotExist when there are none."""
    rows = CheckAnswer.objects.filter(checked_id=check_id, asked_id=by.agency_key)
    found = list(rows.select_related("answered_by", "asked").order_by("pk"))
    if not found:
        raise CheckAnswer.DoesNotExist
    return found


def _waiting(by: Actor) -> QuerySet[CheckAnswer]:
    return CheckAnswer.objects.filter(asked_id=by.agency_key, answered_at=None, withdrawn_at=None)


def _grouped(answers: Iterable[CheckAnswer], at: datetime) -> tuple[CheckShown, ...]:
    groups: dict[UUID, list[CheckAnswer]] = {}
    for answer in answers:
        groups.setdefault(answer.checked_id, []).append(answer)
    return tuple(_shown(key, None, [(one, None) for one in group], at) for key, group in groups.items())


def _shown(
    key: UUID, check: Check | None, rows: list[tuple[CheckAnswer, CheckPerson | None]], at: datetime
) -> CheckShown:
    first = rows[0][0]
    said = tuple(Said(answer, person, _state(answer, at)) for answer, person in rows)
    return CheckShown(key, check, first.asked_at, time_left(at, first.due_at), said)


def _state(answer: CheckAnswer, at: datetime) -> CheckState:
    return rules.state_of(
        due=answer.due_at, answered_at=answer.answered_at, withdrawn_at=answer.withdrawn_at, at=at
    )
