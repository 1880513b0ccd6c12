"""A reader with a linear program finds no small count in any table that is published."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.evaluate.disclosure import Counts, largest_and_smallest, protect, with_totals
from earlyhelp.evaluate.disclosure.attack import Attack
from earlyhelp.evaluate.disclosure.flows import Hidden

TABLES, AT_ONCE = 10_000, 100
SIZES = st.tuples(st.integers(1, 6), st.integers(1, 6))
# Most published tables have many small counts beside a few large ones.
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 60), st.integers(0, 5_000))


@st.composite
def tables(draw: st.DrawFn) -> Counts:
    rows, columns = draw(SIZES)
    return np.array(draw(st.lists(COUNTS, min_size=rows * columns, max_size=rows * columns))).reshape(
        rows, columns
    )


def made_up(chance: Random) -> Counts:
    """A table of 2 × 2 to 6 × 6, of which one in two counts is small and one in eight nought."""
    rows, columns = chance.randint(2, 6), chance.randint(2, 6)
    kinds = ((0, 0), (1, 9), (1, 4), (1, 12), (0, 60), (10, 60), (10, 5_000), (1, 9))
    return np.array([[chance.randint(*chance.choice(kinds)) for _ in range(columns)] for _ in range(rows)])


def attacked(published: list[tuple[Counts, Hidden]], threshold: int) -> list[int]:
    """Every small count of these tables, as one linear program: those that can be placed within the threshold.

    Each row and column is a sum as a reader sees it, made here anew from what is shown.
    """
    values: list[int] = []
    equations: list[list[tuple[int, int]]] = []
    small: list[int] = []
    for table, hidden in published:
        numbers = np.full(table.shape, -1)
        numbers[hidden] = np.arange(len(values), len(values) + hidden.sum())
        values += table[hidden].tolist()
        assert not ((table > 0) & (table < threshold) & ~hidden).any()
        small += numbers[hidden & (table > 0) & (table < threshold)].tolist()
        lines = [*numbers, *numbers.T]
        equations += [
            [(int(n), 1 if place < len(line) - 1 else -1) for place, n in enumerate(line) if n >= 0]
            for line in lines
            if (line >= 0).any()
        ]
    return Attack.on(values, equations, threshold).narrow(small)


@pytest.mark.slow
def test_the_attack_finds_nothing_in_ten_thousand_tables() -> None:
    chance = Random(20_260)
    for start in range(0, TABLES, AT_ONCE):
        threshold = (10, 5)[start // AT_ONCE % 2]
        counts = [made_up(chance) for _ in range(AT_ONCE)]
        published = [(with_totals(one), protect(one, threshold=threshold).hidden) for one in counts]
        assert attacked(published, threshold) == []


def test_the_attack_finds_what_is_left_open() -> None:
    table = with_totals(np.array([[3, 20], [30, 40]]))
    assert len(attacked([(table, table == 3)], 10)) == 1


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from([5, 10]))
def test_one_program_for_all_finds_what_a_program_for_each_finds(counts: Counts, threshold: int) -> None:
    table = with_totals(counts)
    small = (table > 0) & (table < threshold)
    # Left open on purpose: small counts and one more, not what it takes.
    hidden = small.copy()
    hidden[-1, -1] = hidden[0, 0] = True
    each = 0
    for row, column in np.argwhere(small):
        lowest, highest = largest_and_smallest(table, hidden, (int(row), int(column)))
        each += highest - lowest < threshold - 1e-6
    assert len(attacked([(table, hidden)], threshold)) == each


@settings(max_examples=150, deadline=None)
@given(tables())
def test_what_is_shown_is_the_count_rounded_to_five(counts: Counts) -> None:
    published, table = protect(counts), with_totals(counts)
    shown = ~published.hidden
    assert (np.abs(published.shown - table)[shown] <= 2).all()
    assert (published.shown[shown] % 5 == 0).all()


@settings(max_examples=100, deadline=None)
@given(tables())
def test_a_table_without_small_counts_is_shown_whole(counts: Counts) -> None:
    assert not protect(counts + 10).hidden.any()
