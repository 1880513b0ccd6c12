"""On any facts: repeat demand is what a plain count finds, and the curve is that of lifelines."""

from collections import Counter
from datetime import date, datetime
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from tests.factories.demand_facts import LONDON, at_random, write_facts

from earlyhelp.evaluate.measures import engine
from earlyhelp.evaluate.measures.gaps import WINDOWS
from earlyhelp.evaluate.measures.measure import Period

PERIOD = Period(date(2025, 2, 1), date(2025, 9, 30))
DAY = 86_400
SEEDS = given(seed=st.integers(0, 10_000), many=st.integers(1, 250), people=st.integers(1, 60))
FEW = settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def seconds(day):
    return int(datetime(day.year, day.month, day.day, tzinfo=LONDON).timestamp())


FIRST, END = seconds(PERIOD.first), seconds(date(2025, 10, 1))


def values_of(rows, name):
    with TemporaryDirectory() as folder:
        facts = write_facts(Path(folder), incidents=rows)
        return engine.run(facts, PERIOD, only=[name])[f"{name}.1"].to_pylist()


def is_demand(row):
    return (row["closing_class"] or row["opening_class"]) != "administration"


def plainly(rows, whose):
    """{(month, force, window): (count, out_of)} by looking at each incident and all that came before it."""
    rows = sorted(rows, key=lambda row: (row["at"], row["incident"]))
    begun = {}
    for row in rows:
        begun[row["force"]] = min(begun.get(row["force"], row["month"]), row["month"])
    found = Counter()
    counted = [row for row in rows if is_demand(row) and row[whose] is not None]
    for place, row in enumerate(counted):
        if not FIRST <= row["at"] < END:
            continue
        for code, days in WINDOWS.items():
            if (row["month"] - begun[row["force"]]).days < days:
                continue
            earlier = any(
                other[whose] == row[whose] and row["at"] - other["at"] <= days * DAY
                for other in counted[:place]
            )
            for force in ("", row["force"] or "not_known"):
                found[row["month"], force, code, "out_of"] += 1
                found[row["month"], force, code, "count"] += earlier
    return {key: number for key, number in found.items() if number or key[3] == "out_of"}


@FEW
@SEEDS
@pytest.mark.parametrize("whose", ["person", "household", "address"])
def test_repeat_demand_is_what_a_plain_count_finds(whose, seed, many, people):
    rows = at_random(seed, many, people=people)
    found = {
        (row["first"], row["force"], row["group"], name): row[name]
        for row in values_of(rows, f"repeat_{whose}")
        if not row["area"]
        for name in ("count", "out_of")
    }
    assert {key: number for key, number in found.items() if number or key[3] == "out_of"} == plainly(
        rows, whose
    )


def watched(rows):
    """For each person's first incident of the period: days, and whether another came."""
    times = {}
    for row in rows:
        if is_demand(row) and row["person"] is not None and FIRST <= row["at"] < END:
            times.setdefault(row["person"], []).append(row["at"])
    for its in times.values():
        first, *later = sorted(its)
        yield (ceil((later[0] - first) / DAY), True) if later else ((END - first) // DAY, False)


@FEW
@SEEDS
def test_the_curve_and_its_interval_are_those_of_lifelines(seed, many, people):
    rows = at_random(seed, many, people=people)
    seen = list(watched(rows))
    found = [row for row in values_of(rows, "time_to_next") if not row["force"]]
    if not seen:
        assert not found
        return
    fitted = KaplanMeierFitter().fit([days for days, _came in seen], [came for _days, came in seen])
    interval = fitted.confidence_interval_
    for row in found:
        day = int(row["group"])
        alive = float(fitted.predict(day))
        assert row["value"] == pytest.approx(1 - alive, abs=1e-9)
        if 0 < alive < 1:
            lower, upper = interval[interval.index <= day].iloc[-1]
            assert row["low"] == pytest.approx(1 - upper, abs=1e-9)
            assert row["high"] == pytest.approx(1 - lower, abs=1e-9)
