"""How rows are counted at the edges: the last days of a period, the hour when clocks change, places not known."""

import math
from datetime import date

import ibis
import pytest
from tests.factories.journey_facts import moment

from earlyhelp.evaluate.measures import counting
from earlyhelp.evaluate.measures.measure import Period

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("last", "working_days", "sent_by"),
    [
        # The last day itself, when no working day need go by.
        (date(2026, 3, 31), 0, "2026-03-31T17:00"),
        (date(2026, 3, 31), 1, "2026-03-30T17:00"),
        (date(2026, 3, 31), 5, "2026-03-24T17:00"),
        # 3 and 6 April 2026 are Good Friday and Easter Monday.
        (date(2026, 4, 6), 1, "2026-04-01T17:00"),
        (date(2026, 4, 7), 1, "2026-04-02T17:00"),
    ],
)
def test_only_what_has_had_its_working_days_is_old_enough(
    last: date, working_days: int, sent_by: str
) -> None:
    period = Period(date(2026, 3, 1), last)
    assert counting.closed_by(period, working_days=working_days) == moment(sent_by)


def test_a_day_begins_and_ends_by_the_clock_in_wales() -> None:
    # On 29 March 2026 clocks go forward: the day has 23 hours.
    day = date(2026, 3, 29)
    assert counting.closes(day) + 1 - counting.opens(day) == 23 * 3600
    assert counting.opens(day) == moment("2026-03-29T00:00")


def test_a_time_is_in_the_month_of_its_day_in_wales() -> None:
    period = Period(date(2026, 3, 1), date(2026, 5, 31))
    times = [
        "2026-02-28T23:59",
        "2026-03-01T00:00",
        "2026-03-31T23:59",
        "2026-04-01T00:00",
        "2026-06-01T00:00",
    ]
    rows = ibis.memtable({"at": [*map(moment, times), None]}, schema={"at": "int64"})
    found = rows.mutate(month=counting.month_of(rows["at"], period)).to_pyarrow()["month"].to_pylist()
    assert found == [None, date(2026, 3, 1), date(2026, 3, 1), date(2026, 4, 1), None, None]


def test_what_happened_after_the_period_has_not_happened() -> None:
    rows = ibis.memtable(
        {
            "at": [moment("2026-03-02"), moment("2026-03-31T23:59"), moment("2026-04-01T00:00")],
            "told_at": [moment("2026-04-01T00:00"), moment("2026-03-31T23:59"), moment("2026-04-02")],
        }
    )
    known = counting.as_of(rows, MARCH, "told_at").order_by("at").to_pyarrow()["told_at"].to_pylist()
    assert known == [None, moment("2026-03-31T23:59")]


def test_each_row_stands_once_at_each_level_and_an_unknown_place_is_one() -> None:
    rows = ibis.memtable({"month": [date(2026, 3, 1)] * 2, "where": ["W06000001", ""], "so": [True, None]})
    cells = counting.placed(rows, first=rows["month"], area="where", so=rows["so"])
    found = counting.shares(cells, (counting.NATION, counting.AREA)).order_by("area").to_pyarrow().to_pylist()
    assert [(row["area"], row["count"], row["out_of"], row["value"]) for row in found] == [
        ("", 1, 2, 0.5),
        ("W06000001", 1, 1, 1.0),
        ("not_known", 0, 1, 0.0),
    ]


def test_the_example_of_regression_to_the_mean_is_true() -> None:
    # docs/en/explanation/figures.md: calls by chance, two a year on average (Poisson).
    chance = [math.exp(-2) * 2**calls / math.factorial(calls) for calls in range(60)]
    chosen = sum(chance[5:])
    before = sum(calls * part for calls, part in enumerate(chance) if calls >= 5) / chosen
    assert round(1000 * chosen) == 53
    assert round(before, 1) == 5.4
    assert round(100 * (1 - 2 / before)) == 63
