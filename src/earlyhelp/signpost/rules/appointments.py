"""What can become of an appointment, and what must be said with it. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.signpost.choices.referrals import AppointmentState

State = AppointmentState
# A booked appointment becomes one of the others, once. Whether somebody came is known only after it began.
AFTER_IT_BEGAN: Final = frozenset({State.ATTENDED, State.LATE, State.MISSED})
BEFORE_IT_BEGINS: Final = frozenset({State.MOVED, State.CANCELLED})
NEEDS_REASON: Final = frozenset({State.MOVED, State.MISSED, State.CANCELLED})
NEEDS_WHO_ASKED: Final = frozenset({State.MOVED, State.CANCELLED})
TRANSITIONS: Final[Mapping[State, frozenset[State]]] = {
    State.BOOKED: AFTER_IT_BEGAN | BEFORE_IT_BEGINS,
    State.MOVED: frozenset(),
    State.ATTENDED: frozenset(),
    State.LATE: frozenset(),
    State.MISSED: frozenset(),
    State.CANCELLED: frozenset(),
}


class CannotClose(RuleError):
    """The appointment can not become that now."""


class NotInTheFuture(RuleError):
    """An appointment is booked for a time that has passed."""


def can_become(state: str, to: str, *, starts_at: datetime, at: datetime) -> bool:
    """Whether an appointment can become this now. A booked one can be cancelled or moved until it begins."""
    if State(to) not in TRANSITIONS[State(state)]:
        return False
    return at >= starts_at if State(to) in AFTER_IT_BEGAN else at < starts_at


def list_next(state: str, *, starts_at: datetime, at: datetime) -> list[State]:
    """What an appointment can become now."""
    return [to for to in State if can_become(state, to, starts_at=starts_at, at=at)]


def check_can_become(
    state: str, to: str, *, starts_at: datetime, at: datetime, reason: str, asked_by: str
) -> None:
    """Raise CannotClose when it can not, or when a reason or who asked is missing."""
    if not can_become(state, to, starts_at=starts_at, at=at):
        raise CannotClose(_("This appointment can not be changed in that way now. Look at where it stands."))
    if State(to) in NEEDS_REASON and not reason:
        raise CannotClose(_("Select a reason. “No reason known” is one."))
    if State(to) in NEEDS_WHO_ASKED and not asked_by:
        raise CannotClose(_("Select who asked for it."))


def check_in_the_future(starts_at: datetime, *, at: datetime) -> None:
    """Raise NotInTheFuture for a time that has passed."""
    if starts_at <= at:
        raise NotInTheFuture(_("Enter a day and time that lie ahead."))


def length_of(minutes: int) -> timedelta:
    """How long an appointment takes."""
    return timedelta(minutes=minutes)
