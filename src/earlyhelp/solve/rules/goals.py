"""A goal: agreed in the family's own words, resting on a strength, ended by the family. Pure."""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.plans import GoalEnd, GoalState, GoalStep, WhoReads
from earlyhelp.solve.rules.machines import Machine

MACHINE: Final = Machine(
    name="goal",
    first=GoalState.OPEN,
    moves={
        (GoalState.OPEN, GoalStep.CHANGE): GoalState.OPEN,
        (GoalState.OPEN, GoalStep.REACH): GoalState.REACHED,
        (GoalState.OPEN, GoalStep.LEAVE): GoalState.LEFT,
    },
    owners={
        GoalState.OPEN: Owner.LEAD_WORKER,
        GoalState.REACHED: Owner.NOBODY,
        GoalState.LEFT: Owner.NOBODY,
    },
    clocks={GoalState.OPEN: Clock.REVIEW_DUE},
    ends=frozenset({GoalState.REACHED, GoalState.LEFT}),
    states=GoalState,
    steps=GoalStep,
)


class IncompleteGoal(FieldError):
    """A goal that leaves out what makes it the family's own. `field` says which answer."""


class GoalOvertaken(RuleError):
    """A colleague changed or ended this goal in the meantime."""


def goal_state(end: str) -> GoalState:
    """The state that follows from how a goal ended; empty while it goes on."""
    if not end:
        return GoalState.OPEN
    return GoalState.REACHED if end == GoalEnd.REACHED else GoalState.LEFT


def step_to_end(end: str) -> GoalStep:
    """The step that ends a goal in this way."""
    return GoalStep.REACH if end == GoalEnd.REACHED else GoalStep.LEAVE


def check_can_step_goal(end: str, step: GoalStep) -> None:
    """Refuse a step that the table does not hold. Raises GoalOvertaken."""
    if not MACHINE.can(goal_state(end), step):
        raise GoalOvertaken(_("This goal has ended already. Look at the plan again."))


def check_not_overtaken_goal(*, seen: int, latest: int) -> None:
    """Refuse to change a goal over a colleague's head. Raises GoalOvertaken."""
    if seen != latest:
        raise GoalOvertaken(
            _("A colleague changed this goal while you were writing. Read it, then send yours again.")
        )


def check_goal(words: str, *, whose: UUID | None, who_reads: str, agreed_on: date, today: date) -> None:
    """Refuse a goal without words, or one that nobody could read. Raises IncompleteGoal."""
    if not words.strip():
        raise IncompleteGoal("words", _("Write what they want, in their own words"))
    if agreed_on > today:
        raise IncompleteGoal("agreed_on", _("Enter a day that is today or in the past"))
    if whose is None and who_reads != WhoReads.FAMILY:
        raise IncompleteGoal("who_reads", _("A goal of the whole family is read by the whole family"))


def check_rests_on_strength(strengths: int) -> None:
    """Refuse a goal that rests on nothing. Raises IncompleteGoal."""
    if strengths < 1:
        raise IncompleteGoal(
            "strengths", _("Select a strength that this goal can rest on, or write a new one")
        )
