"""The front door's worklist: what to decide first, in which time, about whom, and what is known already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.identify.queries import list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.choices import Outcome, TriageState
from earlyhelp.solve.choices.queue import Stage
from earlyhelp.solve.models import Claim, Hold, NotificationAssignment, Question
from earlyhelp.solve.queries.checks import CheckFlag, list_check_flags
from earlyhelp.solve.queries.clocks import Clock, clock_of
from earlyhelp.solve.queries.decisions import list_last_decisions
from earlyhelp.solve.queries.facts import age_words, facts_of
from earlyhelp.solve.queries.followups import Following, list_followings
from earlyhelp.solve.queries.grading import Priority, list_priorities
from earlyhelp.solve.queries.queue_changes import mark_of
from earlyhelp.solve.queries.queue_order import found_by, list_in_order, questions_of
from earlyhelp.solve.queries.repeats import RepeatFacts, repeat_facts, repeat_words
from earlyhelp.solve.queries.stages import count_stages, stage_of_row, with_holders, with_stage
from earlyhelp.solve.queries.states import state_of
from earlyhelp.solve.queries.timing import pauses_in
from earlyhelp.solve.rules.queue import RUNNING, Looking

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class QueuePerson:
    """A person in a notification, as short as can be."""

    name: str
    role: str
    age: str
    is_described: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One notification in the queue. `facts` are whole sentences; `clock` is None where no clock runs.

    `hold` is the last one that nobody ended: while the row is on another tab than "on hold", its day has come.
    `mark` changes when anybody does anything with the notification.
    """

    notification: Notification
    state: TriageState
    stage: Stage
    priority: Priority
    clock: Clock | None
    people: tuple[QueuePerson, ...]
    facts: tuple[str, ...]
    claim: Claim | None
    is_mine: bool
    asked_at: datetime | None
    answered_at: datetime | None
    outcome: str
    assignment: NotificationAssignment | None
    hold: Hold | None
    mark: str
    following: Following | None = None
    checks: CheckFlag | None = None

    @property
    def reference(self) -> str:
        """What people call it."""
        return self.notification.reference

    @property
    def outcome_words(self) -> str:
        """The outcome of the decision that counts, or nothing."""
        return str(Outcome(self.outcome).label) if self.outcome else ""

    @property
    def is_back(self) -> bool:
        """True when it rested and its day has come."""
        return self.hold is not None and self.stage in (Stage.TO_DECIDE, Stage.CHECKS)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of one tab, with how many notifications each tab holds in this view."""

    rows: tuple[QueueRow, ...]
    page: Page[Any]
    looking: Looking
    counts: dict[Stage, int]

    @property
    def stage(self) -> Stage:
        """The tab that is shown."""
        return self.looking.stage

    @property
    def is_running(self) -> bool:
        """True on a tab in which a clock runs."""
        return self.looking.stage in RUNNING


def list_queue(
    *, by: Actor, at: datetime, looking: Looking | None = None, page: int | str | None = 1
) -> QueuePage:
    """One page of the queue: what waits in the order that was asked for, what is decided by time, newest first.

    In the tabs where no clock runs, grade, repeat contact and lateness narrow nothing. The reading is audited.
    """
    looking = looking or Looking()
    if looking.stage in RUNNING:
        ordered = list_in_order(by, at, looking)
        shown = Paginator(ordered.notifications, PER_PAGE).get_page(page)
        keys, priorities = [one.pk for one in shown.object_list], ordered.priorities
    else:
        found = found_by(by, at, looking).order_by("-last_decided_at", "-id")
        shown = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(page)
        keys, priorities = list(shown.object_list), {}
    notifications = _fetched(by, at, keys)
    priorities = priorities or list_priorities(by, notifications, probable=False)
    rows = _rows(by, notifications, priorities, at)
    audit.record_read(by=by, what="queue", targets=notifications, at=at)
    return QueuePage(rows, shown, looking, count_stages(by, at, looking.view))


def _fetched(by: Actor, at: datetime, keys: Sequence[UUID]) -> list[Any]:
    """The rows of one page, whole, in the order of their keys."""
    found = with_holders(by, with_stage(by, at)).filter(pk__in=keys).order_by()
    by_key = {one.pk: one for one in found}
    return [by_key[key] for key in keys if key in by_key]


def _rows(
    by: Actor, notifications: Sequence[Any], priorities: dict[UUID, Priority], at: datetime
) -> tuple[QueueRow, ...]:
    keys = [one.pk for one in notifications]
    around = _Around(
        people=_people(by, keys, at),
        facts=facts_of(by, {key: priorities[key].repeat for key in keys}),
        repeats=repeat_facts(by, notifications, {key: priorities[key].standard.windows for key in keys}),
        questions=questions_of(keys),
        claims=_live(
            Claim.objects.filter(released_at=None).select_related("practitioner"),
            by,
            [one.pk for one in notifications if one.claim_by],
        ),
        holds=_live(
            Hold.objects.filter(ended_at=None).select_related("held_by"),
            by,
            [one.pk for one in notifications if one.hold_key],
        ),
        assignments=_live(
            NotificationAssignment.objects.filter(ended_at=None).select_related("practitioner"),
            by,
            [one.pk for one in notifications if one.given_to],
        ),
        followings=_followings(by, notifications),
        checks=list_check_flags(by, [one.pk for one in notifications if one.check_out], at=at),
    )
    return tuple(_row(by, one, priorities[one.pk], around, at) for one in notifications)


def _followings(by: Actor, notifications: Sequence[Any]) -> dict[UUID, Following]:
    """Who follows up each notification that is decided. No query while none is."""
    decided = [one.pk for one in notifications if state_of(one) is TriageState.DECIDED]
    if not decided:
        return {}
    last = list_last_decisions(by, decided)
    found = list_followings(by, last.values())
    return {key: found[decision.pk] for key, decision in last.items()}


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the notifications of one page, by their keys."""

    people: dict[UUID, list[QueuePerson]]
    facts: dict[UUID, tuple[str, ...]]
    repeats: dict[UUID, RepeatFacts]
    questions: dict[UUID, list[Question]]
    claims: dict[UUID, Any]
    holds: dict[UUID, Any]
    assignments: dict[UUID, Any]
    followings: dict[UUID, Following]
    checks: dict[UUID, CheckFlag]


def _live(rows: Any, by: Actor, keys: list[UUID]) -> dict[UUID, Any]:
    """What runs for each of these. No query while there are none."""
    found = rows.filter(agency_id=by.agency_key, notification_id__in=keys)
    return {row.notification_id: row for row in found}


def _row(by: Actor, notification: Any, priority: Priority, around: _Around, at: datetime) -> QueueRow:
    key, state = notification.pk, state_of(notification)
    claim, questions = around.claims.get(key), around.questions.get(key, [])
    question = questions[0] if questions else None
    return QueueRow(
        notification=notification,
        state=state,
        stage=stage_of_row(notification),
        priority=priority,
        clock=clock_of(state, notification.submitted_at, priority, pauses_in(questions), at),
        people=tuple(around.people[key]),
        facts=(*around.facts[key], *(repeat_words(around.repeats[key]) if key in around.repeats else ())),
        claim=claim,
        is_mine=claim is not None and claim.practitioner_id == by.practitioner_id,
        asked_at=question.asked_at if question else None,
        answered_at=question.answered_at if question else None,
        outcome=notification.last_outcome or "",
        assignment=around.assignments.get(key),
        hold=around.holds.get(key),
        mark=mark_of(notification),
        following=around.followings.get(key),
        checks=around.checks.get(key),
    )


def _people(by: Actor, keys: list[UUID], at: datetime) -> dict[UUID, list[QueuePerson]]:
    people: dict[UUID, list[QueuePerson]] = defaultdict(list)
    for person in list_people_now(by=by).filter(notification_id__in=keys):
        name = person.full_name
        people[person.notification_id].append(
            QueuePerson(
                name=name or person.description,
                role=person.get_role_display(),
                age=age_words(person, at),
                is_described=not name,
            )
        )
    return people
