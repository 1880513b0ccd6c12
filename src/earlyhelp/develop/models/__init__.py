"""What this room stores."""

from earlyhelp.develop.models.courses import Course, SessionTrainer, TrainingSession
from earlyhelp.develop.models.learning import (
    AttendanceImport,
    CourseAddress,
    LearnerAccount,
    LearningFeed,
    LearningStatement,
)
from earlyhelp.develop.models.records import Booking, Certificate, TrainingRecord
from earlyhelp.develop.models.requirements import CoverageFigure, TrainingRequirement

__all__ = [
    "AttendanceImport",
    "Booking",
    "Certificate",
    "Course",
    "CourseAddress",
    "CoverageFigure",
    "LearnerAccount",
    "LearningFeed",
    "LearningStatement",
    "SessionTrainer",
    "TrainingRecord",
    "TrainingRequirement",
    "TrainingSession",
]
