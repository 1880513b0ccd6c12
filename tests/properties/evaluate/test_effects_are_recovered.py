"""An effect that was put in is found again within its interval, and the naive before and after is shown to mislead.

200 seeded replications of each design. An interval of 95 % holds the truth 190 times of 200, give or take six (two
standard deviations of the count): a design is accepted from 181 times on.
"""

from collections.abc import Callable

import pytest
from tests.factories.studies import START, people_with, series_with, units_with, wedge_with

from earlyhelp.evaluate.studies.matched import study_matched
from earlyhelp.evaluate.studies.panels import study_differences, study_wedge
from earlyhelp.evaluate.studies.results import Result
from earlyhelp.evaluate.studies.series import study_series

SEEDS = range(200)
OFTEN_ENOUGH = 181


def found(study: Callable[[int], tuple[Result, float]]) -> int:
    """How often the interval holds the truth."""
    return held([study(seed) for seed in SEEDS])


def held(results: list[tuple[Result, float]]) -> int:
    """How many of the intervals hold the truth."""
    return sum(result.main.low <= truth <= result.main.high for result, truth in results)


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_a_break_in_a_series(alike: float) -> None:
    def study(seed: int) -> tuple[Result, float]:
        made, truth = series_with(seed, alike=alike)
        return study_series(made, start=START), truth

    assert found(study) >= OFTEN_ENOUGH


def test_a_break_beside_a_series_without_help() -> None:
    def study(seed: int) -> tuple[Result, float]:
        helped, truth = series_with(seed)
        other, _ = series_with(seed + 5000, at_once=0.0, each_month=0.0)
        return study_series(helped, start=START, compared=other), truth

    assert found(study) >= OFTEN_ENOUGH


def test_units_that_began_at_different_times() -> None:
    """All of them drift downwards, and a before and after takes that for an effect too."""
    panels = [units_with(seed) for seed in SEEDS]
    results = [(study_differences(made), truth) for made, truth in panels]
    assert held(results) >= OFTEN_ENOUGH
    assert sum(result.main.low <= result.naive.change <= result.main.high for result, _ in results) < 100
    assert sum(result.naive.change < 1.5 * truth for result, truth in results) > 150


def test_a_stepped_wedge() -> None:
    """Everything rises meanwhile: a before and after mostly has the wrong sign, and calls help a harm."""
    panels = [wedge_with(seed) for seed in SEEDS]
    results = [(study_wedge(made), truth) for made, truth in panels]
    assert held(results) >= OFTEN_ENOUGH
    assert all(truth < 0 for _, truth in results)
    assert sum(result.naive.change > 0 for result, _ in results) >= 150
    assert sum(result.main.low <= result.naive.change <= result.main.high for result, _ in results) < 20


@pytest.mark.parametrize("times", [0.6, 1.0])
def test_people_beside_people_like_them(times: float) -> None:
    def study(seed: int) -> tuple[Result, float]:
        made, truth = people_with(seed, times=times)
        return study_matched(made), truth

    assert found(study) >= OFTEN_ENOUGH


def test_help_that_does_nothing_looks_like_success_before_and_after() -> None:
    """Regression to the mean: people are helped when things are at their worst."""
    fooled = [study_matched(people_with(seed, times=1.0)[0]) for seed in SEEDS]
    assert sum(result.naive.change < -0.5 for result in fooled) >= 190
    assert sum(result.main.is_clear for result in fooled) <= 20
    # Those who were not helped fell as well, and the page says so.
    assert all(result.compared is not None and result.compared.change < -0.3 for result in fooled)


def test_a_rising_trend_hides_help_from_a_before_and_after() -> None:
    results = [study_series(series_with(seed)[0], start=START) for seed in SEEDS]
    assert all(result.naive.change > 0 for result in results)
    assert sum(result.main.estimate < 0 for result in results) >= 195
