"""When a plan is looked at again, and what is said on a visit. A mark is a person's own, and never worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.plans import ReviewState, ReviewStep, VisitKind
from earlyhelp.solve.rules.machines import Machine

_OPEN: Final = (ReviewState.PLANNED, ReviewState.SOON, ReviewState.DUE, ReviewState.OVERDUE)
MACHINE: Final = Machine(
    name="review",
    first=ReviewState.PLANNED,
    moves={
        (ReviewState.PLANNED, ReviewStep.WEEK_BEFORE): ReviewState.SOON,
        (ReviewState.SOON, ReviewStep.DAY_COMES): ReviewState.DUE,
        (ReviewState.DUE, ReviewStep.DAY_PASSES): ReviewState.OVERDUE,
        **{(state, ReviewStep.MOVE): ReviewState.PLANNED for state in _OPEN},
        **{(state, ReviewStep.HOLD): ReviewState.DONE for state in _OPEN},
        **{(state, ReviewStep.STOP): ReviewState.STOPPED for state in _OPEN},
    },
    owners={
        **dict.fromkeys(_OPEN, Owner.LEAD_WORKER),
        ReviewState.DONE: Owner.NOBODY,
        ReviewState.STOPPED: Owner.NOBODY,
    },
    clocks=dict.fromkeys(_OPEN, Clock.REVIEW_DUE),
    ends=frozenset({ReviewState.DONE, ReviewState.STOPPED}),
    states=ReviewState,
    steps=ReviewStep,
)
SOON: Final = timedelta(days=7)
FIRST_VISIT_WITHIN: Final = timedelta(days=14)
MOST: Final = 10


class IncompleteVisit(FieldError):
    """A visit of which something is missing. `field` says which answer."""


class VisitOvertaken(RuleError):
    """A colleague recorded a visit in the meantime."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one person says they are with one goal, from 0 to 10. None: they did not wish to say."""

    goal_id: UUID
    person_id: UUID
    mark: int | None
    said_by: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it was recorded. `next_on` is None at the end, when there is no next."""

    kind: str
    held_on: date
    who_was_there: str
    changed: str
    marks: tuple[Mark, ...]
    next_on: date | None = None
    next_why: str = ""


def review_state(
    *, due_on: date, today: date, is_held: bool = False, is_stopped: bool = False
) -> ReviewState:
    """The state that follows from the day."""
    if is_held or is_stopped:
        return ReviewState.DONE if is_held else ReviewState.STOPPED
    if today > due_on:
        return ReviewState.OVERDUE
    if today == due_on:
        return ReviewState.DUE
    return ReviewState.SOON if due_on - today <= SOON else ReviewState.PLANNED


def next_review(held_on: date, *, weeks: int) -> date:
    """The day that is offered for the next review."""
    return held_on + timedelta(weeks=weeks)


def check_next(held_on: date, next_on: date | None, why: str, *, kind: str, latest_weeks: int) -> None:
    """Refuse a plan without a next day, or one later than is usual without a reason. Raises IncompleteVisit."""
    if kind == VisitKind.END:
        return
    if next_on is None or next_on <= held_on:
        raise IncompleteVisit("next_on", _("Enter a day for the next review, after this visit"))
    if next_on > held_on + timedelta(weeks=latest_weeks) and not why.strip():
        raise IncompleteVisit("next_why", _("Say why the next review is later than is usual"))


def check_visit(visit: Visit, *, opened_on: date, today: date) -> None:
    """Refuse a visit that nobody could understand later. Raises IncompleteVisit."""
    if not opened_on <= visit.held_on <= today:
        raise IncompleteVisit("held_on", _("Enter a day since the help began, and not in the future"))
    if not visit.who_was_there.strip():
        raise IncompleteVisit("who_was_there", _("Write who was there"))
    for one in visit.marks:
        if one.mark is not None and not 0 <= one.mark <= MOST:
            raise IncompleteVisit("marks", _("Choose a number from 0 to 10"))
        if not one.said_by.strip():
            raise IncompleteVisit("marks", _("Write who said where they are"))


def check_kind(kind: str, *, held: Sequence[str]) -> None:
    """Refuse a second first visit, a review before the first, and anything after the end. Raises VisitOvertaken."""
    is_first = kind == VisitKind.FIRST
    if VisitKind.END in held or is_first is bool(held):
        raise VisitOvertaken(_("A colleague recorded a visit in the meantime. Look at the plan again."))
