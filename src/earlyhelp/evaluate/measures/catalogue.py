"""Every measure there is. A module of measures has a tuple of its own; here they are joined, a line for each."""

from typing import Final

from earlyhelp.evaluate.measures.demand import DEMAND
from earlyhelp.evaluate.measures.measure import Measure

MEASURES: Final[tuple[Measure, ...]] = (
    *DEMAND,
)
