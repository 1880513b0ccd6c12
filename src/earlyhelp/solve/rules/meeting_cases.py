"""One case of a meeting, from waiting for a meeting to its end: decided, carried on, or taken off with a reason."""

from typing import Final

from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.meetings import CaseState, CaseStep
from earlyhelp.solve.rules.machines import Machine

_WAITING, _ON_AGENDA, _OPEN, _DECIDED = (
    CaseState.WAITING,
    CaseState.ON_AGENDA,
    CaseState.OPEN,
    CaseState.DECIDED,
)

MACHINE: Final = Machine(
    name="meeting case",
    first=_WAITING,
    moves={
        (_WAITING, CaseStep.PUT_ON): _ON_AGENDA,
        (_WAITING, CaseStep.REMOVE): CaseState.REMOVED,
        (_ON_AGENDA, CaseStep.TAKE): _OPEN,
        (_ON_AGENDA, CaseStep.DECIDE): _DECIDED,
        (_ON_AGENDA, CaseStep.CARRY): CaseState.CARRIED,
        (_ON_AGENDA, CaseStep.REMOVE): CaseState.REMOVED,
        (_OPEN, CaseStep.PUT_BACK): _ON_AGENDA,
        (_OPEN, CaseStep.DECIDE): _DECIDED,
        (_OPEN, CaseStep.CARRY): CaseState.CARRIED,
        # Within the meeting a later decision supersedes; the earlier one stays.
        (_DECIDED, CaseStep.DECIDE): _DECIDED,
        (_DECIDED, CaseStep.SEAL): CaseState.SEALED,
    },
    owners={
        _WAITING: Owner.FRONT_DOOR,
        _ON_AGENDA: Owner.CHAIR,
        _OPEN: Owner.CHAIR,
        _DECIDED: Owner.CHAIR,
        CaseState.SEALED: Owner.NOBODY,
        CaseState.CARRIED: Owner.NOBODY,
        CaseState.REMOVED: Owner.NOBODY,
    },
    clocks={
        _WAITING: Clock.MEETING_AT,
        _ON_AGENDA: Clock.MEETING_AT,
        _OPEN: Clock.MEETING_AT,
        _DECIDED: Clock.MINUTES_DUE,
    },
    ends=frozenset({CaseState.SEALED, CaseState.CARRIED, CaseState.REMOVED}),
    states=CaseState,
    steps=CaseStep,
)

# States in which somebody still has to do something about the case: a notification is in one such case at most.
LIVE: Final = (_WAITING, _ON_AGENDA, _OPEN)
# States in which a case stands on the agenda of a meeting that is not over.
SHOWN: Final = (_ON_AGENDA, _OPEN, _DECIDED)
