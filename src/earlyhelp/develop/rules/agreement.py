"""How far two readers of the same thing agree: plainly, and beyond chance. Pure.

Weighted kappa by Cohen 1968 (doi 10.1037/h0026256) with the squared distance between the steps as its weight; its
interval by the large-sample standard error of Fleiss, Cohen and Everitt 1969 (doi 10.1037/h0028106), which is rough
for few pairs. It is cut off at -1 and 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from earlyhelp.kit.effects import Effect

LEAST_PAIRS: Final = 10
_NORMAL: Final = 1.959963984540054
_TINY: Final = 1e-12

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far pairs of ratings agree. `same` is in percent; `kappa` is None where everybody chose the same step."""

    pairs: int
    same: int
    kappa: Effect | None


def agreement_of(pairs: Sequence[Pair]) -> Agreement | None:
    """Agreement over pairs of steps; None for fewer than ten."""
    if len(pairs) < LEAST_PAIRS:
        return None
    same = round(100 * sum(one == two for one, two in pairs) / len(pairs))
    return Agreement(len(pairs), same, weighted_kappa(pairs))


def weighted_kappa(pairs: Sequence[Pair]) -> Effect | None:
    """Cohen's kappa with quadratic weights and its 95 % interval; None where chance alone would always agree."""
    steps = sorted({step for pair in pairs for step in pair})
    if len(steps) < 2:
        return None
    place = {step: index for index, step in enumerate(steps)}
    shares = np.zeros((len(steps), len(steps)))
    for one, two in pairs:
        shares[place[one], place[two]] += 1 / len(pairs)
    values = np.array(steps, dtype=float)
    weights = 1 - (values[:, None] - values[None, :]) ** 2 / (values[-1] - values[0]) ** 2
    first, second = shares.sum(axis=1), shares.sum(axis=0)
    observed, by_chance = float((weights * shares).sum()), float(first @ weights @ second)
    if 1 - by_chance < _TINY:
        return None
    kappa = (observed - by_chance) / (1 - by_chance)
    mean = (weights @ second)[:, None] + (first @ weights)[None, :]
    spread = float((shares * (weights - mean * (1 - kappa)) ** 2).sum())
    variance = (spread - (kappa - by_chance * (1 - kappa)) ** 2) / (len(pairs) * (1 - by_chance) ** 2)
    wide = _NORMAL * float(np.sqrt(max(variance, 0.0)))
    return Effect(kappa, max(-1.0, kappa - wide), min(1.0, kappa + wide))
