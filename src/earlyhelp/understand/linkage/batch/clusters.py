"""From pairs to people: components of sure pairs, each weighed again as a whole, and cut where it holds several."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from earlyhelp.understand.linkage.batch.conditions import Mask, Numbers
from earlyhelp.understand.linkage.batch.engines import Engine
from earlyhelp.understand.linkage.batch.scoring import Bits, Scorer

LARGEST: Final = 200
"""Records in a component that is still looked at pair by pair; a larger one is first cut at surer pairs."""
AGAINST: Final = -4.0
"""Bits: a pair below it, prior included, speaks against its whole component."""
CAPPED: Final = 12.0
"""Bits that one pair counts for at most when two groups are weighed: one sure pair does not outvote many doubts."""
STEP: Final = 4.0
ROUNDS: Final = 60
ONE_SOURCE: Final = -1000.0
"""Bits for two records of a source in which nobody stands twice."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records with their weight, the prior included."""

    left: Numbers
    right: Numbers
    weight: Bits

    def where(self, kept: Mask) -> "Pairs":
        """Some of the pairs."""
        return Pairs(self.left[kept], self.right[kept], self.weight[kept])


def components(records: int, pairs: Pairs) -> Numbers:
    """For each record the smallest record that it hangs together with."""
    graph = coo_array((np.ones(len(pairs.left), np.bool_), (pairs.left, pairs.right)), (records, records))
    _number, labels = connected_components(graph, directed=False)
    first: NDArray[Any] = np.unique(labels, return_index=True)[1]
    held: Numbers = first[labels].astype(np.int32)
    return held


def make_clusters(
    engine: Engine, scorer: Scorer, edges: Pairs, threshold_bits: float, *, once_in_each_source: bool
) -> None:
    """Make the tables ``clusters`` (n, c), and ``weighed`` (l, r, weight): every pair inside a component."""
    sure = edges.where(edges.weight >= threshold_bits)
    held = _cut_the_large(components(scorer.people.records, sure), edges, threshold_bits)
    left, right = inside(held)
    scored = scorer.keep([(left, right)], -np.inf)
    weight = scored["weight"].to_numpy() + scorer.model.prior_bits
    if once_in_each_source:
        source = engine.ask("SELECT coalesce(source, '') AS s FROM people ORDER BY n")["s"]
        codes = source.combine_chunks().dictionary_encode().indices.to_numpy()
        weight = np.where(codes[left] == codes[right], ONE_SOURCE, weight)
    weighed = Pairs(left, right, weight)
    doubtful = weighed.where(np.isin(held[left], held[left[weight < AGAINST]]))
    for record, first in _parted(doubtful, held, threshold_bits):
        held[record] = first
    engine.put("weighed", pa.table({"l": left, "r": right, "weight": weight}))
    engine.put("clusters", pa.table({"n": np.arange(len(held), dtype=np.int32), "c": held}))


def _cut_the_large(held: Numbers, edges: Pairs, threshold_bits: float) -> Numbers:
    """Part components that are too large to look at, keeping their surer pairs only, again and again."""
    for round_ in range(1, ROUNDS):
        large = np.bincount(held, minlength=len(held))[held] > LARGEST
        if not large.any():
            break
        surer = edges.where(large[edges.left] & (edges.weight >= threshold_bits + STEP * round_))
        held = np.where(large, components(len(held), surer), held).astype(np.int32)
    return held


def inside(held: Numbers) -> tuple[Numbers, Numbers]:
    """Every two records (the smaller first) of one component."""
    order = np.argsort(held, kind="stable").astype(np.int32)
    _first, starts, sizes = np.unique(held[order], return_index=True, return_counts=True)
    lefts, rights = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for size in np.unique(sizes[sizes > 1]):
        members = order[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(int(size), 1)
        lefts.append(members[:, one].ravel())
        rights.append(members[:, other].ravel())
    return np.concatenate(lefts), np.concatenate(rights)


def _parted(doubtful: Pairs, held: Numbers, threshold_bits: float) -> Iterable[tuple[int, int]]:
    """For every record of a doubtful component, the smallest record of the group that it is left in."""
    by_component: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    columns = (
        each.tolist() for each in (held[doubtful.left], doubtful.left, doubtful.right, doubtful.weight)
    )
    for component, left, right, weight in zip(*columns, strict=True):
        by_component[component].append((left, right, weight))
    for pairs in by_component.values():
        for group in groups(pairs, threshold_bits):
            first = min(group)
            for record in group:
                yield record, first


def groups(pairs: list[tuple[int, int, float]], least: float = 0.0) -> list[set[int]]:
    """Join records from the surest pair on, two groups only while their pairs weigh enough on average.

    Every pair of the records is given with its weight in bits. A single bridge between two groups is outvoted by the
    pairs that it does not join, so that households and chains fall apart into people. The same for any order of pairs.
    """
    members: dict[int, set[int]] = {}
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for left, right, weight in pairs:
        members.setdefault(left, {left})
        members.setdefault(right, {right})
        held = (min(max(weight, -2 * CAPPED), CAPPED), 1)
        sums[left][right] = sums[right][left] = held
    while True:
        best = max(
            (
                (total / number, -min(one, other), -max(one, other))
                for one, near in sums.items()
                for other, (total, number) in near.items()
                if one < other
            ),
            default=None,
        )
        if best is None or best[0] < min(least, CAPPED):
            return _moved(list(members.values()), pairs)
        _join(members, sums, -int(best[1]), -int(best[2]))


def _join(
    members: dict[int, set[int]], sums: dict[int, dict[int, tuple[float, int]]], one: int, other: int
) -> None:
    """Make one group of two, with the pairs of both to every other group."""
    members[one] |= members.pop(other)
    gone = sums.pop(other)
    for third, (total, number) in gone.items():
        if third == one:
            continue
        del sums[third][other]
        old, count = sums[one].get(third, (0.0, 0))
        sums[one][third] = sums[third][one] = (old + total, count + number)
    sums[one].pop(other, None)


MOVES: Final = 20


def _moved(found: list[set[int]], pairs: list[tuple[int, int, float]]) -> list[set[int]]:
    """Move single records to the group that their pairs speak for, until none moves: a first sure bridge may err."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for left, right, weight in pairs:
        near[left][right] = near[right][left] = min(max(weight, -2 * CAPPED), CAPPED)
    group_of = {record: number for number, group in enumerate(found) for record in group}
    for _ in range(MOVES):
        moves = [_moves(record, near[record], group_of) for record in sorted(group_of)]
        if not any(moves):
            break
    again: dict[int, set[int]] = defaultdict(set)
    for record, number in group_of.items():
        again[number].add(record)
    return list(again.values())


def _moves(record: int, near: dict[int, float], group_of: dict[int, int]) -> bool:
    """Move one record to the group that pulls most, or into one of its own when its group speaks against it."""
    pull: dict[int, float] = defaultdict(float)
    for other, weight in near.items():
        pull[group_of[other]] += weight
    own = pull.pop(group_of[record], 0.0)
    best = max(pull.items(), key=lambda each: (each[1], -each[0]), default=(0, 0.0))
    if best[1] > max(own, 0.0):
        group_of[record] = best[0]
        return True
    if own < 0.0:
        group_of[record] = max(group_of.values()) + 1
        return True
    return False
