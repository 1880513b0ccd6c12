"""What this room stores."""

from earlyhelp.develop.models import wellbeing as _wellbeing  # noqa: F401 Django finds the tables; nobody else does
from earlyhelp.develop.models.courses import Course, SessionTrainer, TrainingSession
from earlyhelp.develop.models.evaluation import AnswerSheet, EvaluatedGroup, QuestionnaireRound
from earlyhelp.develop.models.instruments import LoadedInstrument
from earlyhelp.develop.models.learning import (
    AttendanceImport,
    CourseAddress,
    LearnerAccount,
    LearningFeed,
    LearningStatement,
)
from earlyhelp.develop.models.notes import NoteLock, PrivateNote
from earlyhelp.develop.models.organisation import (
    AssessmentAnswer,
    ImprovementAction,
    ImprovementWord,
    SelfAssessment,
    SharedMaturity,
)
from earlyhelp.develop.models.practice import PracticeMonth
from earlyhelp.develop.models.programme import (
    Milestone,
    Pledge,
    ProgrammeDecision,
    ProgrammeRisk,
    ProgrammeWord,
    Workstream,
)
from earlyhelp.develop.models.records import Booking, Certificate, TrainingRecord
from earlyhelp.develop.models.requirements import CoverageFigure, TrainingRequirement
from earlyhelp.develop.models.reviews import PeerReview, ReviewPlan, ReviewRound, ReviewSample
from earlyhelp.develop.models.supervision import DevelopmentTalk

__all__ = [
    "AnswerSheet",
    "AssessmentAnswer",
    "AttendanceImport",
    "Booking",
    "Certificate",
    "Course",
    "CourseAddress",
    "CoverageFigure",
    "DevelopmentTalk",
    "EvaluatedGroup",
    "ImprovementAction",
    "ImprovementWord",
    "LearnerAccount",
    "LearningFeed",
    "LearningStatement",
    "LoadedInstrument",
    "Milestone",
    "NoteLock",
    "PeerReview",
    "Pledge",
    "PracticeMonth",
    "PrivateNote",
    "ProgrammeDecision",
    "ProgrammeRisk",
    "ProgrammeWord",
    "QuestionnaireRound",
    "ReviewPlan",
    "ReviewRound",
    "ReviewSample",
    "SelfAssessment",
    "SessionTrainer",
    "SharedMaturity",
    "TrainingRecord",
    "TrainingRequirement",
    "TrainingSession",
    "Workstream",
]
