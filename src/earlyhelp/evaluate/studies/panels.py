"""Units that began at different times, or never: teams, forces, areas, month by month.

*Difference in differences* by imputation (Borusyak, Jaravel and Spiess 2024, doi 10.1093/restud/rdae007): what a unit
would have shown without help is its own level and the movement of the units that have none yet. The usual two-way
regression is not used: with staggered starts it compares units that were helped with units helped before them.
Intervals leave out one unit at a time, since months of one unit are alike.

*Stepped wedge*: every unit begins at a time drawn by lot; a mixed model with the periods and a level for each unit
(Hussey and Hughes 2007, doi 10.1016/j.cct.2006.05.007).
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray
from statsmodels.tools.sm_exceptions import ConvergenceWarning

from earlyhelp.evaluate.studies.results import BadStudy, Effect, Fault, Naive, Result
from earlyhelp.evaluate.studies.tables import name_of
from earlyhelp.kit.effects import LEAST_UNITS, Flags, Floats, impute, jackknife, leave_one_out, quantile


@dataclass(frozen=True, slots=True)
class Panel:
    """One outcome for each unit and period. `helped` says whether the unit had the help in that period."""

    units: NDArray[np.str_]
    periods: NDArray[np.int64]
    outcome: Floats
    helped: Flags


def panel(
    units: Sequence[str], periods: Sequence[int], outcome: Sequence[float], helped: Sequence[bool]
) -> Panel:
    """Put lines together. Raises BadStudy where there are too few units, or nobody to compare with."""
    made = Panel(np.array(units), np.array(periods), np.array(outcome, dtype=float), np.array(helped))
    if len(set(units)) < LEAST_UNITS:
        raise BadStudy(Fault.FEW_UNITS, str(len(set(units))), str(LEAST_UNITS))
    if not made.helped.any() or made.helped.all():
        raise BadStudy(Fault.NO_COMPARISON)
    return made


def study_differences(given: Panel) -> Result:
    """How units with help differ from what they would have shown. One line for each unit and month.

    The check `alike_before` says whether helped units moved like the others in the three months before their start.
    Raises BadStudy when a line comes twice, or when at no time is there a unit without help to compare with.
    """
    _once(given)
    estimate, cells = _impute(given, given.helped)
    if estimate is None:
        raise BadStudy(Fault.NO_COMPARISON)
    others = _leave_one_out(given, given.helped)
    return Result(
        design="did",
        effects={"mean": jackknife(estimate, others)},
        naive=_before_and_after(given),
        counts={
            "units": len(set(given.units)),
            "helped": len(set(given.units[given.helped])),
            "cells": cells,
            "not_compared": int(given.helped.sum()) - cells,
        },
        compared=_never_helped(given),
        sensitivity=(min(others), max(others)),
        checks={"alike_before": _alike_before(given)},
    )


def study_wedge(given: Panel) -> Result:
    """The difference that the help made across a stepped wedge. One line or several for each unit and period."""
    estimate, error = _mixed(given)
    free = len(set(given.units)) - 1
    wide = quantile(free) * error
    with_units = _within_units(given)
    return Result(
        design="wedge",
        effects={"mean": Effect(estimate, estimate - wide, estimate + wide)},
        naive=Naive(float(given.outcome[~given.helped].mean()), float(given.outcome[given.helped].mean())),
        counts={
            "units": len(set(given.units)),
            "periods": len(set(given.periods)),
            "lines": len(given.outcome),
        },
        sensitivity=(min(estimate, with_units), max(estimate, with_units)),
    )


def helped_since(units: Sequence[str], periods: Sequence[int], starts: Sequence[int | None]) -> list[bool]:
    """Whether each line lies at or after the start of its unit. `None` is a unit that was never helped."""
    return [start is not None and period >= start for period, start in zip(periods, starts, strict=True)]


def _once(given: Panel) -> None:
    seen = set()
    for unit, period in zip(given.units, given.periods, strict=True):
        if (unit, period) in seen:
            raise BadStudy(Fault.TWICE, f"{unit}, {name_of(int(period))}")
        seen.add((unit, period))


def _impute(given: Panel, helped: Flags) -> tuple[float | None, int]:
    """The mean difference over the helped cells that can be compared, and how many those are."""
    return impute(given.units, given.periods, given.outcome, helped)


def _leave_one_out(given: Panel, helped: Flags) -> list[float]:
    found = leave_one_out(given.units, given.periods, given.outcome, helped)
    if len(found) < LEAST_UNITS:
        raise BadStudy(Fault.NO_COMPARISON)
    return found


def _part(given: Panel, kept: Flags) -> Panel:
    return Panel(given.units[kept], given.periods[kept], given.outcome[kept], given.helped[kept])


def _alike_before(given: Panel) -> bool:
    """Whether nothing is found where nothing was done: the three months before each start, taken for help."""
    starts = {
        unit: int(given.periods[(given.units == unit) & given.helped].min())
        for unit in set(given.units[given.helped])
    }
    before = _part(given, ~given.helped)
    pretended = np.array(
        [
            unit in starts and period >= starts[unit] - 3
            for unit, period in zip(before.units, before.periods, strict=True)
        ]
    )
    estimate, _ = _impute(before, pretended)
    if estimate is None:
        return False
    found = jackknife(estimate, _leave_one_out(before, pretended))
    return found.low <= 0 <= found.high


def _before_and_after(given: Panel) -> Naive:
    """The units that were helped at some time, before and after, as if nothing else had changed."""
    ever = np.isin(given.units, given.units[given.helped])
    return Naive(
        float(given.outcome[ever & ~given.helped].mean()) if (ever & ~given.helped).any() else float("nan"),
        float(given.outcome[given.helped].mean()),
    )


def _never_helped(given: Panel) -> Naive | None:
    """The units that were never helped, before and after the first start."""
    never = ~np.isin(given.units, given.units[given.helped])
    first = int(given.periods[given.helped].min())
    earlier, later = never & (given.periods < first), never & (given.periods >= first)
    if not earlier.any() or not later.any():
        return None
    return Naive(float(given.outcome[earlier].mean()), float(given.outcome[later].mean()))


def _periods(given: Panel) -> Floats:
    names = np.unique(given.periods)
    return np.column_stack(
        [np.ones(len(given.outcome)), *(given.periods == name for name in names[1:])]
    ).astype(float)


def _mixed(given: Panel) -> tuple[float, float]:
    design = np.column_stack([given.helped.astype(float), _periods(given)])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise BadStudy(Fault.NO_COMPARISON)
    with warnings.catch_warnings():
        # A level that hardly differs between units lies at the edge, where the search says that it stopped short.
        warnings.simplefilter("ignore", ConvergenceWarning)
        try:
            fitted: Any = sm.MixedLM(given.outcome, design, groups=given.units).fit(reml=True)
        except (np.linalg.LinAlgError, ValueError) as problem:
            raise BadStudy(Fault.NO_ANSWER) from problem
    estimate, error = float(fitted.params[0]), float(fitted.bse[0])
    if not np.isfinite([estimate, error]).all():
        raise BadStudy(Fault.NO_ANSWER)
    return estimate, error


def _within_units(given: Panel) -> float:
    """The same with a fixed level for each unit: what does not rest on how levels are spread."""
    names = np.unique(given.units)
    levels = np.column_stack([given.units == name for name in names[1:]]).astype(float)
    design = np.column_stack([given.helped.astype(float), _periods(given), levels])
    answer, *_ = np.linalg.lstsq(design, given.outcome, rcond=None)
    return float(answer[0])
