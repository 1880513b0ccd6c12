"""Draws that are made by the million: from shares, from rhythms, and numbers that look like pseudonyms."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from earlyhelp.synth.bulk.plan import Floats, Whole

Codes = NDArray[np.int8]
_FINE = 65_536


class Picker:
    """Picks places of a list by weight, from a table with 65,536 entries: finer shares than that cannot be told."""

    def __init__(self, weights: Iterable[float]) -> None:
        shares = np.array(list(weights), dtype=float)
        edges = np.round(np.cumsum(shares) / shares.sum() * _FINE).astype(np.int64)
        self.table: Codes = np.repeat(np.arange(len(shares), dtype=np.int8), np.diff(edges, prepend=0))

    def pick(self, chance: np.random.Generator, number: int) -> Codes:
        """So many places."""
        return self.table[chance.integers(0, _FINE, number, dtype=np.uint16)]


def happens(
    chance: np.random.Generator, share: float | NDArray[np.floating], number: int
) -> NDArray[np.bool_]:
    """Which of so many it happens to."""
    return np.asarray(chance.random(number, dtype=np.float32) < share)


def seconds_of_day(chance: np.random.Generator, hours: Picker, number: int) -> Whole:
    """Seconds since midnight, by the rhythm of the day."""
    return hours.pick(chance, number).astype(np.int64) * 3600 + chance.integers(0, 3600, number)


def pseudonyms(numbers: Whole, salt: int) -> Whole:
    """Numbers mixed so that neighbours lie far apart (splitmix64; Steele, Lea and Flood 2014), none below 0."""
    mixed = numbers.astype(np.uint64) + np.uint64((salt * 0x9E3779B97F4A7C15) % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)


def in_order(numbers: Whole, salt: int) -> Whole:
    """The same, but in the order of the numbers, which must be under 8 million: for rows that lie sorted."""
    return (numbers << np.int64(40)) | (pseudonyms(numbers, salt) & np.int64(2**40 - 1))


def cumulative(weights: Floats) -> Floats:
    """Running sums with a 0 before them."""
    return np.concatenate([[0.0], np.cumsum(weights)])
