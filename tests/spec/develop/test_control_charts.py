"""Control charts as tables: limits from the mean moving range, and each sign with a series that shows it."""

import pytest

from earlyhelp.develop.choices.control_charts import Sign
from earlyhelp.develop.rules.control_charts import control_chart, draw

# Series, and the signs that it holds. Each is ordinary but for the sign that it shows.
SIGNS = {
    "ordinary coming and going": ([5, 6, 5, 4, 5, 6, 4, 5, 6, 5], []),
    "a value above the limit": ([5, 6, 9, 4, 5, 9, 4, 5, 6, 22], [Sign.ABOVE]),
    "a value below the limit": ([25, 24, 21, 26, 25, 21, 26, 25, 24, 8], [Sign.BELOW]),
    "eight above the mean, and eight below": (
        [1, 3, 1, 3, 1, 3, 1, 3, 7, 5, 7, 5, 7, 5, 7, 5],
        [Sign.RUN_ABOVE, Sign.RUN_BELOW],
    ),
    "six that rise": ([5, 6, 5, 3, 4, 5, 6, 7, 8, 5, 7, 4], [Sign.RISING]),
    "six that fall": ([5, 4, 5, 8, 7, 6, 5, 4, 3, 5, 3, 6], [Sign.FALLING]),
}


@pytest.mark.parametrize(("values", "signs"), SIGNS.values(), ids=SIGNS)
def test_each_sign_is_found_and_no_other(values: list[float], signs: list[Sign]) -> None:
    found = control_chart(values)
    assert list(found.found) == signs
    assert found.is_steady == (not signs)


def test_two_of_three_near_a_limit_are_a_sign() -> None:
    # The steps are small but for those to the two high values, and those are in the outer third of the limits.
    values = [10, 9, 10, 9, 10, 9, 10, 9, 12, 12, 10, 9, 10, 9, 10, 9]
    assert control_chart(values).found == (Sign.NEAR_UPPER,)
    assert control_chart([-one for one in values]).found == (Sign.NEAR_LOWER,)


def test_limits_are_266_moving_ranges_around_the_mean() -> None:
    found = control_chart([4, 6, 4, 6, 4, 6, 4, 6])
    assert found.mean == 5
    assert found.upper == pytest.approx(5 + 2.66 * 2)
    assert found.lower == pytest.approx(5 - 2.66 * 2)


def test_limits_are_not_drawn_where_no_value_can_be() -> None:
    found = control_chart([4, 6, 4, 6, 4, 6, 4, 6], least=0, most=9)
    assert (found.lower, found.upper) == (0, 9)


def test_with_fewer_than_eight_values_nothing_is_said() -> None:
    found = control_chart([1, 2, 3, 4, 5, 6, 100])
    assert found.mean is None
    assert not found.found
    assert not found.is_steady


def test_the_picture_keeps_the_order_and_the_height_of_the_values() -> None:
    picture = draw(control_chart([4, 6, 4, 6, 4, 6, 4, 30]))
    assert [one.x for one in picture.marks] == sorted(one.x for one in picture.marks)
    assert picture.marks[1].y < picture.marks[0].y
    assert [one.is_sign for one in picture.marks] == [False] * 7 + [True]
    assert [one.is_mean for one in picture.levels] == [False, True, False]
    assert len(picture.line.split()) == 8


def test_an_even_series_and_an_empty_one_can_be_drawn() -> None:
    assert len(draw(control_chart([5] * 9)).marks) == 9
    assert not draw(control_chart([])).marks
