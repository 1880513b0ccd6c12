"""Whatever the counts, no reader of all tables of a half-year can place a small one within the threshold."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linprog

from earlyhelp.evaluate.disclosure import TooFew, hide_linked, range_of
from earlyhelp.evaluate.rules.fairness import columns_of, figures_of

THRESHOLD = 5
OUTCOMES = ("safeguarding", "early_help", "signpost", "no_need", "declined", "")


@dataclass(frozen=True, slots=True)
class Said:
    outcome: str
    waited: int | None
    offer: str
    started: int | None
    ended: bool
    month: date
    groups: dict[str, str] = field(default_factory=dict)


def made_up(seed: int) -> list[Said]:
    chance = Random(seed)
    return [
        Said(
            chance.choices(OUTCOMES, (40, 14, 14, 5, 8, 1))[0],
            chance.choice((0, 1, 3, 7, 30)),
            chance.choices(("referred", "told", "none"), (6, 3, 1))[0],
            chance.choice((None, 3, 20, 60)),
            chance.random() < 0.3,
            date(2026, chance.randint(4, 9), 1),
            {"age": chance.choice(("0-4", "11-17", "26-64", "26-64", "26-64", "65+", ""))},
        )
        for _one in range(chance.randint(150, 400))
    ]


Cell = tuple[str, str, str]
Sum = tuple[list[Cell], Cell]


def truth(facts: list[Said], columns: dict[str, set[str]]) -> dict[Cell, int]:
    """What was counted, under the columns that the tables have."""
    true: dict[Cell, int] = defaultdict(int)
    for fact in facts:
        for measure, column in columns_of(fact).items():
            for group in (fact.groups["age"], "*") if measure in columns else ():
                true[(measure, group, column if column in columns[measure] else "others")] += 1
                true[(measure, group, "all")] += 1
    return true


def sums_of(columns: dict[str, set[str]], groups: set[str]) -> list[Sum]:
    """Every sum that a reader of the tables knows of."""
    sums: list[Sum] = []
    for measure, those in columns.items():
        sums += [([(measure, g, c) for c in those - {"all"}], (measure, g, "all")) for g in groups]
        sums += [([(measure, g, c) for g in groups - {"*"}], (measure, "*", c)) for c in those]
    for g in groups:
        offered = [("decisions", g, "early_help"), ("decisions", g, "signpost")]
        across = {
            "waits": [("decisions", g, "all")],
            "offers": offered,
            "starts": [("offers", g, "referred")],
        }
        sums += [(parts, (measure, g, "all")) for measure, parts in across.items() if measure in columns]
    return sums


def attack(facts: list[Said], dimension: str) -> float:
    """The narrowest range of a hidden small count, for a reader who takes shown counts as exact. Built from the
    tables as they are read, not from how they were made."""
    figures = [one for one in figures_of(facts, threshold=THRESHOLD) if one.dimension == dimension]
    columns: dict[str, set[str]] = defaultdict(set)
    for one in figures:
        columns[one.measure].add(one.column)
    true = truth(facts, columns)
    hidden = [(one.measure, one.group, one.column) for one in figures if one.shown is None]
    sums = sums_of(columns, {one.group for one in figures})
    equations, sides = np.zeros((len(sums), len(hidden))), np.zeros(len(sums))
    for number, (parts, whole) in enumerate(sums):
        for cell, sign in [*((part, 1.0) for part in parts), (whole, -1.0)]:
            if cell in hidden:
                equations[number, hidden.index(cell)] += sign
            else:
                sides[number] -= sign * true[cell]
    widths = [
        width(equations, sides, place) for place, cell in enumerate(hidden) if 0 < true[cell] < THRESHOLD
    ]
    assert widths
    return min(widths)


def width(equations: NDArray[np.float64], sides: NDArray[np.float64], place: int) -> float:
    """How wide the range is in which a reader can place one hidden count."""
    aim = np.zeros(equations.shape[1])
    aim[place] = 1.0
    least, most = (linprog(sign * aim, A_eq=equations, b_eq=sides, bounds=(0, None)) for sign in (1, -1))
    return float(-most.fun - least.fun) if most.status == least.status == 0 else float("inf")


@pytest.mark.parametrize("seed", range(4))
def test_no_small_count_can_be_worked_out_across_the_tables(seed: int) -> None:
    facts = made_up(seed)
    assert attack(facts, "age") >= THRESHOLD - 1e-6


def test_a_total_that_is_told_elsewhere_is_not_left_out() -> None:
    sums = [(("all",), (("a",), ("b",)))]
    values = {("a",): 3, ("b",): 2, ("all",): 5}
    assert hide_linked(values, sums, threshold=5, known={("all",)}) == {("a",), ("b",)}
    values = {("a",): 3, ("b",): 10, ("all",): 13}
    with pytest.raises(TooFew, match="left"):
        hide_linked(values, sums, threshold=5, known={("b",), ("all",)})


def test_what_is_told_elsewhere_and_small_ends_it() -> None:
    with pytest.raises(TooFew, match="small"):
        hide_linked({("a",): 2}, [], known={("a",)}, threshold=5)


def test_a_count_in_no_sum_can_be_anything() -> None:
    assert range_of(("a",), {("a",): 2}, [], {("a",)}) == (0.0, np.inf)
