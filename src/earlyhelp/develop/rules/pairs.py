"""How the same people answered before and after: matched pairs, effect sizes with intervals, and what is not shown.

Effect sizes for one group measured twice, by Lakens 2013 (doi 10.3389/fpsyg.2013.00863): d_av sets the change against
the spread of the answers, d_z against the spread of the changes; both with the correction of Hedges for few people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import nctdtrinc

from earlyhelp.kit.effects import Effect, quantile

LEAST_MATCHED: Final = 10
# Two figures whose people differ by fewer would say what those few answered.
LEAST_APART: Final = 5
_DRAWS: Final = 2000
_SEED: Final = 20260302
_TINY: Final = 1e-9

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Paired:
    """Matched pairs. The effect sizes are None where everybody answered alike."""

    matched: int
    before: float
    after: float
    change: Effect
    d_av: Effect | None
    d_z: Effect | None


def compare(before: Sequence[float], after: Sequence[float]) -> Paired:
    """Compare the two answers of the same people, in the same order. Raises ValueError for fewer than two pairs."""
    first, second = np.array(before, dtype=float), np.array(after, dtype=float)
    if len(first) != len(second) or len(first) < 2:
        raise ValueError("pairs are needed, at least two")
    moved = second - first
    number, change, spread = len(moved), float(moved.mean()), float(moved.std(ddof=1))
    wide = quantile(number - 1) * spread / float(np.sqrt(number))
    return Paired(
        matched=number,
        before=float(first.mean()),
        after=float(second.mean()),
        change=Effect(change, change - wide, change + wide),
        d_av=_d_av(first, second),
        d_z=_d_z(change, spread, number),
    )


def _correction(free: int) -> float:
    return 1 - 3 / (4 * free - 1)


def _d_z(change: float, spread: float, number: int) -> Effect | None:
    """The mean change in standard deviations of the change; its interval by the noncentral t distribution."""
    if spread < _TINY:
        return None
    free, root = number - 1, float(np.sqrt(number))
    found = abs(change) / spread * root
    # P(T < found) falls as the noncentrality grows: the lower end is where it is still 97.5 %.
    low, high = (float(nctdtrinc(free, share, found)) / root for share in (0.975, 0.025))
    corrected = _correction(free)
    ends = sorted((low * corrected, high * corrected))
    if change < 0:
        ends = [-ends[1], -ends[0]]
    return Effect(change / spread * corrected, ends[0], ends[1])


def _d_av(first: Floats, second: Floats) -> Effect | None:
    """The mean change in average standard deviations of the answers; its interval by drawing pairs again."""
    if _spread(first, second) < _TINY:
        return None
    chance = np.random.default_rng(_SEED)
    drawn = chance.integers(0, len(first), size=(_DRAWS, len(first)))
    one, two = first[drawn], second[drawn]
    spreads = np.sqrt((one.var(axis=1, ddof=1) + two.var(axis=1, ddof=1)) / 2)
    told = spreads > _TINY
    found = (two.mean(axis=1) - one.mean(axis=1))[told] / spreads[told] * _correction(len(first) - 1)
    low, high = np.percentile(found, [2.5, 97.5])
    change = float(second.mean() - first.mean())
    return Effect(change / _spread(first, second) * _correction(len(first) - 1), float(low), float(high))


def _spread(first: Floats, second: Floats) -> float:
    return float(np.sqrt((first.var(ddof=1) + second.var(ddof=1)) / 2))


@dataclass(frozen=True, slots=True)
class Step:
    """What one later asking shows of one sub-scale. `paired` is None where it is not shown.

    `asked` answered before, `matched` of them again, None where they are fewer than ten. `lost_before` is the mean
    answer, before the training, of those who did not answer again.
    """

    asked: int
    matched: int | None
    paired: Paired | None
    kept_before: float | None = None
    lost_before: float | None = None

    @property
    def lost(self) -> int | None:
        """How many of those who answered before did not answer again."""
        return None if self.matched is None else self.asked - self.matched

    @property
    def lost_share(self) -> int | None:
        """The same in percent."""
        return None if self.lost is None or not self.asked else round(100 * self.lost / self.asked)


def steps_of(
    before: Mapping[str, float | None], later: Sequence[Mapping[str, float | None]]
) -> tuple[Step, ...]:
    """One sub-scale at each later asking, by the code of the person. What would point at somebody is not shown.

    Fewer than ten matched are not shown, nor a step whose people differ from an earlier one's by one to four.
    """
    first = {code: value for code, value in before.items() if value is not None}
    shown: list[frozenset[str]] = []
    found = []
    for answers in later:
        pairs = {
            code: (first[code], value)
            for code, value in answers.items()
            if code in first and value is not None
        }
        if len(pairs) < LEAST_MATCHED:
            found.append(Step(len(first), None, None))
            continue
        people = frozenset(pairs)
        if any(0 < len(people ^ other) < LEAST_APART for other in shown):
            found.append(Step(len(first), len(pairs), None))
            continue
        shown.append(people)
        found.append(_step(first, pairs))
    # Who stayed and who was lost are everybody: beside a step that lost one to four, that would tell of those few.
    if any(0 < len(first) - len(people) < LEAST_APART for people in shown):
        found = [replace(step, kept_before=None, lost_before=None) for step in found]
    return tuple(found)


def _step(first: Mapping[str, float], pairs: Mapping[str, tuple[float, float]]) -> Step:
    paired = compare([one for one, _ in pairs.values()], [two for _, two in pairs.values()])
    lost = [value for code, value in first.items() if code not in pairs]
    told = len(lost) >= LEAST_MATCHED
    return Step(
        asked=len(first),
        matched=len(pairs),
        paired=paired,
        kept_before=paired.before if told else None,
        lost_before=sum(lost) / len(lost) if told else None,
    )
