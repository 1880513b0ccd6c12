"""What this room stores: figures as they may be read, and what they are measured against."""

from earlyhelp.evaluate.models.benefits import Benefit, BenefitWord
from earlyhelp.evaluate.models.fairness import FairnessFigure, FairnessRelease
from earlyhelp.evaluate.models.figures import FigureRun, FigureValue
from earlyhelp.evaluate.models.logic import Indicator, LogicModel, Outcome

__all__ = [
    "Benefit",
    "BenefitWord",
    "FairnessFigure",
    "FairnessRelease",
    "FigureRun",
    "FigureValue",
    "Indicator",
    "LogicModel",
    "Outcome",
]
