"""Whatever the seed and the day, the shape holds."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.kit.working_days import LONDON
from earlyhelp.synth.people import make_population
from earlyhelp.synth.year import Size, make_year

MOMENTS = st.datetimes(datetime(2026, 6, 1), datetime(2028, 6, 1)).map(
    lambda moment: moment.replace(tzinfo=LONDON)
)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), at=MOMENTS, notifications=st.integers(60, 250))
def test_counts_are_exact_and_time_runs_forward(seed, at, notifications):
    population = make_population(seed, people=max(200, notifications * 2))
    year, size = make_year(population, seed=seed, at=at, notifications=notifications), Size.of(notifications)
    truth = year.manifest
    assert (truth.notifications, truth.waiting) == (notifications, size.waiting)
    assert (truth.passed, truth.statutory) == (size.passed, size.statutory)
    for report in year.reports:
        assert report.occurred_at < report.sent_at <= year.at
        assert report.ruling is None or report.sent_at < report.ruling.decided_at <= year.at + timedelta(0)
        assert report.people
        assert report.needs
