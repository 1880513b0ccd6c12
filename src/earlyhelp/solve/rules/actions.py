"""How an action goes from what somebody said they would do to what came of it."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices.episodes import ActionState, ActionStep
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.rules.machines import Machine

MACHINE: Final = Machine(
    name="action",
    first=ActionState.NOT_STARTED,
    moves={
        (ActionState.NOT_STARTED, ActionStep.START): ActionState.IN_PROGRESS,
        (ActionState.NOT_STARTED, ActionStep.FINISH): ActionState.DONE,
        (ActionState.NOT_STARTED, ActionStep.DROP): ActionState.NOT_NEEDED,
        (ActionState.NOT_STARTED, ActionStep.HAND_OVER): ActionState.NOT_STARTED,
        (ActionState.IN_PROGRESS, ActionStep.FINISH): ActionState.DONE,
        (ActionState.IN_PROGRESS, ActionStep.DROP): ActionState.NOT_NEEDED,
        (ActionState.IN_PROGRESS, ActionStep.HAND_OVER): ActionState.IN_PROGRESS,
    },
    owners={
        ActionState.NOT_STARTED: Owner.DOER,
        ActionState.IN_PROGRESS: Owner.DOER,
        ActionState.DONE: Owner.NOBODY,
        ActionState.NOT_NEEDED: Owner.NOBODY,
    },
    clocks={ActionState.NOT_STARTED: Clock.ACTION_DUE, ActionState.IN_PROGRESS: Clock.ACTION_DUE},
    ends=frozenset({ActionState.DONE, ActionState.NOT_NEEDED}),
    states=ActionState,
    steps=ActionStep,
)
OPEN_ACTIONS: Final = (ActionState.NOT_STARTED, ActionState.IN_PROGRESS)
_STEP_TO: Final = {
    ActionState.IN_PROGRESS: ActionStep.START,
    ActionState.DONE: ActionStep.FINISH,
    ActionState.NOT_NEEDED: ActionStep.DROP,
}


class CannotMoveAction(RuleError):
    """The action is not in a state from which this can be done, or a word is missing."""


def check_can_move_action(state: str, wanted: str, came_of_it: str) -> None:
    """Refuse a move that the table does not hold, and dropping without a word. Raises CannotMoveAction."""
    step = _STEP_TO.get(ActionState(wanted))
    if step is None or not MACHINE.can(state, step):
        raise CannotMoveAction(_("This action is over already, or stands there already. Look at it again."))
    if step is ActionStep.DROP and not came_of_it.strip():
        raise CannotMoveAction(_("Say in a few words why it is no longer needed."))


def check_can_hand_over_action(state: str) -> None:
    """Refuse handing over what is over. Raises CannotMoveAction."""
    if not MACHINE.can(state, ActionStep.HAND_OVER):
        raise CannotMoveAction(_("This action is over. There is nothing to hand over."))


def check_action(text: str, *, owners: tuple[UUID | str | None, ...]) -> None:
    """Refuse an action without words, or one that not exactly one owns. Raises CannotMoveAction."""
    if not text.strip():
        raise CannotMoveAction(_("Say what will be done."))
    if sum(1 for owner in owners if owner) != 1:
        raise CannotMoveAction(
            _("Say who will do it: one worker, one member of the family, or somebody else.")
        )
