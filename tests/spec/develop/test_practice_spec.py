"""Training and practice: what was put in comes out, what moved everybody does not, and small cohorts are not shown."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import numpy as np
import pytest

from earlyhelp.develop.choices.evaluation import PracticeMeasure
from earlyhelp.develop.rules.practice import (
    NOTHING_TO_COMPARE,
    TOO_FEW_TEAMS,
    TOO_FEW_TRAINED,
    Compared,
    TeamMonth,
    compare_practice,
    value_of,
)
from earlyhelp.develop.rules.rounds import months_after

MANY = 1000  # so many notifications that chance moves a share little
FIRST = date(2025, 1, 1)
TRAINED_ON = date(2025, 9, 17)
TEAMS = [UUID(int=number) for number in range(1, 13)]
TRAINED = dict.fromkeys(TEAMS[:6], TRAINED_ON)


def year_of_teams(
    *, effect: float, everybody: float = 0.0, teams: int = 12, seed: int = 7
) -> list[TeamMonth]:
    """Eighteen months: `everybody` gains so many points from October on, and trained teams `effect` more."""
    chance, rows = np.random.default_rng(seed), []
    for place, team in enumerate(TEAMS[:teams]):
        for number in range(18):
            month = months_after(FIRST, number)
            after = month > TRAINED_ON
            share = 40 + place + (everybody if after else 0) + (effect if after and team in TRAINED else 0)
            counts = chance.binomial(MANY, share / 100, size=3)
            rows.append(
                TeamMonth(
                    team,
                    month,
                    MANY,
                    int(counts[0]),
                    MANY,
                    int(counts[1]),
                    int(counts[2]),
                    120 if not after else 90,
                )
            )
    return rows


def by_measure(
    rows: list[TeamMonth], trained: Mapping[UUID, date] = TRAINED, people: int = 60
) -> dict[PracticeMeasure, Compared]:
    return {one.measure: one for one in compare_practice(rows, trained, people)}


@pytest.mark.parametrize("effect", [0, 8, 15])
@pytest.mark.parametrize("everybody", [0, 10])
def test_the_effect_of_training_is_found_whatever_moved_everybody(effect: int, everybody: int) -> None:
    found = by_measure(year_of_teams(effect=effect, everybody=everybody))
    for measure in (PracticeMeasure.COMPLETE, PracticeMeasure.VOICE, PracticeMeasure.STRENGTHS):
        one = found[measure]
        assert one.effect is not None
        assert one.effect.estimate == pytest.approx(effect, abs=1.5)
        assert (one.trained, one.untrained) == (6, 6)
        assert one.naive == pytest.approx(effect + everybody, abs=3)
    hours = found[PracticeMeasure.HOURS].effect
    assert hours is not None
    assert hours.estimate == pytest.approx(0), "everybody sends half an hour sooner: no effect of training"


def test_the_interval_holds_the_effect_in_most_years() -> None:
    found = [
        by_measure(year_of_teams(effect=8, everybody=5, seed=seed))[PracticeMeasure.COMPLETE].effect
        for seed in range(30)
    ]
    assert sum(one is not None and one.low <= 8 <= one.high for one in found) >= 26


def test_teams_that_moved_by_themselves_before_are_not_trusted() -> None:
    rows = [
        TeamMonth(row.team_id, row.month, 80, 70, 80, 40, 40, 60)
        if row.team_id in TRAINED and months_after(TRAINED_ON, -3).replace(day=1) <= row.month
        else TeamMonth(row.team_id, row.month, 80, 30 + row.month.month % 3, 80, 40, 40, 60)
        for row in year_of_teams(effect=0)
    ]
    assert by_measure(rows)[PracticeMeasure.COMPLETE].alike_before is False
    assert by_measure(year_of_teams(effect=8))[PracticeMeasure.COMPLETE].alike_before is True


@pytest.mark.parametrize(
    ("teams", "trained", "people", "why"),
    [
        (5, TEAMS[:3], 60, TOO_FEW_TEAMS),
        (12, TEAMS[:1], 60, TOO_FEW_TEAMS),
        (12, TEAMS[:11], 60, TOO_FEW_TEAMS),
        (12, [], 60, TOO_FEW_TEAMS),
        (12, TEAMS[:6], 9, TOO_FEW_TRAINED),
    ],
)
def test_small_cohorts_are_not_compared(teams: int, trained: list[UUID], people: int, why: object) -> None:
    for one in by_measure(
        year_of_teams(effect=8, teams=teams), dict.fromkeys(trained, TRAINED_ON), people
    ).values():
        assert (one.effect, one.naive, one.why_not) == (None, None, why)


def test_where_no_month_can_be_compared_it_says_so() -> None:
    early = [row for row in year_of_teams(effect=8) if (row.team_id in TRAINED) == (row.month > TRAINED_ON)]
    found = by_measure(early)[PracticeMeasure.COMPLETE]
    assert (found.effect, found.why_not) == (None, NOTHING_TO_COMPARE)


ROW = TeamMonth(TEAMS[0], FIRST, 10, 5, 4, 2, 8, 90)


@pytest.mark.parametrize(
    ("row", "measure", "value"),
    [
        (ROW, PracticeMeasure.COMPLETE, 50),
        (ROW, PracticeMeasure.STRENGTHS, 80),
        (ROW, PracticeMeasure.HOURS, 1.5),
        (ROW, PracticeMeasure.VOICE, None),
        (TeamMonth(TEAMS[0], FIRST, 10, 5, 5, 2, 8, 90), PracticeMeasure.VOICE, 40),
        (TeamMonth(TEAMS[0], FIRST, 4, 4, 4, 4, 4, 90), PracticeMeasure.COMPLETE, None),
    ],
)
def test_a_share_needs_five_notifications(
    row: TeamMonth, measure: PracticeMeasure, value: float | None
) -> None:
    assert value_of(row, measure) == value
