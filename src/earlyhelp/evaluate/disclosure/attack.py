"""The attack on many sums at once: which small counts could a reader place too narrowly? Pure.

A reader knows every count that is shown, how they add up, and that none is below 0. How far a hidden count can then be
moved up and down is a linear program. Hidden counts that share no sum have nothing to do with each other, so one
program asks about one of each such island at the same time, and every answer also tells how far the other counts of
its island can be moved: a measure of ten thousand rows takes a few programs, not twenty thousand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.float64]
Equation = Sequence[tuple[int, int]]
"""The number of each count in a sum, with its sign: together they come to nothing."""

_NEARLY: Final = 1e-6
_FAR: Final = (
    1000  # times the threshold: further than a count need be moved, near enough for exact arithmetic
)


@dataclass(slots=True)
class Attack:
    """What a reader knows of the hidden counts, and how far each was found to reach."""

    values: Numbers
    matrix: csr_matrix
    islands: NDArray[np.int32]
    threshold: int
    low: Numbers
    high: Numbers

    @classmethod
    def on(cls, values: Sequence[int], equations: Iterable[Equation], threshold: int) -> "Attack":
        """Attack hidden counts, of which each equation names only the hidden ones."""
        rows, columns, signs, number = [], [], [], 0
        for equation in equations:
            for cell, sign in equation:
                rows.append(number)
                columns.append(cell)
                signs.append(float(sign))
            number += 1
        matrix = csr_matrix((signs, (rows, columns)), shape=(number, len(values)))
        _count, islands = connected_components(abs(matrix).T @ abs(matrix), directed=False)
        moved = np.zeros(len(values))
        return cls(np.array(values, dtype=float), matrix, islands, threshold, moved, moved.copy())

    def narrow(self, targets: Iterable[int]) -> list[int]:
        """Those of the targets that a reader can place in a range narrower than the threshold."""
        left = list(targets)
        for sign in (1, -1):
            self._move(left, left, sign)
            left = self._without_wide(left)
        asked: dict[int, int] = dict.fromkeys(left, 0)
        while open_targets := [one for one in asked if asked[one] < 2]:
            firsts = {int(self.islands[one]): one for one in reversed(open_targets)}
            for sign in (1, -1):
                turn = [one for one in firsts.values() if asked[one] == (0 if sign == 1 else 1)]
                self._move(turn, turn, sign)
                for one in turn:
                    asked[one] += 1
            asked = {one: asked[one] for one in self._without_wide(asked)}
        return list(asked)

    def _without_wide(self, targets: Iterable[int]) -> list[int]:
        return [one for one in targets if self.high[one] - self.low[one] < self.threshold - _NEARLY]

    def _move(self, targets: Sequence[int], aims: Sequence[int], sign: int) -> None:
        """Move the aims up (1) or down (-1) as far as it goes, and note how far every count of their islands came."""
        if not targets:
            return
        tied = np.flatnonzero(np.isin(self.islands, np.unique(self.islands[list(targets)])))
        matrix = self.matrix[:, tied]
        matrix = matrix[np.flatnonzero(matrix.getnnz(axis=1))]
        aim = np.zeros(len(self.values))
        aim[list(aims)] = -float(sign)
        upper = np.full(len(self.values), float(_FAR * self.threshold))
        upper[list(aims)] = float(self.threshold)
        found = linprog(
            aim[tied],
            A_eq=matrix,
            b_eq=np.zeros(matrix.shape[0]),
            bounds=np.column_stack([-self.values[tied], upper[tied]]),
            method="highs",
        )
        if found.status != 0:
            raise ArithmeticError(found.message)
        self.low[tied] = np.minimum(self.low[tied], found.x)
        self.high[tied] = np.maximum(self.high[tied], found.x)
