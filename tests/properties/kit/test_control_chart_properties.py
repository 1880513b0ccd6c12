"""What holds of every control chart, whatever the series."""

from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.kit.charts import draw, rows
from earlyhelp.kit.control_charts import FEWEST_POINTS, Sign, control_chart
from earlyhelp.kit.control_reading import reading
from tests.factories.months import from_january

VALUES = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
SERIES = st.lists(VALUES, max_size=60)
BREAKS = st.lists(st.integers(-5, 70), max_size=4)


@given(VALUES, st.integers(1, 60))
def test_a_series_that_never_moves_shows_no_sign(value: float, size: int) -> None:
    assert not control_chart([value] * size).found


@given(SERIES, st.integers(-50, 50), st.integers(1, 20))
def test_the_same_shape_shows_the_same_signs_wherever_it_stands(
    values: list[float], moved: int, times: int
) -> None:
    whole = [round(value) for value in values]
    chart = control_chart(whole)
    assert control_chart([times * (value + moved) for value in whole]).signs == chart.signs


@given(
    st.lists(st.integers(-3, 3), min_size=12, max_size=30), st.integers(12, 30), st.sampled_from([-60, 60])
)
def test_a_shift_that_is_put_in_is_found(noise: list[int], after: int, shift: int) -> None:
    later = (noise * 3)[:after]
    found = control_chart([*noise, *(value + shift for value in later)])
    assert {Sign.RUN_ABOVE, Sign.RUN_BELOW} & set(found.found) or {Sign.ABOVE, Sign.BELOW} & set(found.found)
    marked = control_chart([*noise, *(value + shift for value in later)], breaks=[len(noise)])
    assert marked.phases[0] == control_chart(noise).phases[0]


@given(SERIES, BREAKS, SERIES)
def test_what_comes_after_a_break_never_changes_what_was_before(
    values: list[float], breaks: list[int], more: list[float]
) -> None:
    chart = control_chart(values, breaks=breaks)
    longer = control_chart(
        [*values, *more], breaks=[*(one for one in breaks if one < len(values)), len(values)]
    )
    if values:
        assert longer.phases[: len(chart.phases)] == chart.phases
        assert longer.signs[: len(values)] == chart.signs


@given(SERIES, BREAKS)
def test_phases_cover_the_series_and_have_limits_when_long_enough(
    values: list[float], breaks: list[int]
) -> None:
    chart = control_chart(values, breaks=breaks)
    assert [place for phase in chart.phases for place in range(phase.start, phase.end)] == list(
        range(len(values))
    )
    for phase in chart.phases:
        assert (phase.mean is not None) == (phase.size >= FEWEST_POINTS)
        if phase.mean is not None and phase.lower is not None and phase.upper is not None:
            assert phase.lower <= phase.mean <= phase.upper


@given(SERIES, BREAKS)
def test_every_chart_can_be_drawn_tabled_and_read(values: list[float], breaks: list[int]) -> None:
    chart = control_chart(values, breaks=breaks)
    months = from_january(2024, len(values))
    assert len(draw(chart).marks) == len(rows(chart, months)) == len(values)
    said = reading(chart, months)
    assert said
    assert not [one for one in said if "%(" in one]
    assert any("sign is a reason" in one for one in said) == any(chart.signs[chart.now.start :])
