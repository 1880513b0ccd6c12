"""Odds ratios that hold other things equal: a logistic regression, and what would be at the reference's odds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray

from earlyhelp.evaluate.evidence.measures import Estimate, Z

Floats = NDArray[np.float64]


class NoModel(ValueError):
    """The regression has no answer: a group without cases, or columns that say the same."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Adjusted odds ratios by level, and the share of cases attributable with the other columns held equal."""

    ratios: Mapping[str, Estimate]
    attributable: float


def adjust(
    *,
    outcome: Floats,
    exposure: Sequence[str],
    levels: Sequence[str],
    reference: str,
    others: Mapping[str, Sequence[str]],
    weights: Floats,
    is_sampled: bool,
) -> Adjusted:
    """Fit the odds of the outcome on exposure and the other columns, all as categories.

    `outcome` is 0 or 1 for each line and `weights` for how many people it stands. `is_sampled` says that the weights
    come from the design of the survey; then the errors are robust (sandwich). Raises NoModel.
    """
    compared = [level for level in levels if level != reference]
    exposed = np.column_stack([np.equal(exposure, level) for level in compared]).astype(float)
    design = np.column_stack([np.ones(len(outcome)), exposed, *_dummies(others)])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise NoModel
    fitted = _fit(design, outcome, weights, is_sampled=is_sampled)
    ratios = {
        level: _estimate(float(fitted.params[place]), float(fitted.bse[place]))
        for place, level in enumerate(compared, start=1)
    }
    without = design.copy()
    without[:, 1 : len(compared) + 1] = 0.0
    expected, seen = fitted.predict(without), fitted.predict(design)
    share = 1 - float(np.average(expected, weights=weights)) / float(np.average(seen, weights=weights))
    return Adjusted(ratios, share)


def _fit(design: Floats, outcome: Floats, weights: Floats, *, is_sampled: bool) -> Any:
    model = sm.GLM(outcome, design, family=sm.families.Binomial(), freq_weights=weights)
    fitted = model.fit(cov_type="HC0" if is_sampled else "nonrobust")
    if not fitted.converged or np.abs(fitted.params).max() > 15:
        raise NoModel
    return fitted


def _dummies(others: Mapping[str, Sequence[str]]) -> list[Floats]:
    return [
        np.equal(values, level).astype(float)
        for values in others.values()
        for level in sorted(set(values))[1:]
    ]


def _estimate(log: float, error: float) -> Estimate:
    return Estimate(float(np.exp(log)), float(np.exp(log - Z * error)), float(np.exp(log + Z * error)))
