"""Stepping up to a statutory team and down from one: nothing ends here before the other side has said yes."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.working_days import due_at
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role, TeamKind
from earlyhelp.solve.choices.episodes import CloseReason
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.steps import FamilyKnows, StepDirection, StepMove, StepState, StepTo
from earlyhelp.solve.rules.machines import Machine

_ASKED, _MORE = StepState.ASKED, StepState.MORE_NEEDED

MACHINE: Final = Machine(
    name="step",
    first=_ASKED,
    moves={
        (_ASKED, StepMove.CHASE): _ASKED,
        (_ASKED, StepMove.NEED_MORE): _MORE,
        (_ASKED, StepMove.AGREE): StepState.AGREED,
        (_ASKED, StepMove.DECLINE): StepState.DECLINED,
        (_ASKED, StepMove.WITHDRAW): StepState.WITHDRAWN,
        (_MORE, StepMove.TELL): _ASKED,
        (_MORE, StepMove.WITHDRAW): StepState.WITHDRAWN,
    },
    owners={
        _ASKED: Owner.OTHER_SIDE,
        _MORE: Owner.LEAD_WORKER,
        StepState.AGREED: Owner.NOBODY,
        StepState.DECLINED: Owner.NOBODY,
        StepState.WITHDRAWN: Owner.NOBODY,
    },
    clocks={_ASKED: Clock.REPLY_DUE, _MORE: Clock.REPLY_DUE},
    ends=frozenset({StepState.AGREED, StepState.DECLINED, StepState.WITHDRAWN}),
    states=StepState,
    steps=StepMove,
)
STEP_MACHINE: Final = MACHINE
STEP_IS_BETWEEN_THE_TWO: Final = _("This opens to the two teams that it is between, and to the front door.")
OPEN_STEPS: Final = (_ASKED, _MORE)
# What the other side says, and what the side that asked says.
ANSWERS: Final = (StepMove.AGREE, StepMove.DECLINE, StepMove.NEED_MORE)
OWN_MOVES: Final = (StepMove.TELL, StepMove.WITHDRAW)
# One working day where somebody may be at risk, as for a safeguarding report; otherwise a week.
REPLY_DAYS: Final = {StepTo.CHILD_PROTECTION: 1, StepTo.CARE_AND_SUPPORT: 5, StepTo.EARLY_HELP: 5}
CLOSES_AS: Final = {
    StepTo.CARE_AND_SUPPORT: CloseReason.CARE_AND_SUPPORT,
    StepTo.CHILD_PROTECTION: CloseReason.CHILD_PROTECTION,
}


class CannotMoveStep(RuleError):
    """The step does not stand where this can be done."""


class IncompleteStep(RuleError):
    """Something is missing without which nobody can be asked, or answer."""


def reply_due_at(to: str, *, at: datetime) -> datetime:
    """When the other side's answer is due."""
    return due_at(at, REPLY_DAYS[StepTo(to)])


def check_can_move_step(state: str, move: str) -> None:
    """Refuse a move that the table does not hold. Raises CannotMoveStep."""
    if not MACHINE.can(state, move):
        raise CannotMoveStep(_("This was answered or withdrawn meanwhile. Look at it again."))


def check_ask(direction: str, to: str, reason: str, family_knows: str) -> None:
    """Refuse asking without a reason, or for what the family has not agreed to. Raises IncompleteStep.

    To protect somebody needs nobody's consent, at any time; everything else needs the family's.
    """
    if not reason.strip():
        raise IncompleteStep(_("Say why, so that the other side can decide."))
    if (to == StepTo.EARLY_HELP) is not (direction == StepDirection.DOWN):
        raise IncompleteStep(_("A family steps down to early help, and up to anything else."))
    if to != StepTo.CHILD_PROTECTION and family_knows != FamilyKnows.AGREES:
        raise IncompleteStep(
            _(
                "The family has to agree to this. Only the protection of a child or an adult at risk "
                "needs no consent."
            )
        )


def check_words(words: str) -> None:
    """Refuse an answer without words. Raises IncompleteStep."""
    if not words.strip():
        raise IncompleteStep(_("Say it in words too, so that the other side knows why."))


def check_somebody(people: Collection[object]) -> None:
    """Refuse a step that is about nobody. Raises IncompleteStep."""
    if not people:
        raise IncompleteStep(_("Say whom this is about: at least one person whom the front door knows."))


def check_can_chase(*, by_asked_team: bool, due_at: datetime, at: datetime) -> None:
    """Refuse reminding oneself, or before the answer is late. Raises CannotMoveStep."""
    if by_asked_team or at <= due_at:
        raise CannotMoveStep(_("You can remind the other side once their answer is late."))


def may_answer_step(by: Actor, *, asked_team: UUID, agency_id: UUID, direction: str) -> bool:
    """Up: a practitioner of the team that is asked. Down: the front door."""
    if by.practitioner_id is None or by.agency_id != agency_id:
        return False
    if direction == StepDirection.DOWN:
        return by.role in FRONT_DOOR_ROLES
    return by.role == Role.PARTNER and by.team_id == asked_team


def check_may_answer_step(by: Actor, *, asked_team: UUID, agency_id: UUID, direction: str) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_answer_step(by, asked_team=asked_team, agency_id=agency_id, direction=direction):
        raise NotAllowed(_("Only the team that was asked can answer this."))


def may_ask_step_down(by: Actor, *, team_kind: str) -> bool:
    """A practitioner of a statutory team."""
    is_partner = by.role == Role.PARTNER and by.practitioner_id is not None
    return is_partner and team_kind == TeamKind.SAFEGUARDING


def check_may_ask_step_down(by: Actor, *, team_kind: str) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_ask_step_down(by, team_kind=team_kind):
        raise NotAllowed(_("Only a statutory team can step a family down."))
