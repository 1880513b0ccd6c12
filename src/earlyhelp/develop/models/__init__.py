"""What this room stores."""

from earlyhelp.develop.models.evaluation import AnswerSheet, EvaluatedGroup, QuestionnaireRound
from earlyhelp.develop.models.instruments import LoadedInstrument
from earlyhelp.develop.models.practice import PracticeMonth

__all__ = [
    "AnswerSheet",
    "EvaluatedGroup",
    "LoadedInstrument",
    "PracticeMonth",
    "QuestionnaireRound",
]
