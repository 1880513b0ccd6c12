"""Needs that nothing met: when one is noted, and what of the figures may be shown."""

from datetime import date

import pytest

from earlyhelp.signpost.choices.finding import WhyUnmet
from earlyhelp.signpost.rules import unmet as rules

# each offer: (it fits, it is full)
OFFERS: list[tuple[list[tuple[bool, bool]], WhyUnmet | None]] = [
    ([], WhyUnmet.NOTHING_FOUND),
    ([(False, False)], WhyUnmet.NOTHING_FOUND),
    ([(True, True)], WhyUnmet.NO_ROOM),
    ([(True, True), (False, False)], WhyUnmet.NO_ROOM),
    ([(True, True), (True, False)], None),
    ([(True, False)], None),
]


@pytest.mark.parametrize(("offers", "why"), OFFERS)
def test_what_a_list_of_offers_leaves_unmet(offers: list[tuple[bool, bool]], why: WhyUnmet | None) -> None:
    assert rules.why_unmet(fits=offers) == why


COUNTS = [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (100, 100)]


@pytest.mark.parametrize(("count", "shown"), COUNTS)
def test_small_numbers_are_not_shown_and_others_are_rounded(count: int, shown: int | None) -> None:
    assert rules.shown_count(count) == shown


@pytest.mark.parametrize(
    ("count", "population", "rate"), [(0, 60424, 0.0), (30, 147539, 2.0), (None, 147539, None), (5, 0, None)]
)
def test_a_rate_is_made_from_what_may_be_shown(
    count: int | None, population: int, rate: float | None
) -> None:
    assert rules.rate(count, population) == rate


@pytest.mark.parametrize(
    ("age", "group"),
    [(None, ""), (0, "0-4"), (4, "0-4"), (5, "5-10"), (17, "11-17"), (64, "26-64"), (99, "65+")],
)
def test_an_age_becomes_a_group_before_it_is_kept(age: int | None, group: str) -> None:
    assert rules.age_group(age) == group


def test_the_window_is_a_year_with_both_its_ends() -> None:
    assert rules.window_to(date(2026, 3, 2)) == (date(2025, 3, 3), date(2026, 3, 2))
