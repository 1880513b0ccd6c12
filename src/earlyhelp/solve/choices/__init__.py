"""The codes of this room, with bilingual labels."""

from earlyhelp.solve.choices.episodes import (
    ActionState,
    ActionStep,
    CloseReason,
    EpisodeState,
    EpisodeStep,
    WorkerPart,
)
from earlyhelp.solve.choices.followups import FollowState, FollowStep
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.steps import FamilyKnows, StepDirection, StepMove, StepState, StepTo
from earlyhelp.solve.choices.triage import (
    Grade,
    Holder,
    Outcome,
    Reason,
    Shared,
    Step,
    Tab,
    TriageState,
)

__all__ = [
    "ActionState",
    "ActionStep",
    "Clock",
    "CloseReason",
    "EpisodeState",
    "EpisodeStep",
    "FamilyKnows",
    "FollowState",
    "FollowStep",
    "Grade",
    "Holder",
    "Outcome",
    "Owner",
    "Reason",
    "Shared",
    "Step",
    "StepDirection",
    "StepMove",
    "StepState",
    "StepTo",
    "Tab",
    "TriageState",
    "WorkerPart",
]
