"""What this room stores."""

from earlyhelp.develop.models.notes import NoteLock, PrivateNote
from earlyhelp.develop.models.organisation import (
    AssessmentAnswer,
    ImprovementAction,
    ImprovementWord,
    SelfAssessment,
    SharedMaturity,
)
from earlyhelp.develop.models.programme import (
    Milestone,
    Pledge,
    ProgrammeDecision,
    ProgrammeRisk,
    ProgrammeWord,
    Workstream,
)
from earlyhelp.develop.models.supervision import DevelopmentTalk

__all__ = [
    "AssessmentAnswer",
    "DevelopmentTalk",
    "ImprovementAction",
    "ImprovementWord",
    "Milestone",
    "NoteLock",
    "Pledge",
    "PrivateNote",
    "ProgrammeDecision",
    "ProgrammeRisk",
    "ProgrammeWord",
    "SelfAssessment",
    "SharedMaturity",
    "Workstream",
]
