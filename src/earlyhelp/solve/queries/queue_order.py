"""What somebody looks for in the queue, and in which order it stands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from earlyhelp.identify.choices import PreferredLanguage
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve import rules
from earlyhelp.solve.choices import TriageState
from earlyhelp.solve.choices.queue import Order
from earlyhelp.solve.models import Claim, NotificationAssignment, Question
from earlyhelp.solve.queries.clocks import clock_of
from earlyhelp.solve.queries.grading import Priority, list_priorities
from earlyhelp.solve.queries.stages import in_stage, in_view, with_stage
from earlyhelp.solve.queries.states import state_of
from earlyhelp.solve.queries.timing import pauses_of
from earlyhelp.solve.rules.clocks import Pause
from earlyhelp.solve.rules.queue import NOBODY, RUNNING, Looking, is_free

_WORDS_READ = 5
Pauses = dict[UUID, list[Pause]]
# What it takes to put hundreds in order; a page of them is read whole afterwards.
_TO_ORDER = ("reference", "submitted_at", "track")


@dataclass(frozen=True, slots=True)
class Ordered:
    """What was found, in order, with the priorities by which it was ordered. Names nobody.

    Of each notification only the reference, the time and the track are read.
    """

    notifications: Sequence[Any]
    priorities: dict[UUID, Priority]


def found_by(by: Actor, at: datetime, looking: Looking) -> QuerySet[Notification, Any]:
    """What stands in the tab and fits every filter that the database can answer."""
    found = in_view(by, in_stage(with_stage(by, at), looking.stage), looking.view)
    found = _coded(by, found, looking, at)
    return _holding(found, looking.text)


def list_in_order(by: Actor, at: datetime, looking: Looking) -> Ordered:
    """Everything that is looked for, in order, in a constant number of queries. For tabs in which a clock runs."""
    everything: list[Any] = list(found_by(by, at, looking).select_related(None).only(*_TO_ORDER).order_by())
    priorities = list_priorities(by, everything)
    answered = _answered(everything)
    wanted = [one for one in everything if _fits(one, priorities[one.pk], answered, looking, at)]
    wanted.sort(key=lambda one: _place(one, priorities[one.pk], answered, looking.order, at))
    return Ordered(wanted, priorities)


def list_next(by: Actor, at: datetime, looking: Looking, *, after: str = "") -> list[UUID]:
    """The keys of what to decide next, best first: what follows `after` (a reference), then the rest from the top.

    What a colleague has open is left out. Shows nobody: whoever opens one audits the reading.
    """
    if looking.stage not in RUNNING:
        looking = Looking()
    order = list(list_in_order(by, at, looking).notifications)
    places = [number for number, one in enumerate(order) if one.reference == after]
    start = places[0] + 1 if places else 0
    keys = [one.pk for one in (*order[start:], *order[:start]) if one.reference != after]
    taken = _taken(by, keys, at)
    return [key for key in keys if key not in taken]


def _taken(by: Actor, keys: list[UUID], at: datetime) -> set[UUID]:
    """What is open with a colleague, or was given to one."""
    claims = Claim.objects.filter(agency_id=by.agency_key, notification_id__in=keys, released_at=None)
    held = {
        claim.notification_id
        for claim in claims.exclude(practitioner_id=by.practitioner_key)
        if not is_free(claim.claimed_at, is_mine=False, at=at)
    }
    given = NotificationAssignment.objects.filter(
        agency_id=by.agency_key, notification_id__in=keys, ended_at=None
    ).exclude(practitioner_id=by.practitioner_key)
    return held | set(given.values_list("notification_id", flat=True))


def _coded(
    by: Actor, found: QuerySet[Notification, Any], looking: Looking, at: datetime
) -> QuerySet[Notification, Any]:
    if looking.need:
        found = found.filter(needs__contains=[looking.need])
    if looking.area:
        found = found.filter(area_id=looking.area)
    if looking.agency:
        found = found.filter(agency_id=looking.agency)
    if looking.owner:
        given = NotificationAssignment.objects.filter(
            agency_id=by.agency_key, notification=OuterRef("pk"), ended_at=None
        )
        whose = {} if looking.owner == NOBODY else {"practitioner_id": looking.owner}
        found = found.filter(~Exists(given) if looking.owner == NOBODY else Exists(given.filter(**whose)))
    if looking.welsh:
        found = found.filter(Exists(_people().filter(language=PreferredLanguage.WELSH)))
    if looking.child:
        youngest = _years_before(at.astimezone(LONDON).date(), rules.CHILD_UNDER)
        is_child = Q(date_of_birth__gt=youngest) | Q(date_of_birth=None, age__lt=rules.CHILD_UNDER)
        found = found.filter(Exists(_people().filter(is_child)))
    return found


def _people() -> QuerySet[ReportedPerson]:
    return ReportedPerson.objects.filter(notification=OuterRef("pk"), corrected_by=None).order_by()


def _years_before(day: date, years: int) -> date:
    """The same day some years before; 28 February for the 29th."""
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _holding(notifications: QuerySet[Notification, Any], text: str) -> QuerySet[Notification, Any]:
    """Those in which every word is part of the reference, of the place's postcode, or of a name."""
    for word in text.replace("\x00", " ").split()[:_WORDS_READ]:
        named = ReportedPerson.objects.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word), notification=OuterRef("pk")
        )
        notifications = notifications.filter(
            Q(reference__icontains=word) | Q(place_postcode__icontains=word) | Q(Exists(named))
        )
    return notifications


def _answered(notifications: Sequence[Any]) -> Pauses:
    return pauses_of([one.pk for one in notifications if state_of(one) is TriageState.ANSWERED])


def questions_of(keys: Sequence[UUID]) -> dict[UUID, list[Question]]:
    """The questions about each of these notifications, the last one first. One query."""
    found: dict[UUID, list[Question]] = defaultdict(list)
    for question in Question.objects.filter(notification_id__in=keys).order_by("-asked_at", "-id"):
        found[question.notification_id].append(question)
    return found


def _fits(one: Any, priority: Priority, answered: Pauses, looking: Looking, at: datetime) -> bool:
    if looking.grade not in ("", priority.grade):
        return False
    if looking.repeat and priority.repeat.in_365_days < 2:
        return False
    if not looking.overdue:
        return True
    clock = clock_of(state_of(one), one.submitted_at, priority, answered.get(one.pk, ()), at)
    return clock is not None and clock.due < at


def _place(one: Any, priority: Priority, answered: Pauses, order: Order, at: datetime) -> tuple[Any, ...]:
    """Where it stands. Its key is last, so that the order is the same each time."""
    grade = rules.GRADE_ORDER[priority.grade]
    if order is Order.DUE:
        clock = clock_of(state_of(one), one.submitted_at, priority, answered.get(one.pk, ()), at)
        return (clock.due if clock else at, grade, one.submitted_at, one.pk)
    return (state_of(one) is not TriageState.ANSWERED, grade, one.submitted_at, one.pk)
