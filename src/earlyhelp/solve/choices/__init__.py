"""The codes of this room, with bilingual labels."""

from earlyhelp.solve.choices.episodes import ActionState, CloseReason, WorkerPart
from earlyhelp.solve.choices.triage import (
    Grade,
    Holder,
    Outcome,
    Owner,
    Reason,
    Shared,
    Step,
    Tab,
    TriageState,
)

__all__ = [
    "ActionState",
    "CloseReason",
    "Grade",
    "Holder",
    "Outcome",
    "Owner",
    "Reason",
    "Shared",
    "Step",
    "Tab",
    "TriageState",
    "WorkerPart",
]
