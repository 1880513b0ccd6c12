"""Differences with their intervals: how far something moved, and how far it would have moved anyway. Pure.

*Difference in differences* by imputation (Borusyak, Jaravel and Spiess 2024, doi 10.1093/restud/rdae007): what a unit
would have shown is its own level and the movement of the units that have not begun yet. Two rooms that may not know
each other need it: `evaluate` for help, `develop` for training.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Names = NDArray[np.str_]
Whole = NDArray[np.int64]
# An interval that leaves out one unit at a time says nothing with fewer.
LEAST_UNITS: Final = 6


@dataclass(frozen=True, slots=True)
class Effect:
    """A difference from what would have been, in the unit of the outcome, with its 95 % interval."""

    estimate: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.low > 0 or self.high < 0


def quantile(free: int) -> float:
    """By how many standard errors a 95 % interval reaches to each side, with so many degrees of freedom."""
    return float(stdtrit(free, 0.975))


def impute(units: Names, periods: Whole, outcome: Floats, begun: Flags) -> tuple[float | None, int]:
    """The mean difference over the begun cells that can be compared, and how many those are; None when none can."""
    names, unit = np.unique(units, return_inverse=True)
    days, period = np.unique(periods, return_inverse=True)
    untouched = ~begun
    compared = begun & np.isin(unit, unit[untouched]) & np.isin(period, period[untouched])
    if not compared.any():
        return None, 0
    design = np.zeros((len(unit), len(names) + len(days)))
    design[np.arange(len(unit)), unit] = 1.0
    design[np.arange(len(unit)), len(names) + period] = 1.0
    # The normal equations: few columns, many lines, and it is done once for every unit that is left out.
    seen = design[untouched]
    answer, *_ = np.linalg.lstsq(seen.T @ seen, seen.T @ outcome[untouched], rcond=None)
    differences = outcome[compared] - design[compared] @ answer
    return float(differences.mean()), int(compared.sum())


def leave_one_out(units: Names, periods: Whole, outcome: Floats, begun: Flags) -> list[float]:
    """The same without each unit in turn, where that can be compared."""
    found = []
    for unit in sorted(set(units)):
        kept = units != unit
        estimate, _ = impute(units[kept], periods[kept], outcome[kept], begun[kept])
        if estimate is not None:
            found.append(estimate)
    return found


def jackknife(estimate: float, others: Iterable[float]) -> Effect:
    """The interval of an estimate, from those that leave out one unit each."""
    found = np.array(list(others))
    number = len(found)
    error = float(np.sqrt((number - 1) / number * ((found - estimate) ** 2).sum()))
    wide = quantile(number - 1) * error
    return Effect(estimate, estimate - wide, estimate + wide)
