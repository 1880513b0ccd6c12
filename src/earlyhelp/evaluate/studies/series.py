"""Interrupted time series: a level and a slope before, and how both changed when the help began.

Segmented regression of a monthly rate, with or without a comparison series, with season as one wave a year. Months
close to each other are alike; the errors therefore follow a first-order autoregression whose strength is estimated by
restricted maximum likelihood, because intervals that take months for independent are too narrow (Bernal and others
2017, doi 10.1093/ije/dyw098).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy.linalg import toeplitz
from scipy.optimize import minimize_scalar
from scipy.stats import t as student

from earlyhelp.evaluate.studies.results import BadStudy, Effect, Fault, Naive, Result
from earlyhelp.evaluate.studies.tables import name_of

Floats = NDArray[np.float64]
# Fewer points than this on either side give a slope by luck (EPOC asks for three; practice for eight and more).
LEAST_BEFORE: Final = 8
LEAST_AFTER: Final = 4
_A_YEAR: Final = 12
_PER: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Months:
    """A monthly series. `months` count from the year 0, none missing; `rates` are counts, or counts per 1,000."""

    months: Sequence[int]
    rates: Floats


def monthly(months: Sequence[int], counts: Sequence[float], people: Sequence[float] | None = None) -> Months:
    """Put a series in order, per 1,000 people where `people` is given. Raises BadStudy at a month twice or missing."""
    order = sorted(range(len(months)), key=months.__getitem__)
    inorder = [months[place] for place in order]
    for one, following in pairwise(inorder):
        if one == following:
            raise BadStudy(Fault.TWICE, name_of(one))
        if following > one + 1:
            raise BadStudy(Fault.A_GAP, name_of(one + 1))
    rates = np.array([counts[place] for place in order], dtype=float)
    if people is not None:
        among = np.array([people[place] for place in order], dtype=float)
        if (among <= 0).any():
            raise BadStudy(Fault.NOT_A_NUMBER, name_of(inorder[int(np.argmax(among <= 0))]))
        rates = rates / among * _PER
    return Months(inorder, rates)


def study_series(
    helped: Months, *, start: int, compared: Months | None = None, season: bool = True
) -> Result:
    """What changed when help began in month `start`. With `compared`, only what did not change there counts.

    The main effect is the mean difference over the months after the start from the line that went on. Raises BadStudy
    when there are too few months to tell a slope, or the comparison does not have the same months.
    """
    if compared is not None and list(compared.months) != list(helped.months):
        raise BadStudy(Fault.NO_COMPARISON, f"{name_of(helped.months[0])}–{name_of(helped.months[-1])}")
    after = np.array(helped.months) >= start
    if (~after).sum() < LEAST_BEFORE:
        raise BadStudy(Fault.FEW_BEFORE, str(int((~after).sum())), str(LEAST_BEFORE))
    if after.sum() < LEAST_AFTER:
        raise BadStudy(Fault.FEW_AFTER, str(int(after.sum())), str(LEAST_AFTER))
    rates = helped.rates if compared is None else helped.rates - compared.rates
    whole = np.ones(len(rates), dtype=bool)
    effects, without = _fit(helped.months, rates, start, season=season, kept=whole)
    expected = without if compared is None else without + compared.rates
    around = np.abs(np.array(helped.months) - start) > 1
    tried = [_fit(helped.months, rates, start, season=not season, kept=whole)[0]["mean"].estimate]
    if (around & after).sum() >= LEAST_AFTER:
        tried.append(_fit(helped.months, rates, start, season=season, kept=around)[0]["mean"].estimate)
    return Result(
        design="its",
        effects=effects,
        naive=Naive(float(helped.rates[~after].mean()), float(helped.rates[after].mean())),
        counts={"before": int((~after).sum()), "after": int(after.sum())},
        sensitivity=(min(tried), max(tried)),
        series=tuple(
            (name_of(month), float(seen), float(line))
            for month, seen, line in zip(helped.months, helped.rates, expected, strict=True)
        ),
    )


def _fit(
    months: Sequence[int], rates: Floats, start: int, *, season: bool, kept: NDArray[np.bool_]
) -> tuple[dict[str, Effect], Floats]:
    """The effects, and the line that would have gone on, for every month."""
    when = np.array(months, dtype=float)
    after = (when >= start).astype(float)
    columns = [np.ones(len(when)), when - start, after, after * (when - start)]
    if season and len(when) >= 2 * _A_YEAR:
        columns += [np.sin(2 * np.pi * when / _A_YEAR), np.cos(2 * np.pi * when / _A_YEAR)]
    design = np.column_stack(columns)
    strength = autocorrelation(design[kept], rates[kept], when[kept])
    fitted: Any = sm.GLS(rates[kept], design[kept], sigma=_alike(strength, when[kept])).fit(use_t=True)
    mean = np.zeros(design.shape[1])
    mean[2], mean[3] = 1.0, float((when - start)[after == 1].mean())
    level, slope = np.eye(design.shape[1])[2:4]
    free = _free(strength, int(kept.sum()), design.shape[1])
    rows = (("mean", mean), ("level", level), ("slope", slope))
    effects = {name: _effect(fitted, row, free) for name, row in rows}
    untouched = design.copy()
    untouched[:, 2:4] = 0.0
    return effects, np.asarray(untouched @ fitted.params, dtype=float)


def autocorrelation(design: Floats, rates: Floats, when: Floats) -> float:
    """How alike neighbouring months are, from -0.4 to 0.95, by restricted maximum likelihood."""

    def unlikely(strength: float) -> float:
        root = np.linalg.cholesky(_alike(strength, when))
        given, seen = np.linalg.solve(root, design), np.linalg.solve(root, rates)
        answer, *_ = np.linalg.lstsq(given, seen, rcond=None)
        left = float(((seen - given @ answer) ** 2).sum())
        free = len(rates) - design.shape[1]
        spread = float(np.linalg.slogdet(given.T @ given)[1])
        return float(free * np.log(left / free)) + 2 * float(np.log(np.diag(root)).sum()) + spread

    return float(minimize_scalar(unlikely, bounds=(-0.4, 0.95), method="bounded").x)


def _alike(strength: float, when: Floats) -> Floats:
    apart = np.abs(np.subtract.outer(when, when))
    if len(when) > 1 and (np.diff(when) == 1).all():
        return np.asarray(toeplitz(strength ** np.arange(len(when))), dtype=float)
    return np.asarray(np.sign(strength) ** apart * np.abs(strength) ** apart, dtype=float)


def _free(strength: float, points: int, columns: int) -> float:
    """Degrees of freedom: months that are alike tell less than as many that are not, and how alike is guessed too."""
    alike = max(strength, 0.0)
    return max(points * (1 - alike) / (1 + alike) - columns, 2.0)


def _effect(fitted: Any, row: Floats, free: float) -> Effect:
    told = fitted.t_test(row)
    estimate, error = float(told.effect[0]), float(told.sd[0][0])
    wide = float(student.ppf(0.975, free)) * error
    return Effect(estimate, estimate - wide, estimate + wide)
