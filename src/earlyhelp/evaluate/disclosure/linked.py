"""Disclosure control for several tables that share sums: what one leaves out, another must not tell. Pure.

`tables.protect` looks at one table. Where a column of one table is the total of the next, a reader can set them beside
each other; so here every sum of every table is one line of the same linear program.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from earlyhelp.evaluate.disclosure.tables import PUBLISHED

Key = tuple[str, ...]
Sum = tuple[Key, tuple[Key, ...]]
"""A whole, and the parts that come to it."""


class TooFew(ValueError):
    """A small count could be worked out from counts that are told elsewhere, whatever else is left out here."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One sum as an equation: its keys with their signs come to nothing."""

    signs: Mapping[Key, int]


def hide_linked(
    values: Mapping[Key, int],
    sums: Sequence[Sum],
    *,
    known: AbstractSet[Key] = frozenset(),
    also: AbstractSet[Key] = frozenset(),
    threshold: int = PUBLISHED,
) -> frozenset[Key]:
    """Which counts to leave out: each from 1 to `threshold` - 1, and as few others as it takes.

    Afterwards the range in which a reader can place each small count is at least `threshold` wide. `known` is what is
    told elsewhere: it is never left out. `also` is left out whatever it is: a nought tells much of a few. Raises
    TooFew when what is known gives a small count away, or is small itself.
    """
    small = [key for key, value in values.items() if 0 < value < threshold]
    if known & set(small):
        raise TooFew("a count that is told elsewhere is small")
    lines = [_line(one) for one in sums]
    wholes = {whole for whole, _parts in sums}
    hidden = set(small) | also
    seen = {key: (float(value), float(value)) for key, value in values.items()}
    # Leaving out more never makes the range of another count narrower, so nobody is looked at twice.
    for target in small:
        while not _is_safe(target, values, lines, hidden, seen, threshold):
            hidden.add(_next(target, values, lines, wholes, hidden, known))
    return frozenset(hidden)


def range_of(
    target: Key, values: Mapping[Key, int], sums: Sequence[Sum], hidden: AbstractSet[Key]
) -> tuple[float, float]:
    """The least and the most that a hidden count can be, for a reader of all the others. The most may be infinite."""
    system = _System.around(target, values, [_line(one) for one in sums], hidden)
    lowest, highest = system.extreme(target, 1), system.extreme(target, -1)
    return (0.0 if lowest is None else lowest[target], np.inf if highest is None else highest[target])


def _is_safe(
    target: Key,
    values: Mapping[Key, int],
    lines: Sequence[_Line],
    hidden: AbstractSet[Key],
    seen: dict[Key, tuple[float, float]],
    threshold: int,
) -> bool:
    """Whether a reader cannot tell a count within `threshold`. `seen` is what each was found to reach."""
    if seen[target][1] - seen[target][0] >= threshold:
        return True
    system = _System.around(target, values, lines, hidden)
    for sign in (-1, 1):
        found = system.extreme(target, sign)
        if found is None:
            return True
        # One way in which the shown counts could have come about says something of every hidden count in it.
        for key, value in found.items():
            seen[key] = (min(seen[key][0], value), max(seen[key][1], value))
        if seen[target][1] - seen[target][0] >= threshold - _NEARLY:
            return True
    return False


_NEARLY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class _System:
    """What a reader knows of the hidden counts that hang together with one of them, as equations."""

    unknown: Mapping[Key, int]
    equations: NDArray[np.float64]
    sides: NDArray[np.float64]

    @classmethod
    def around(
        cls, target: Key, values: Mapping[Key, int], lines: Sequence[_Line], hidden: AbstractSet[Key]
    ) -> "_System":
        tied = _tied(target, lines, hidden)
        unknown = {key: number for number, key in enumerate(sorted(tied))}
        rows, sides = [], []
        for line in lines:
            if not line.signs.keys() & tied:
                continue
            row, rest = np.zeros(len(unknown)), 0
            for key, sign in line.signs.items():
                if key in unknown:
                    row[unknown[key]] = sign
                else:
                    rest -= sign * values[key]
            rows.append(row)
            sides.append(float(rest))
        return cls(unknown, np.array(rows).reshape(-1, len(unknown)), np.array(sides))

    def extreme(self, target: Key, sign: int) -> dict[Key, float] | None:
        """The hidden counts where `target` is least (sign 1) or most (-1). None when nothing bounds it."""
        aim = np.zeros(len(self.unknown))
        aim[self.unknown[target]] = float(sign)
        found = linprog(aim, A_eq=self.equations, b_eq=self.sides, bounds=(0, None), method="highs")
        if found.status != 0:
            return None
        return {key: float(found.x[number]) for key, number in self.unknown.items()}


def _line(one: Sum) -> _Line:
    whole, parts = one
    return _Line({**dict.fromkeys(parts, 1), whole: -1})


def _tied(target: Key, lines: Sequence[_Line], hidden: AbstractSet[Key]) -> set[Key]:
    """The hidden counts that share a sum with this one, and those that share a sum with them, and so on."""
    tied, new = {target}, [target]
    while new:
        key = new.pop()
        for line in lines:
            if key in line.signs:
                found = (line.signs.keys() & hidden) - tied
                tied |= found
                new.extend(found)
    return tied


def _next(
    target: Key,
    values: Mapping[Key, int],
    lines: Sequence[_Line],
    wholes: AbstractSet[Key],
    hidden: AbstractSet[Key],
    known: AbstractSet[Key],
) -> Key:
    """What else to leave out: the smallest that helps; parts before totals, and first where one stands alone."""
    tied = _tied(target, lines, hidden)
    near = [line for line in lines if line.signs.keys() & tied]
    alone = [line for line in near if len(line.signs.keys() & hidden) == 1]
    for group in (alone, near, lines):
        open_keys = {key for line in group for key in line.signs if values[key] > 0} - hidden - known
        if open_keys:
            return min(open_keys, key=lambda key: (key in wholes, values[key], key))
    raise TooFew("nothing is left that could be left out")
