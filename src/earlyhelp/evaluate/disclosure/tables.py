"""Disclosure control: one function for every count that is published. Pure.

A small count can tell who somebody is, so it is left out; and so is whatever would let a reader work it out from the
totals. The rule follows the usual practice of official statistics, cell suppression with complementary cells
(Willenborg and de Waal, *Elements of Statistical Disclosure Control*, 2001). `largest_and_smallest` is the attack of
a reader who knows linear programming; `protect` goes on until nothing is left for it to find.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from earlyhelp.evaluate.disclosure.flows import Cell, Counts, Hidden, Network

PUBLISHED: Final = 10
"""Counts below this are left out of what anybody may read."""

PARTNER_BOARD: Final = 5
"""Counts below this are left out of what partners see on a board."""

ROUND_TO: Final = 5


@dataclass(frozen=True, slots=True)
class Protected:
    """A table that may be published: counts with a last row and a last column of totals.

    `hidden` marks what is left out. `shown` holds the rest, rounded to the nearest `ROUND_TO`, and -1 where it is left
    out. Rounded parts need not add up to rounded totals.
    """

    shown: Counts
    hidden: Hidden

    def cell(self, row: int, column: int) -> int | None:
        """A rounded count, or None when it is left out. The last row and column are totals."""
        return None if self.hidden[row, column] else int(self.shown[row, column])


def with_totals(counts: Counts) -> Counts:
    """The table with a row and a column of totals added."""
    rows = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    return np.vstack([rows, rows.sum(axis=0, keepdims=True)])


def protect(counts: Counts, *, threshold: int = PUBLISHED, base: int = ROUND_TO) -> Protected:
    """Leave out every count from 1 to `threshold` - 1, and as few others as it takes that none can be worked out.

    `counts` is rows × columns of people, without totals. Afterwards the range in which a reader can place each small
    count is at least `threshold` wide. Raises ValueError for a table that is not one, or holds less than nobody.
    """
    if counts.ndim != 2 or not counts.size or (counts < 0).any():
        raise ValueError("protect needs rows × columns of counts of 0 or more")
    table = with_totals(counts)
    small = (table > 0) & (table < threshold)
    hidden = small.copy()
    network, targets = Network.of(table, hidden), _places(small)
    # Leaving out more never makes the range of another count narrower: what was wide stays wide.
    for target in targets:
        while not network.is_wide(target, threshold):
            also = _next_to_hide(table, hidden, target)
            hidden[also] = True
            network.add(also, table.shape[0] - 1, table.shape[1] - 1, int(table[also]))
    shown = np.where(hidden, -1, _rounded(table, base))
    return Protected(shown, hidden)


def largest_and_smallest(table: Counts, hidden: Hidden, cell: Cell) -> tuple[float, float]:
    """The range in which a reader can place a hidden count who knows all the others and that none is below 0.

    `table` has its totals. Returns (smallest, largest); largest is infinite when nothing bounds it.
    """
    unknown = {place: number for number, place in enumerate(_places(hidden))}
    equations, sums = _equations(table, hidden, unknown)
    aim = np.zeros(len(unknown))
    aim[unknown[cell]] = 1.0
    return _extreme(aim, equations, sums), -_extreme(-aim, equations, sums)


def _extreme(aim: NDArray[np.float64], equations: NDArray[np.float64], sums: NDArray[np.float64]) -> float:
    found = linprog(aim, A_eq=equations, b_eq=sums, bounds=(0, None), method="highs")
    return float(found.fun) if found.status == 0 else -np.inf


def _equations(
    table: Counts, hidden: Hidden, unknown: dict[Cell, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each row and each column: its parts less its total come to nothing."""
    rows, sums = [], []
    for line in _lines(table.shape):
        equation, rest = np.zeros(len(unknown)), 0.0
        for place, sign in line:
            if hidden[place]:
                equation[unknown[place]] = sign
            else:
                rest -= sign * float(table[place])
        if equation.any():
            rows.append(equation)
            sums.append(rest)
    return np.array(rows), np.array(sums)


def _lines(shape: tuple[int, ...]) -> Iterator[list[tuple[Cell, int]]]:
    rows, columns = shape
    for row in range(rows):
        yield [((row, column), 1 if column < columns - 1 else -1) for column in range(columns)]
    for column in range(columns):
        yield [((row, column), 1 if row < rows - 1 else -1) for row in range(rows)]


def _places(marked: Hidden) -> list[Cell]:
    return [(int(row), int(column)) for row, column in np.argwhere(marked)]


def _next_to_hide(table: Counts, hidden: Hidden, cell: Cell) -> Cell:
    """What to leave out beside a count that is given away: the smallest that helps, totals last.

    A line with a single hidden count gives it away, so those come first: the row of the cell, its column, and the
    lines of what is hidden with it.
    """
    row, column = cell
    tied = _tied(hidden, cell)
    lines = [line for line in _lines(table.shape) if any(place in tied for place, _ in line)]
    alone = [line for line in lines if sum(bool(hidden[place]) for place, _ in line) == 1]
    for group in (alone, lines, list(_lines(table.shape))):
        open_places = {place for line in group for place, _ in line if not hidden[place] and table[place] > 0}
        if open_places:
            last = (table.shape[0] - 1, table.shape[1] - 1)
            return min(
                open_places,
                key=lambda place: (place[0] == last[0] or place[1] == last[1], int(table[place]), place),
            )
    raise AssertionError((row, column))  # a table with everything hidden gives nothing away


def _tied(hidden: Hidden, cell: Cell) -> set[Cell]:
    """The hidden counts that share a line with this one, and those that share a line with them, and so on."""
    tied, new = {cell}, [cell]
    while new:
        row, column = new.pop()
        found = {place for place in _places(hidden) if place[0] == row or place[1] == column} - tied
        tied |= found
        new.extend(found)
    return tied


def _rounded(table: Counts, base: int) -> Counts:
    return np.asarray((table + base // 2) // base * base, dtype=np.int64)
