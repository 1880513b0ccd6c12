"""Whatever the values of a measure, no reader of all its rows can solve what is left out of them."""

from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from earlyhelp.evaluate.disclosure import protect_values
from earlyhelp.evaluate.disclosure.sums import councils_of

Row = dict[str, Any]
FORCES = ("gwent-police", "dyfed-powys-police")
GROUPS = ("crime", "antisocial", "welfare")


def row(force: str, area: str, group: str, count: int, out_of: int) -> Row:
    value = count / out_of if out_of else None
    low, high = (0.0, 1.0) if out_of else (None, None)
    return {
        "first": "2026-01-01",
        "force": force,
        "area": area,
        "agency": "",
        "group": group,
        "count": count,
        "out_of": out_of,
        "value": value,
        "low": low,
        "high": high,
    }


def made_up(chance: Random) -> list[Row]:
    """Shares by group in Wales, two forces and some councils of each, with many small counts."""
    councils = [(force, one) for force in FORCES for one in councils_of()[force][: chance.randint(2, 4)]]
    small = {
        (area, group): chance.choice(
            (0, chance.randint(1, 9), chance.randint(1, 20), chance.randint(10, 300))
        )
        for (_force, area), group in product(councils, GROUPS)
    }
    rows = []
    for force, area in [
        ("", ""),
        ("gwent-police", ""),
        ("dyfed-powys-police", ""),
        *(("", one) for _force, one in councils),
    ]:
        here = [one for of, one in councils if (area in ("", one)) and force in ("", of)]
        each = {group: sum(small[one, group] for one in here) for group in GROUPS}
        rows += [row(force, area, group, each[group], sum(each.values())) for group in GROUPS]
    return rows


Equation = dict[tuple[str, ...], float]
KINDS = [*(("c", group) for group in GROUPS), ("n",)]


def sums(places: set[tuple[str, str]]) -> list[Equation]:
    """Every sum that a reader knows of: groups, councils of a force, forces of Wales, and what is left of a whole."""
    found: list[Equation] = []

    def add(whole: tuple[str, ...], *parts: tuple[str, ...]) -> None:
        found.append({**dict.fromkeys(parts, 1.0), whole: -1.0})

    for where in places:
        add(("n", *where), *(("c", *where, group) for group in GROUPS))
        for group in GROUPS:
            add(("n", *where), ("c", *where, group), ("r", *where, group))
    for name, *group in KINDS:
        add((name, "", "", *group), *((name, force, "", *group) for force in FORCES))
        for force in FORCES:
            inside = [one for one in councils_of()[force] if ("", one) in places]
            add((name, force, "", *group), *((name, "", one, *group) for one in inside))
    return found


def widths(rows: list[Row], read: list[Row], threshold: int) -> list[float]:
    """How narrowly a reader can place each small count and each small rest: an attack made from the rows alone."""
    true: dict[tuple[str, ...], int] = {}
    known: set[tuple[str, ...]] = set()
    for row, shown in zip(rows, read, strict=True):
        where = (row["force"], row["area"])
        count, whole = ("c", *where, row["group"]), ("n", *where)
        true |= {count: row["count"], whole: row["out_of"]}
        true["r", *where, row["group"]] = row["out_of"] - row["count"]
        known |= {count} if shown["count"] is not None else set()
        known |= {whole} if shown["out_of"] is not None else set()
    names = list(true)
    equations = sums({(row["force"], row["area"]) for row in rows})
    matrix = np.array([[equation.get(name, 0.0) for name in names] for equation in equations])
    bounds = [(true[name], true[name]) if name in known else (0, None) for name in names]
    small = [place for place, name in enumerate(names) if 0 < true[name] < threshold]
    assert not known & {names[place] for place in small}
    return [width(matrix, bounds, place) for place in small]


def width(matrix: np.ndarray, bounds: list[Any], place: int) -> float:
    aim = np.zeros(len(bounds))
    aim[place] = 1.0
    nothing = np.zeros(len(matrix))
    least, most = (linprog(sign * aim, A_eq=matrix, b_eq=nothing, bounds=bounds) for sign in (1, -1))
    assert least.status == 0
    return float(-most.fun - least.fun) if most.status == 0 else float("inf")


@pytest.mark.parametrize(("seed", "threshold"), [(seed, (10, 5)[seed % 2]) for seed in range(12)])
def test_nothing_that_is_hidden_can_be_solved(seed: int, threshold: int) -> None:
    rows = made_up(Random(seed))
    read = protect_values(rows, threshold)
    assert min(widths(rows, read, threshold), default=threshold) >= threshold - 1e-6
    for one in read:
        assert all(one[name] is None or one[name] % 5 == 0 for name in ("count", "out_of"))
        if one["hidden"]:
            assert one["value"] is one["low"] is one["high"] is None
        elif one["out_of"]:
            assert one["value"] == pytest.approx(one["count"] / one["out_of"], rel=0.006)


def test_the_attack_of_this_test_finds_what_is_left_open() -> None:
    rows = made_up(Random(3))
    read = [{**one, "count": None if 0 < one["count"] < 10 else one["count"]} for one in rows]
    read = [{**one, "out_of": None if 0 < one["out_of"] < 10 else one["out_of"]} for one in read]
    assert min(widths(rows, read, 10)) < 10
