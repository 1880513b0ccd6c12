"""Following a decision up: every decision has an owner, and a next date until nothing more is to be done."""

from typing import Final

from earlyhelp.solve.choices.followups import FollowState, FollowStep
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.rules.machines import Machine

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
