"""Whatever the values of a measure, no reader of all its rows can solve what is left out of them."""

from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from earlyhelp.evaluate.disclosure import protect_values
from earlyhelp.evaluate.disclosure.sums import FORCES

Row = dict[str, Any]
GROUPS = ("crime", "antisocial", "welfare")


def row(force: str, area: str, group: str, count: int, out_of: int) -> Row:
    value = count / out_of if out_of else None
    low, high = (0.0, 1.0) if out_of else (None, None)
    return {
        **{"first": "2026-01-01", "force": force, "area": area, "agency": "", "group": group},
        **{"count": count, "out_of": out_of, "value": value, "low": low, "high": high},
    }


def made_up(chance: Random) -> list[Row]:
    """Shares by group in Wales, two forces and some councils of each, with many small counts."""
    councils = [
        (force, one) for force in ("gwent", "dyfed-powys") for one in FORCES[force][: chance.randint(2, 4)]
    ]
    small = {
        (area, group): chance.choice(
            (0, chance.randint(1, 9), chance.randint(1, 20), chance.randint(10, 300))
        )
        for (_force, area), group in product(councils, GROUPS)
    }
    rows = []
    for force, area in [
        ("", ""),
        ("gwent", ""),
        ("dyfed-powys", ""),
        *(("", one) for _force, one in councils),
    ]:
        here = [one for of, one in councils if (area in ("", one)) and force in ("", of)]
        each = {group: sum(small[one, group] for one in here) for group in GROUPS}
        rows += [row(force, area, group, each[group], sum(each.values())) for group in GROUPS]
    return rows


def widths(rows: list[Row], read: list[Row], threshold: int) -> list[float]:
    """How narrowly a reader can place each small count and each small rest: an attack made from the rows alone."""
    names: dict[tuple[str, ...], int] = {}

    def number(*name: str) -> int:
        return names.setdefault(name, len(names))

    equations: list[dict[int, float]] = []
    known: dict[int, float] = {}
    small: set[int] = set()
    places = {(one["force"], one["area"]) for one in rows}
    for true, shown in zip(rows, read, strict=True):
        where = (true["force"], true["area"])
        count, rest, whole = (
            number("c", *where, true["group"]),
            number("r", *where, true["group"]),
            number("n", *where),
        )
        equations.append({count: 1, rest: 1, whole: -1})
        for one, name in ((count, "count"), (whole, "out_of")):
            if shown[name] is not None:
                known[one] = true[name]
        for one, value in (
            (count, true["count"]),
            (rest, true["out_of"] - true["count"]),
            (whole, true["out_of"]),
        ):
            small |= {one} if 0 < value < threshold else set()
    for force in ("gwent", "dyfed-powys"):
        inside = [one for one in FORCES[force] if ("", one) in places]
        for kind in [("c", group) for group in GROUPS] + [("n",)]:
            equations.append(
                {
                    **{number(kind[0], "", one, *kind[1:]): 1 for one in inside},
                    number(kind[0], force, "", *kind[1:]): -1,
                }
            )
    for kind in [("c", group) for group in GROUPS] + [("n",)]:
        equations.append(
            {
                number(kind[0], "gwent", "", *kind[1:]): 1,
                number(kind[0], "dyfed-powys", "", *kind[1:]): 1,
                number(kind[0], "", "", *kind[1:]): -1,
            }
        )
    for where in places:
        equations.append({**{number("c", *where, group): 1 for group in GROUPS}, number("n", *where): -1})
    matrix = np.zeros((len(equations), len(names)))
    for place, equation in enumerate(equations):
        for one, sign in equation.items():
            matrix[place, one] += sign
    bounds = [(known.get(one, 0.0), known.get(one)) for one in range(len(names))]
    found = []
    for one in small:
        assert one not in known
        aim = np.zeros(len(names))
        aim[one] = 1.0
        least, most = (
            linprog(s * aim, A_eq=matrix, b_eq=np.zeros(len(equations)), bounds=bounds) for s in (1, -1)
        )
        assert least.status == 0
        found.append(-most.fun - least.fun if most.status == 0 else np.inf)
    return found


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
