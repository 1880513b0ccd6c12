"""The front door's worklist: what to decide first, in which time, about whom, and what is known already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, ngettext

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.queries import list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import TimeWords, Tone, time_left
from earlyhelp.kit.working_days import LONDON, working_time_left
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome, Tab, TriageState
from earlyhelp.solve.models import Claim, Question
from earlyhelp.solve.queries.decisions import list_last_decisions
from earlyhelp.solve.queries.grading import Priority, list_priorities
from earlyhelp.solve.queries.states import count_tabs, in_tab, state_of, with_state
from earlyhelp.understand.rules import RepeatContact

PER_PAGE = 25
_WORDS_READ = 5
_STATES = {Tone.OK: "good", Tone.SOON: "soon", Tone.OVERDUE: "late"}
# Long texts are for the page of one notification.
_NOT_HERE = ("seen_and_heard", "own_words", "strengths", "sharing_words")


@dataclass(frozen=True, slots=True)
class Clock:
    """The time left in words. `percent` is how much has gone, `state` is the component's colour."""

    words: TimeWords
    due: datetime
    percent: int

    @property
    def state(self) -> str:
        """`good`, `soon` or `late`."""
        return _STATES[self.words.tone]


@dataclass(frozen=True, slots=True)
class QueuePerson:
    """A person in a notification, as short as can be."""

    name: str
    role: str
    age: str
    is_described: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One notification in the queue. `facts` are whole sentences; `clock` is None where no clock runs."""

    notification: Notification
    state: TriageState
    priority: Priority
    clock: Clock | None
    people: tuple[QueuePerson, ...]
    facts: tuple[str, ...]
    claim: Claim | None
    is_mine: bool
    asked_at: datetime | None
    answered_at: datetime | None
    outcome: str

    @property
    def reference(self) -> str:
        """What people call it."""
        return self.notification.reference

    @property
    def outcome_words(self) -> str:
        """The outcome of the decision that counts, or nothing."""
        return str(Outcome(self.outcome).label) if self.outcome else ""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of one tab, with how many notifications each tab holds."""

    rows: tuple[QueueRow, ...]
    page: Page[Any]
    tab: Tab
    counts: dict[Tab, int]


def list_queue(
    *,
    by: Actor,
    at: datetime,
    tab: Tab = Tab.TO_DECIDE,
    grade: str = "",
    text: str = "",
    page: int | str | None = 1,
) -> QueuePage:
    """One page of the queue: answered questions first, then by grade, then by what is due first.

    `grade` and `text` narrow it; the decided tab is in order of time and takes no grade. The reading is audited.
    """
    found = _holding(in_tab(with_state(by).defer(*_NOT_HERE), tab), text)
    if tab is Tab.DECIDED:
        shown = Paginator(found.order_by("-last_decided_at", "-id"), PER_PAGE).get_page(page)
        notifications: list[Any] = list(shown.object_list)
        priorities = list_priorities(by, notifications, probable=False)
    else:
        everything: list[Any] = list(found)
        priorities = list_priorities(by, everything)
        wanted = [one for one in everything if grade in ("", priorities[one.pk].grade)]
        shown = Paginator(sorted(wanted, key=lambda one: _order(one, priorities)), PER_PAGE).get_page(page)
        notifications = list(shown.object_list)
    rows = _rows(by, notifications, priorities, at)
    audit.record_read(by=by, what="queue", targets=notifications, at=at)
    return QueuePage(rows, shown, tab, count_tabs(by))


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


def _order(notification: Any, priorities: dict[UUID, Priority]) -> tuple[bool, int, datetime, UUID]:
    waits_again = state_of(notification) is TriageState.ANSWERED
    grade = rules.GRADE_ORDER[priorities[notification.pk].grade]
    return not waits_again, grade, notification.submitted_at, notification.pk


def _rows(
    by: Actor, notifications: Sequence[Any], priorities: dict[UUID, Priority], at: datetime
) -> tuple[QueueRow, ...]:
    keys = [one.pk for one in notifications]
    people = _people(by, keys, at)
    claims = {
        claim.notification_id: claim
        for claim in Claim.objects.filter(
            agency_id=by.agency_key, notification_id__in=keys, released_at=None
        ).select_related("practitioner")
    }
    questions = _last_questions(keys)
    facts = facts_of(by, {key: priorities[key].repeat for key in keys})
    return tuple(
        _row(by, one, priorities[one.pk], people[one.pk], facts[one.pk], claims, questions, at)
        for one in notifications
    )


def _row(
    by: Actor,
    notification: Any,
    priority: Priority,
    people: list[QueuePerson],
    facts: tuple[str, ...],
    claims: dict[UUID, Claim],
    questions: dict[UUID, Question],
    at: datetime,
) -> QueueRow:
    state, claim = state_of(notification), claims.get(notification.pk)
    question = questions.get(notification.pk)
    return QueueRow(
        notification=notification,
        state=state,
        priority=priority,
        clock=clock_of(state, notification.submitted_at, question, at),
        people=tuple(people),
        facts=facts,
        claim=claim,
        is_mine=claim is not None and claim.practitioner_id == by.practitioner_id,
        asked_at=question.asked_at if question else None,
        answered_at=question.answered_at if question else None,
        outcome=notification.last_outcome or "",
    )


def clock_of(
    state: TriageState, submitted_at: datetime, question: Question | None, at: datetime
) -> Clock | None:
    """The clock that the front door works against; None while the officer has the question, or when decided."""
    if state not in rules.TABS[Tab.TO_DECIDE]:
        return None
    answered_at = question.answered_at if question and state is TriageState.ANSWERED else None
    due = rules.due_at(submitted_at, answered_at)
    whole = working_time_left(answered_at or submitted_at, due).minutes
    left = working_time_left(at, due)
    gone = 100 if left.overdue or not whole else 100 - min(100, 100 * left.minutes // whole)
    return Clock(time_left(at, due), due, gone)


def facts_of(by: Actor, repeats: dict[UUID, RepeatContact]) -> dict[UUID, tuple[str, ...]]:
    """Repeat contact as sentences, for each notification. One query."""
    earlier = {key for repeat in repeats.values() for key in repeat.earlier}
    last = list_last_decisions(by, earlier)
    facts: dict[UUID, tuple[str, ...]] = {}
    for key, repeat in repeats.items():
        told = []
        if repeat.in_365_days > 1:
            told.append(_how_often(repeat) if repeat.confirmed else _perhaps(repeat))
            if not repeat.confirmed:
                told.append(
                    gettext("The name and the date of birth are the same. Nobody has linked them yet.")
                )
        decided = [last[one] for one in repeat.earlier if one in last]
        if decided:
            newest = max(decided, key=lambda decision: decision.decided_at)
            told.append(rules.last_decision_sentence(newest.outcome, newest.decided_at))
        facts[key] = tuple(told)
    return facts


def _how_often(repeat: RepeatContact) -> str:
    if repeat.in_90_days > 1:
        return ngettext(
            "%(count)d notification in 90 days, this one included",
            "%(count)d notifications in 90 days, this one included",
            repeat.in_90_days,
        ) % {"count": repeat.in_90_days}
    return ngettext(
        "%(count)d notification in a year, this one included",
        "%(count)d notifications in a year, this one included",
        repeat.in_365_days,
    ) % {"count": repeat.in_365_days}


def _perhaps(repeat: RepeatContact) -> str:
    """The same, while nobody has said that they are the same people."""
    if repeat.in_90_days > 1:
        return ngettext(
            "Perhaps %(count)d notification in 90 days, this one included",
            "Perhaps %(count)d notifications in 90 days, this one included",
            repeat.in_90_days,
        ) % {"count": repeat.in_90_days}
    return ngettext(
        "Perhaps %(count)d notification in a year, this one included",
        "Perhaps %(count)d notifications in a year, this one included",
        repeat.in_365_days,
    ) % {"count": repeat.in_365_days}


def age_words(person: ReportedPerson, at: datetime) -> str:
    """A person's age in words, or nothing when it is not known."""
    age = rules.age_on(person.date_of_birth, person.age, at.astimezone(LONDON).date())
    if age is None:
        return ""
    if person.date_of_birth is None:
        return ngettext("about %(years)d year old", "about %(years)d years old", age) % {"years": age}
    return ngettext("%(years)d year old", "%(years)d years old", age) % {"years": age}


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


def _last_questions(keys: list[UUID]) -> dict[UUID, Question]:
    questions = Question.objects.filter(notification_id__in=keys)
    last = questions.order_by("notification_id", "-asked_at", "-id").distinct("notification_id")
    return {question.notification_id: question for question in last}
