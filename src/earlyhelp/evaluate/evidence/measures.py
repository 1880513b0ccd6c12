"""Measures of association from counts of people: chi-squared, risks, odds, shares. Pure.

Formulas: Kirkwood and Sterne, *Essential Medical Statistics*, 2nd edition, chapters 15 to 17; the interval of a
proportion is Wilson's; the attributable share is Miettinen's (*Am J Epidemiol* 1974;99:325).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint

Z: Final = 1.959963984540054
"""Two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """People of one level of exposure, and how many of them have the outcome. Weighted numbers may be parts."""

    people: float
    cases: float

    @property
    def risk(self) -> float:
        """The share with the outcome."""
        return self.cases / self.people


@dataclass(frozen=True, slots=True)
class ChiSquared:
    """Pearson's chi-squared without correction for continuity."""

    value: float
    freedom: int
    p: float


def risk_of(group: Group, *, effective: float | None = None) -> Estimate:
    """The share with the outcome. `effective` is the effective number of people when they are weighted."""
    number = effective or group.people
    low, high = proportion_confint(group.risk * number, number, method="wilson")
    return Estimate(group.risk, float(low), float(high))


def chi_squared(groups: Sequence[Group]) -> ChiSquared | None:
    """Whether the outcome differs between the groups; None when everybody or nobody has it."""
    people, cases = sum(one.people for one in groups), sum(one.cases for one in groups)
    if not 0 < cases < people:
        return None
    share = cases / people
    value = sum((one.cases - one.people * share) ** 2 / (one.people * share * (1 - share)) for one in groups)
    freedom = len(groups) - 1
    return ChiSquared(value, freedom, float(chi2.sf(value, freedom)))


def odds_ratio(group: Group, reference: Group) -> Estimate | None:
    """Odds of the outcome against the reference; None when a cell is empty, where it has no value."""
    cells = (
        group.cases,
        group.people - group.cases,
        reference.cases,
        reference.people - reference.cases,
    )
    if min(cells) <= 0:
        return None
    a, b, c, d = cells
    return _on_log_scale(math.log(a * d / (b * c)), math.sqrt(sum(1 / cell for cell in cells)))


def risk_ratio(group: Group, reference: Group) -> Estimate | None:
    """How many times as often the outcome is found as in the reference; None when either has no cases."""
    if not group.cases or not reference.cases:
        return None
    spread = 1 / group.cases - 1 / group.people + 1 / reference.cases - 1 / reference.people
    return _on_log_scale(math.log(group.risk / reference.risk), math.sqrt(spread))


def attributable_share(groups: Sequence[Group], reference: Group) -> float | None:
    """The share of all cases that would not be there if every group had the risk of the reference."""
    cases = sum(one.cases for one in groups)
    if not cases or not reference.cases:
        return None
    return sum(one.cases / cases * (1 - reference.risk / one.risk) for one in groups if one.cases)


def _on_log_scale(log: float, error: float) -> Estimate:
    return Estimate(math.exp(log), math.exp(log - Z * error), math.exp(log + Z * error))
