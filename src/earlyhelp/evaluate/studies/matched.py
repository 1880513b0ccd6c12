"""People who were helped beside people like them who were not: alike in what went before.

Whoever is chosen because things are at their worst will mostly do better next time, helped or not: regression to the
mean. Here each person who was helped stands beside those who had just as many events before, and are alike in what else
is named (coarsened exact matching; Iacus, King and Porro 2012, doi 10.1093/pan/mpr013). What the comparison changed
by is shown, because a before and after of the helped alone would take it for an effect.

Only averages leave this module, and only from groups that are large enough to name nobody.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from earlyhelp.evaluate.disclosure import PUBLISHED
from earlyhelp.evaluate.studies.results import BadStudy, Effect, Fault, Naive, Result

Floats = NDArray[np.float64]
# Each number of earlier events by itself up to five; above, people with so many are too few to be told apart.
_BANDS: Final = (6, 8, 10, 15, 20, 30, 50)


@dataclass(frozen=True, slots=True)
class People:
    """Events of each person before and after, whether they were helped, and what else they are matched on."""

    helped: NDArray[np.bool_]
    before: Floats
    after: Floats
    alike: tuple[tuple[str, ...], ...]


def people(
    helped: Sequence[bool],
    before: Sequence[float],
    after: Sequence[float],
    alike: Sequence[Sequence[str]] = (),
) -> People:
    """Put columns together. `alike` are further columns to match on, such as age band and area."""
    rows = tuple(zip(*alike, strict=True)) if alike else ((),) * len(helped)
    return People(np.array(helped), np.array(before, dtype=float), np.array(after, dtype=float), rows)


def study_matched(given: People) -> Result:
    """How many fewer or more events the helped had afterwards than people like them. Raises BadStudy."""
    groups = _groups(given, closely=True)
    effect, matched, compared = _difference(given, groups)
    if matched < PUBLISHED or compared < PUBLISHED:
        raise BadStudy(Fault.NO_MATCH, str(min(matched, compared)), str(PUBLISHED))
    loosely, *_ = _difference(given, _groups(given, closely=False))
    chosen = np.isin(np.arange(len(given.helped)), [place for both in groups for place in both[0]])
    return Result(
        design="matched",
        effects={"mean": effect},
        naive=Naive(float(given.before[chosen].mean()), float(given.after[chosen].mean())),
        compared=_weighted_change(given, groups),
        counts={
            "helped": int(given.helped.sum()),
            "matched": matched,
            "compared": compared,
            "not_matched": int(given.helped.sum()) - matched,
        },
        sensitivity=(min(effect.estimate, loosely.estimate), max(effect.estimate, loosely.estimate)),
    )


def band_of(before: float) -> float:
    """The lowest number of the band in which a number of earlier events lies: people in one band count as alike."""
    return before if before < _BANDS[0] else float(max(least for least in _BANDS if least <= before))


_Groups = list[tuple[list[int], list[int]]]


def _groups(given: People, *, closely: bool) -> _Groups:
    """Places of the helped and of the others, group by group, where there are both."""
    found: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, is_helped in enumerate(given.helped):
        key = (band_of(given.before[place]), given.alike[place] if closely else ())
        found[key][0 if is_helped else 1].append(place)
    return [both for both in found.values() if both[0] and both[1]]


def _difference(given: People, groups: _Groups) -> tuple[Effect, int, int]:
    matched = sum(len(helped) for helped, _ in groups)
    compared = sum(len(others) for _, others in groups)
    if not groups:
        return Effect(float("nan"), float("nan"), float("nan")), 0, 0
    spread = [_Spread(given, [both[side] for both in groups]) for side in (0, 1)]
    estimate = 0.0
    parts = []
    for both in groups:
        weight = len(both[0]) / matched
        estimate += weight * float(given.after[both[0]].mean() - given.after[both[1]].mean())
        for side, group in enumerate(both):
            variance, free = spread[side].of(group)
            # One less than the group: its own mean was taken from it, and small groups look too sure (HC3).
            parts.append((weight**2 * variance / max(len(group) - 1, 1), free))
    wide = _times(parts) * sqrt(sum(part for part, _ in parts))
    return Effect(estimate, estimate - wide, estimate + wide), matched, compared


class _Spread:
    """How much people of one group differ afterwards. The more events before, the more: it is taken group by group.

    A group of one shows no spread of its own, and is given that of its band, or else the widest.
    """

    def __init__(self, given: People, groups: Sequence[list[int]]) -> None:
        self.given = given
        bands: dict[float, list[list[int]]] = defaultdict(list)
        for one in groups:
            bands[band_of(given.before[one[0]])].append(one)
        self.bands = {band: self._pooled(within) for band, within in bands.items()}

    def of(self, group: list[int]) -> tuple[float, int]:
        """The variance to take for a group, and the degrees of freedom behind it."""
        if len(group) > 1:
            return float(self.given.after[group].var(ddof=1)), len(group) - 1
        own = self.bands[band_of(self.given.before[group[0]])]
        return own if own[1] else max(self.bands.values())

    def _pooled(self, groups: Sequence[list[int]]) -> tuple[float, int]:
        left = sum(
            float(((self.given.after[one] - self.given.after[one].mean()) ** 2).sum()) for one in groups
        )
        free = sum(len(one) - 1 for one in groups)
        return (left / free, free) if free else (0.0, 0)


def _times(parts: Sequence[tuple[float, int]]) -> float:
    """How many standard errors the interval reaches, by Welch and Satterthwaite: small groups make it wider."""
    whole = sum(part for part, _ in parts)
    rough = sum(part**2 / free for part, free in parts if free)
    return float(student.ppf(0.975, max(whole**2 / rough, 1.0))) if rough else float("inf")


def _weighted_change(given: People, groups: _Groups) -> Naive:
    """Before and after of the comparison, weighted as the helped are spread over the groups."""
    matched = sum(len(helped) for helped, _ in groups)
    return Naive(
        sum(len(helped) / matched * float(given.before[others].mean()) for helped, others in groups),
        sum(len(helped) / matched * float(given.after[others].mean()) for helped, others in groups),
    )
