"""The attack on one table of rows × columns with totals, as flows in a network: exact, and fast. Pure.

Each row and each column says that its parts less its total come to nothing. With the right signs every count stands
in exactly two of these lines, once with plus and once with minus: a table is a network, its lines are the nodes and
its hidden counts the arcs (Cox, *Network models for complementary cell suppression*, 1995). What a reader can
believe of a hidden count is as far as it can be moved around a ring of hidden counts while none falls below 0. Ends
of such ranges are whole numbers, and a linear program finds the same ones: `tests/properties` holds both together.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Hidden = NDArray[np.bool_]
Cell = tuple[int, int]
_FREE = 1 << 60


@dataclass(slots=True)
class Network:
    """The hidden counts of one table with its totals, and how far each can be moved."""

    ends: dict[Cell, tuple[int, int]]
    values: dict[Cell, int]
    near: dict[int, list[tuple[Cell, int]]]

    @classmethod
    def of(cls, table: Counts, hidden: Hidden) -> "Network":
        """Make the network of a table that has its totals."""
        rows, columns = table.shape
        found = cls({}, {}, {})
        for row, column in np.argwhere(hidden).tolist():
            found.add((row, column), rows - 1, columns - 1, int(table[row, column]))
        return found

    def add(self, cell: Cell, last_row: int, last_column: int, value: int) -> None:
        """Hide one more count."""
        row, column = cell[0], last_row + 1 + cell[1]
        # Totals of rows and of columns run the other way round, and the total of all as its parts do.
        turned = (cell[0] == last_row) != (cell[1] == last_column)
        ends = (column, row) if turned else (row, column)
        self.ends[cell], self.values[cell] = ends, value
        self.near.setdefault(ends[0], []).append((cell, 1))
        self.near.setdefault(ends[1], []).append((cell, -1))

    def is_wide(self, cell: Cell, threshold: int) -> bool:
        """Whether the range in which a reader can place this count is at least `threshold` wide."""
        down = self._moved(cell, -1, min(threshold, self.values[cell]))
        return down >= threshold or down + self._moved(cell, 1, threshold - down) >= threshold

    def _moved(self, cell: Cell, sign: int, enough: int) -> int:
        """How far the count can be moved up (1) or down (-1), and no further than `enough`."""
        first, last = self.ends[cell]
        start, goal = (last, first) if sign == 1 else (first, last)
        moved, changed = 0, dict[Cell, int]()
        while moved < enough:
            ring = self._ring(start, goal, cell, changed)
            if ring is None:
                return moved
            room = min(
                (self.values[one] + changed.get(one, 0) for one, way in ring if way < 0), default=_FREE
            )
            step = min(room, enough - moved)
            for one, way in ring:
                changed[one] = changed.get(one, 0) + way * step
            moved += step
        return moved

    def _ring(
        self, start: int, goal: int, without: Cell, changed: dict[Cell, int]
    ) -> list[tuple[Cell, int]] | None:
        """The shortest way from one line to another over hidden counts that can be moved."""
        came: dict[int, tuple[int, Cell, int]] = {start: (start, without, 0)}
        queue = deque([start])
        while queue and goal not in came:
            node = queue.popleft()
            for cell, way in self.near.get(node, ()):
                if cell == without or (way < 0 and self.values[cell] + changed.get(cell, 0) <= 0):
                    continue
                other = self.ends[cell][1 if way == 1 else 0]
                if other not in came:
                    came[other] = (node, cell, way)
                    queue.append(other)
        if goal not in came:
            return None
        ring, node = [], goal
        while node != start:
            node, cell, way = came[node]
            ring.append((cell, way))
        return ring
