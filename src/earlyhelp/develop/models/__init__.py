"""What this room stores."""

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
from earlyhelp.develop.models.practice import PracticeMonth
from earlyhelp.develop.models.records import Booking, Certificate, TrainingRecord
from earlyhelp.develop.models.requirements import CoverageFigure, TrainingRequirement

__all__ = [
    "AnswerSheet",
    "AttendanceImport",
    "Booking",
    "Certificate",
    "Course",
    "CourseAddress",
    "CoverageFigure",
    "EvaluatedGroup",
    "LearnerAccount",
    "LearningFeed",
    "LearningStatement",
    "LoadedInstrument",
    "PracticeMonth",
    "QuestionnaireRound",
    "SessionTrainer",
    "TrainingRecord",
    "TrainingRequirement",
    "TrainingSession",
]
