"""Quarters, and how an item of the programme stood on a day."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.develop.choices.programme import ItemState
from earlyhelp.develop.rules import programme as rules


@dataclass
class Said:
    """A word about an item."""

    state: str = "open"
    due_on: date | None = None
    likelihood: int | None = None
    impact: int | None = None


@pytest.mark.parametrize(
    ("day", "text", "first", "last"),
    [
        (date(2026, 1, 1), "2026-q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 8, 15), "2026-q3", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), "2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_a_quarter(day: date, text: str, first: date, last: date) -> None:
    found = rules.quarter_of(day)
    assert (str(found), found.first_on, found.last_on) == (text, first, last)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_quarters_follow_each_other_without_a_gap(day: date) -> None:
    found = rules.quarter_of(day)
    assert found.first_on <= day <= found.last_on
    assert found.before.following == found
    assert found.before.last_on < found.first_on
    assert rules.parse_quarter(str(found)) == found


@pytest.mark.parametrize("text", ["2026-q5", "2026-q0", "1999-q1", "2026q1", "", "2026-q1 "])
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert rules.parse_quarter(text) is None


MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
WORDS = [(MARCH, Said(due_on=MAY)), (APRIL, Said(likelihood=3)), (MAY, Said("done"))]


@pytest.mark.parametrize(
    ("day", "state", "since", "due", "likely"),
    [
        (date(2026, 2, 28), "open", None, date(2026, 4, 15), 1),
        (MARCH, "open", MARCH, MAY, 1),
        (date(2026, 4, 30), "open", APRIL, MAY, 3),
        (MAY, "done", MAY, MAY, 3),
    ],
)
def test_what_was_said_later_does_not_change_how_it_stood(
    day: date, state: str, since: date | None, due: date, likely: int
) -> None:
    found = rules.standing_on(day, WORDS, due_on=date(2026, 4, 15), likelihood=1, impact=2)
    assert found == rules.Standing(ItemState(state), since, due, likely, 2)


def test_a_share_says_of_how_many() -> None:
    assert rules.share_of([True, False, True]) == rules.Share(2, 3)
    assert rules.share_of([]) == rules.Share(0, 0)
