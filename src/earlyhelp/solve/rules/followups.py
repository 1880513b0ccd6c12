"""Following a decision up: every decision has an owner, and a next date until nothing more is to be done."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit import working_days
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.followups import FamilyTold, FollowState, FollowStep
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.rules.machines import Machine
from earlyhelp.solve.rules.questions import answer_by

_STANDING: Final = FollowState.STANDING

MACHINE: Final = Machine(
    name="decision",
    first=_STANDING,
    moves={
        (_STANDING, FollowStep.PUT_OFF): _STANDING,
        (_STANDING, FollowStep.HAND_OVER): _STANDING,
        (_STANDING, FollowStep.COMPLETE): FollowState.COMPLETE,
        (_STANDING, FollowStep.SUPERSEDE): FollowState.SUPERSEDED,
    },
    owners={
        _STANDING: Owner.DECISION_OWNER,
        FollowState.COMPLETE: Owner.NOBODY,
        FollowState.SUPERSEDED: Owner.NOBODY,
    },
    clocks={_STANDING: Clock.NEXT_DATE},
    ends=frozenset({FollowState.COMPLETE, FollowState.SUPERSEDED}),
    states=FollowState,
    steps=FollowStep,
)

# How soon somebody looks at a decision again, in working days; what is not here is complete when it is decided.
# Seven for a safeguarding report: Wales Safeguarding Procedures, section 2. The others are this service's own.
_LOOK_AGAIN: Final[Mapping[Outcome, int]] = {
    Outcome.SAFEGUARDING: 7,
    Outcome.EARLY_HELP: 5,
    Outcome.SIGNPOST: 5,
}
ENDS: Final = frozenset(Outcome) - frozenset(_LOOK_AGAIN) - {Outcome.ASKED_BACK}
# After these the family should hear something, unless it would not be safe.
TELLS_FAMILY: Final = frozenset(
    {Outcome.EARLY_HELP, Outcome.SIGNPOST, Outcome.ALREADY_MET, Outcome.NO_NEED, Outcome.SAFEGUARDING}
)
NOT_TOLD: Final = frozenset({FamilyTold.NOT_SAFE, FamilyTold.HARM, FamilyTold.NOT_REACHED})


class CannotFollow(RuleError):
    """The decision is complete, was replaced, or is not one that anybody can follow up like this."""


class NothingDecided(CannotFollow):
    """Nothing is decided yet, so there is nothing to follow up."""

    def __init__(self) -> None:
        super().__init__(_("Nothing is decided yet. Decide first."))


class IncompleteFollowUp(RuleError):
    """Something is missing. `field` is the name of the argument."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(message)
        self.field = field


def next_on(outcome: str, decided_at: datetime) -> date | None:
    """The day by which somebody looks at a decision again, unless they say another; None when its outcome is an end."""
    if outcome == Outcome.ASKED_BACK:
        return answer_by(decided_at).astimezone(LONDON).date()
    days = _LOOK_AGAIN.get(Outcome(outcome))
    return None if days is None else working_days.due_at(decided_at, days).astimezone(LONDON).date()


def state_of_decision(*, is_last: bool, next_date: date | None) -> FollowState:
    """Where a decision stands."""
    if next_date is None:
        return FollowState.COMPLETE
    return FollowState.STANDING if is_last else FollowState.SUPERSEDED


def check_can_follow(state: FollowState, step: FollowStep) -> None:
    """Refuse what the machine does not hold. Raises CannotFollow."""
    if not MACHINE.can(state, step):
        raise CannotFollow(
            _("This decision is no longer followed up. Decide again if something is to be done.")
        )


def check_follow_up(*, because: str, on: date | None, today: date, is_end: bool) -> None:
    """Refuse a follow-up without a reason, or whose day has passed. Raises IncompleteFollowUp."""
    if not because.strip():
        raise IncompleteFollowUp("because", _("Enter why, so that a colleague can follow it"))
    if not is_end and on is None:
        raise IncompleteFollowUp("next_on", _("Enter the day on which somebody looks at it again"))
    if on is not None and on < today:
        raise IncompleteFollowUp("next_on", _("Enter a day that has not passed"))


def check_family_told(how: str, note: str) -> None:
    """Refuse a word to a family that says nothing. Raises IncompleteFollowUp."""
    if how not in FamilyTold.values:
        raise IncompleteFollowUp("how", _("Select how they heard, or why they were not told"))
    if how in NOT_TOLD and not note.strip():
        raise IncompleteFollowUp("note", _("Enter why they were not told"))
