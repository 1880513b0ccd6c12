"""A later notification about the same person opens the last decision again: does it still hold?

The question stands until somebody says that it holds, and why, or decides anew: about the earlier notification, or
about the new one, which is then the last decision.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.standards import LookState, LookStep
from earlyhelp.solve.rules.machines import Machine

MACHINE: Final = Machine(
    name="second look",
    first=LookState.TO_REVIEW,
    moves={
        (LookState.TO_REVIEW, LookStep.KEEP): LookState.KEPT,
        (LookState.TO_REVIEW, LookStep.DECIDE_ANEW): LookState.DECIDED_ANEW,
    },
    owners={
        LookState.TO_REVIEW: Owner.FRONT_DOOR,
        LookState.KEPT: Owner.NOBODY,
        LookState.DECIDED_ANEW: Owner.NOBODY,
    },
    clocks={LookState.TO_REVIEW: Clock.REVIEW_DUE},
    ends=frozenset({LookState.KEPT, LookState.DECIDED_ANEW}),
    states=LookState,
    steps=LookStep,
)


class NothingToReview(RuleError):
    """The last decision is another one now, or somebody has looked at it again already."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has looked at this decision again already, or decided anew. Read what they wrote.")
        )


class NoReasonToKeep(RuleError):
    """Whoever keeps a decision says why."""

    def __init__(self) -> None:
        super().__init__(_("Say why the decision still holds, so that a colleague understands it later"))


@dataclass(frozen=True, slots=True)
class LastDecision:
    """The last decision about the same people, other than about the notification that asks."""

    decided_at: datetime
    number: int


def look_state(
    last: LastDecision | None, arrived_at: datetime, *, kept: bool, new_decided: bool
) -> LookState | None:
    """Where the second look stands that a notification asks for; None when nothing was decided before it arrived."""
    if last is None or (last.decided_at > arrived_at and last.number == 1):
        return None
    if kept:
        return LookState.KEPT
    if new_decided or last.decided_at > arrived_at:
        return LookState.DECIDED_ANEW
    return LookState.TO_REVIEW


def check_can_keep(state: LookState | None, reason: str) -> None:
    """Refuse a second answer, and one without a reason. Raises NothingToReview or NoReasonToKeep."""
    if state is None or not MACHINE.can(state, LookStep.KEEP):
        raise NothingToReview
    if not reason.strip():
        raise NoReasonToKeep
