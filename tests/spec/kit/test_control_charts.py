"""Control charts as tables: limits from the mean moving range, and each sign with a series that shows it."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from earlyhelp.kit.charts import draw, rows, svg_of
from earlyhelp.kit.control_charts import Phase, Sign, control_chart
from earlyhelp.kit.control_reading import reading

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
    "fifteen close to the mean": (
        [9, 1, 9, 1, *[5.1, 4.9] * 8, 9, 1, 9, 1],
        [Sign.CALM],
    ),
    "one that never moves": ([0.1] * 20, []),
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


MONTHS = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(36)]
ORDINARY = [5, 6, 5, 4, 5, 6, 4, 5, 6, 5]
AFTER = [15, 16, 15, 14, 15, 16, 14, 15, 16, 15]


def test_after_a_break_limits_are_computed_anew() -> None:
    blind, told = control_chart([*ORDINARY, *AFTER]), control_chart([*ORDINARY, *AFTER], breaks=[10])
    assert {Sign.RUN_BELOW, Sign.RUN_ABOVE} <= set(blind.found)
    assert told.is_steady
    assert [phase.mean for phase in told.phases] == [5.1, 15.1]
    assert (told.mean, told.lower, told.upper) == (told.now.mean, told.now.lower, told.now.upper)


def test_a_phase_with_few_values_has_no_limits() -> None:
    found = control_chart([*ORDINARY, 15, 16], breaks=[10])
    assert found.now == Phase(10, 12)
    assert found.now.size == 2
    assert found.phases[0].mean == 5.1
    assert not found.is_steady


def test_a_break_outside_the_series_is_none() -> None:
    assert len(control_chart(ORDINARY, breaks=[-3, 0, 10, 99]).phases) == 1


READINGS = {
    "ordinary": (
        ORDINARY,
        [],
        [
            "Values between 2 and 8 are ordinary here, around 5.",
            "Ordinary coming and going: nothing here is a sign of a change. If the level is not good enough, the "
            "way of working has to change, not one month.",
        ],
    ),
    "one value too high": (
        [5, 6, 9, 4, 5, 9, 4, 5, 6, 22],
        [],
        [
            "Values between -3 and 18 are ordinary here, around 8.",
            "In October 2024 the value was higher than ordinary coming and going explains.",
            "A sign is a reason to ask what was different. It is not the answer.",
        ],
    ),
    "eight below, and then eight above to the end": (
        [1, 3, 1, 3, 1, 3, 1, 3, 7, 5, 7, 5, 7, 5, 7, 5],
        [],
        [
            "Values between -2 and 10 are ordinary here, around 4.",
            "From January 2024 to August 2024 every value was below the mean, which eight in a row are not by chance.",
            "Since September 2024 every value has been above the mean, which eight in a row are not by chance.",
            "A sign is a reason to ask what was different. It is not the answer.",
        ],
    ),
    "a break": (
        [*ORDINARY, *AFTER],
        [10],
        [
            "Something changed in November 2024, so what is ordinary is counted anew from then: values between 12 "
            "and 18, around 15. Do not compare with what was before.",
            "Ordinary coming and going: nothing here is a sign of a change. If the level is not good enough, the "
            "way of working has to change, not one month.",
        ],
    ),
    "a break a short while ago": (
        [*ORDINARY, 15, 16],
        [10],
        [
            "Something changed in November 2024, and there are fewer than eight values since. No limits are drawn: "
            "they would be guesses. Do not compare with what was before."
        ],
    ),
    "too few": (
        [1, 2, 3],
        [],
        [
            "There are fewer than eight values, so no limits are drawn: they would be guesses. Do not read anything "
            "into single ups and downs."
        ],
    ),
    "none": ([], [], ["There are no values, so nothing can be said."]),
}


@pytest.mark.parametrize(("values", "breaks", "said"), READINGS.values(), ids=READINGS)
def test_a_chart_is_read_in_plain_words(values: list[float], breaks: list[int], said: list[str]) -> None:
    with override("en"):
        assert reading(control_chart(values, breaks=breaks), MONTHS) == said


def test_signs_of_a_phase_that_is_over_are_not_read_out() -> None:
    chart = control_chart([5, 6, 9, 4, 5, 9, 4, 5, 6, 22, *AFTER], breaks=[10])
    assert chart.found == (Sign.ABOVE,)
    with override("en"):
        assert not [one for one in reading(chart, MONTHS) if "October" in one]


def test_every_sign_can_be_read_out_in_both_languages() -> None:
    for values, signs in SIGNS.values():
        for language in ("en", "cy"):
            with override(language):
                said = reading(control_chart(values), MONTHS)
                assert len(said) >= 2 + bool(signs)
                assert not [one for one in said if "%(" in one]


def test_neighbours_that_carry_a_sign_are_one_spell_within_a_phase() -> None:
    values = [1, 3, 1, 3, 1, 3, 1, 3, 7, 5, 7, 5, 7, 5, 7, 5]
    assert control_chart(values).spells(Sign.RUN_BELOW) == [(0, 7)]
    twice = control_chart([*values, *values], breaks=[16])
    assert twice.spells(Sign.RUN_ABOVE) == [(8, 15), (24, 31)]


def test_the_picture_and_the_table_show_phases() -> None:
    chart = control_chart([*ORDINARY, *AFTER], breaks=[10])
    picture = draw(chart)
    assert len(picture.levels) == 6
    assert len({(one.left, one.right) for one in picture.levels}) == 2
    assert [one.is_now for one in picture.levels] == [False] * 3 + [True] * 3
    assert picture.marks[9].x < picture.breaks[0] < picture.marks[10].x
    table = rows(chart, MONTHS)
    assert [row.month for row in table if row.begins] == [date(2024, 11, 1)]
    assert [row.value for row in table] == [*ORDINARY, *AFTER]
    assert not [row for row in table if row.is_sign]


def test_a_document_has_the_chart_as_svg_with_title_and_description() -> None:
    chart = control_chart([5, 6, 9, 4, 5, 9, 4, 5, 6, 22, *AFTER], breaks=[10])
    with override("cy"):
        made = svg_of(chart, MONTHS[:20], title="A & B", description="One <sign>", unit="Nifer", name="a1")
    drawn = ElementTree.fromstring(made)
    space = "{http://www.w3.org/2000/svg}"
    assert [one.text for one in drawn[:2]] == ["A & B", "One <sign>"]
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == " ".join(str(one.get("id")) for one in drawn[:2])
    assert "Ionawr 2024" in [one.text for one in drawn.iter(f"{space}text")]
