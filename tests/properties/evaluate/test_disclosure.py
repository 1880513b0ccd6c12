"""A reader with a linear program finds no small count in any table that is published."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.evaluate.disclosure import Counts, largest_and_smallest, protect, with_totals

SIZES = st.tuples(st.integers(1, 6), st.integers(1, 6))
# Most published tables have many small counts beside a few large ones.
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 60), st.integers(0, 5_000))


@st.composite
def tables(draw: st.DrawFn) -> Counts:
    rows, columns = draw(SIZES)
    return np.array(draw(st.lists(COUNTS, min_size=rows * columns, max_size=rows * columns))).reshape(
        rows, columns
    )


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from([5, 10]))
def test_the_attack_finds_nothing(counts: Counts, threshold: int) -> None:
    published = protect(counts, threshold=threshold)
    table = with_totals(counts)
    for cell in np.argwhere((table > 0) & (table < threshold)):
        place = (int(cell[0]), int(cell[1]))
        assert published.cell(*place) is None
        lowest, highest = largest_and_smallest(table, published.hidden, place)
        assert highest - lowest >= threshold


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
