"""What this room stores."""

from earlyhelp.develop.models.courses import Course, SessionTrainer, TrainingSession
from earlyhelp.develop.models.records import Booking, Certificate, TrainingRecord

__all__ = ["Booking", "Certificate", "Course", "SessionTrainer", "TrainingRecord", "TrainingSession"]
