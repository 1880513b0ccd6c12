"""Matched pairs: the effect that was put in comes out, and what would point at somebody is not shown."""

from collections.abc import Mapping

import numpy as np
import pytest

from earlyhelp.develop.rules.pairs import Step, compare, steps_of

# As in an evaluation of training in two English forces: 358 were trained, 229 could be matched.
TRAINED, MATCHED = 358, 229
SPREAD, MOVED, SPREAD_OF_MOVES = 0.60, 0.36, 0.55


def cohort(seed: int) -> tuple[dict[str, float | None], dict[str, float | None]]:
    """358 answered before; 229 of them again, 0.36 higher on average."""
    chance = np.random.default_rng(seed)
    before = chance.normal(3.2, SPREAD, TRAINED)
    moves = chance.normal(MOVED, SPREAD_OF_MOVES, TRAINED)
    kept = chance.permutation(TRAINED)[:MATCHED]
    first: dict[str, float | None] = {f"p{number}": float(before[number]) for number in range(TRAINED)}
    second: dict[str, float | None] = {f"p{number}": float(before[number] + moves[number]) for number in kept}
    return first, second


def _first_step(seed: int) -> Step:
    first, second = cohort(seed)
    return steps_of(first, [second])[0]


def test_the_effect_that_was_put_in_is_found() -> None:
    step = _first_step(seed=358)
    paired = step.paired
    assert (step.asked, step.matched, step.lost, step.lost_share) == (TRAINED, MATCHED, 129, 36)
    assert paired is not None
    assert paired.d_z is not None
    assert paired.d_av is not None
    assert paired.change.low < MOVED < paired.change.high
    assert paired.d_z.low < MOVED / SPREAD_OF_MOVES < paired.d_z.high
    spread_after = (SPREAD**2 + SPREAD_OF_MOVES**2) ** 0.5
    in_truth = MOVED / ((SPREAD**2 + spread_after**2) / 2) ** 0.5
    assert paired.d_av.low < in_truth < paired.d_av.high
    assert paired.change.is_clear
    assert step.lost_before == pytest.approx(3.2, abs=0.15)


def test_intervals_hold_the_effect_in_19_of_20_cohorts() -> None:
    held = {"change": 0, "d_z": 0}
    for seed in range(60):
        paired = _first_step(seed).paired
        assert paired is not None
        assert paired.d_z is not None
        held["change"] += paired.change.low < MOVED < paired.change.high
        held["d_z"] += paired.d_z.low < MOVED / SPREAD_OF_MOVES < paired.d_z.high
    # Of 60 cohorts 57 are expected; fewer than 53 would come once in fifty times.
    assert min(held.values()) >= 53


# A worked example by hand: before 2 3 4 3 2 4 3 2 3 4, after 3 4 4 4 3 5 3 3 4 4. Moves 1 1 0 1 1 1 0 1 1 0: mean 0.7,
# standard deviation 0.4831; t(9) for 95 % is 2.2622; correction of Hedges 1 - 3/35 = 0.9143.
BEFORE = [2, 3, 4, 3, 2, 4, 3, 2, 3, 4]
AFTER = [3, 4, 4, 4, 3, 5, 3, 3, 4, 4]


def test_a_worked_example() -> None:
    found = compare(BEFORE, AFTER)
    assert (found.matched, found.before, found.after) == (10, 3.0, pytest.approx(3.7))
    assert found.change.estimate == pytest.approx(0.7)
    assert found.change.low == pytest.approx(0.7 - 2.2622 * 0.4830 / 10**0.5, abs=1e-3)
    assert found.d_z is not None
    assert found.d_av is not None
    assert found.d_z.estimate == pytest.approx(0.7 / 0.4830 * 0.9143, abs=1e-3)
    assert found.d_av.estimate == pytest.approx(0.7 / ((0.8165**2 + 0.6749**2) / 2) ** 0.5 * 0.9143, abs=1e-3)
    assert found.d_z.low < found.d_z.estimate < found.d_z.high


def test_moving_down_is_the_mirror_of_moving_up() -> None:
    up, down = compare(BEFORE, AFTER), compare(AFTER, BEFORE)
    assert up.d_z is not None
    assert down.d_z is not None
    assert (down.d_z.low, down.d_z.high) == (pytest.approx(-up.d_z.high), pytest.approx(-up.d_z.low))


def test_where_everybody_answers_alike_there_is_no_effect_size() -> None:
    found = compare([3] * 12, [3] * 12)
    assert (found.d_z, found.d_av, found.change.estimate) == (None, None, 0)


def test_the_same_answers_give_the_same_interval_again() -> None:
    assert compare(BEFORE, AFTER) == compare(BEFORE, AFTER)


@pytest.mark.parametrize(("before", "after"), [([1.0], [2.0]), ([1.0, 2.0], [1.0]), ([], [])])
def test_what_is_no_pairs_is_refused(before: list[float], after: list[float]) -> None:
    with pytest.raises(ValueError, match="pairs"):
        compare(before, after)


def people(numbers: range, value: float = 3.0) -> dict[str, float | None]:
    return {f"p{number}": value + number % 3 for number in numbers}


# | before | after | three months after | shown                                                      |
# |--------|-------|--------------------|------------------------------------------------------------|
# | 30     | 9     |                    | nothing: fewer than ten matched                            |
# | 30     | 10    |                    | after                                                      |
# | 30     | 20    | 19 of the same     | after; three months would tell what the twentieth answered |
# | 30     | 20    | 15 of the same     | both: five apart                                           |
# | 30     | 20    | the same 20        | both                                                       |
@pytest.mark.parametrize(
    ("later", "shown"),
    [
        ([people(range(9))], [False]),
        ([people(range(10))], [True]),
        ([people(range(20)), people(range(19))], [True, False]),
        ([people(range(20)), people(range(16))], [True, False]),
        ([people(range(20)), people(range(15))], [True, True]),
        ([people(range(20)), people(range(20), 4.0)], [True, True]),
        ([people(range(20)), people(range(9)), people(range(18))], [True, False, False]),
        ([{**people(range(9)), "stranger": 3.0}], [False]),
        ([{**people(range(9)), "p9": None}], [False]),
    ],
)
def test_what_is_shown(later: list[Mapping[str, float | None]], shown: list[bool]) -> None:
    steps = steps_of(people(range(30)), later)
    assert [step.paired is not None for step in steps] == shown


def test_a_step_with_fewer_than_ten_does_not_say_how_many() -> None:
    assert steps_of(people(range(30)), [people(range(9))]) == (Step(30, None, None),)


def test_the_lost_are_spoken_of_from_ten_on() -> None:
    (few,) = steps_of(people(range(25)), [people(range(16))])
    (enough,) = steps_of(people(range(26)), [people(range(16))])
    assert (few.lost, few.lost_before) == (9, None)
    assert enough.lost_before is not None


@pytest.mark.parametrize(("after", "told"), [(30, True), (29, False), (26, False), (25, True)])
def test_the_lost_are_not_spoken_of_beside_a_step_that_lost_one_to_four(after: int, told: bool) -> None:
    """20 of 30 three months after: their mean and that of the ten lost give the mean of all 30."""
    steps = steps_of(people(range(30)), [people(range(after)), people(range(20))])
    assert (steps[1].lost_before is not None) is told
    assert steps[1].paired is not None
