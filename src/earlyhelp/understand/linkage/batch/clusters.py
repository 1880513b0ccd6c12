"""From pairs to people: components of sure pairs, each weighed again as a whole, and cut where it holds several."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import pyarrow as pa

from earlyhelp.understand.linkage.batch.engines import Engine
from earlyhelp.understand.linkage.batch.model import Model
from earlyhelp.understand.linkage.batch.scoring import scored_sql

LARGEST: Final = 200
"""Records in a component that is still looked at pair by pair; a larger one is first cut at surer pairs."""
AGAINST: Final = -4.0
"""Bits: a pair below it, prior included, speaks against its whole component."""
CAPPED: Final = 12.0
"""Bits that one pair counts for at most when two groups are weighed: one sure pair does not outvote many doubts."""
STEP: Final = 4.0
ROUNDS: Final = 60


def make_components(engine: Engine, edges: str, table: str = "components") -> None:
    """Make a table (n, c): a record and the smallest of its component. Records without an edge are left out."""
    engine.make(
        "touching", f"SELECT l AS a, r AS b FROM {edges} UNION ALL SELECT r AS a, l AS b FROM {edges}"
    )
    engine.make(table, "SELECT a AS n, least(a, min(b)) AS c FROM touching GROUP BY a")
    for _ in range(ROUNDS):
        engine.make(
            "nearer",
            f"SELECT e.a AS n, min(t.c) AS c FROM touching e JOIN {table} t ON t.n = e.b GROUP BY e.a",
        )
        engine.make(
            "lower",
            f"SELECT t.n, least(t.c, s.c, u.c) AS c, t.c AS before FROM {table} t JOIN nearer s ON s.n = t.n "
            f"JOIN {table} u ON u.n = t.c",
        )
        moved = engine.ask("SELECT count(*) AS m FROM lower WHERE c <> before")["m"][0].as_py()
        engine.make(table, "SELECT n, c FROM lower")
        if not moved:
            break
    engine.drop("touching", "nearer", "lower")


def make_clusters(engine: Engine, model: Model, threshold_bits: float, *, once_in_each_source: bool) -> None:
    """Make the table ``clusters`` (n, c) out of ``edges`` (l, r, weight with the prior)."""
    engine.make("sure", f"SELECT l, r FROM edges WHERE weight >= {threshold_bits}")
    make_components(engine, "sure")
    _cut_the_large(engine, threshold_bits)
    engine.make("inside", f"SELECT a.n AS l, b.n AS r, a.c {_FROM_INSIDE}")
    engine.make(
        "weighed",
        f"SELECT s.l, s.r, i.c, s.weight + ({model.prior_bits}) AS weight FROM ({scored_sql(model, 'inside')}) s "
        "JOIN inside i ON i.l = s.l AND i.r = s.r",
    )
    if once_in_each_source:
        engine.make(
            "weighed",
            "SELECT w.l, w.r, w.c, CASE WHEN a.source = b.source THEN -1000.0 ELSE w.weight END AS weight "
            "FROM weighed w JOIN people a ON a.n = w.l JOIN people b ON b.n = w.r",
        )
    doubtful = engine.ask(
        "SELECT l, r, c, weight FROM weighed WHERE c IN "
        f"(SELECT c FROM weighed GROUP BY c HAVING min(weight) < {AGAINST}) ORDER BY c, l, r"
    )
    moved = dict(_parted(doubtful, threshold_bits))
    engine.put(
        "parted",
        pa.table({"n": pa.array(list(moved), pa.int32()), "c": pa.array(list(moved.values()), pa.int32())}),
    )
    engine.make(
        "clusters",
        "SELECT p.n, coalesce(m.c, t.c, p.n) AS c FROM people p LEFT JOIN components t ON t.n = p.n "
        "LEFT JOIN parted m ON m.n = p.n",
    )
    engine.drop("sure", "inside", "parted", "components")


_FROM_INSIDE: Final = "FROM components a JOIN components b ON a.c = b.c AND a.n < b.n"


def _cut_the_large(engine: Engine, threshold_bits: float) -> None:
    """Part components that are too large to look at, keeping their surer pairs only, again and again."""
    for round_ in range(1, ROUNDS):
        large = f"SELECT c FROM components GROUP BY c HAVING count(*) > {LARGEST}"
        if not engine.ask(f"SELECT count(*) AS m FROM ({large})")["m"][0].as_py():
            return
        engine.make("too_large", f"SELECT n FROM components WHERE c IN ({large})")
        engine.make(
            "surer",
            "SELECT e.l, e.r FROM edges e JOIN too_large a ON a.n = e.l "
            f"WHERE e.weight >= {threshold_bits + STEP * round_}",
        )
        make_components(engine, "surer", "smaller")
        engine.make(
            "components",
            "SELECT t.n, CASE WHEN b.n IS NULL THEN t.c ELSE coalesce(s.c, t.n) END AS c FROM components t "
            "LEFT JOIN too_large b ON b.n = t.n LEFT JOIN smaller s ON s.n = t.n",
        )
        engine.drop("too_large", "surer", "smaller")


def _parted(doubtful: pa.Table, threshold_bits: float) -> Iterable[tuple[int, int]]:
    """For every record of a doubtful component, the smallest record of the group that it is left in."""
    by_component: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    columns = (doubtful[name].to_pylist() for name in ("c", "l", "r", "weight"))
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
