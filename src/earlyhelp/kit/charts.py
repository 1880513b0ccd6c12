"""Control charts as pictures: a light drawing for a page, and SVG made by Altair for a document.

A picture never stands alone: the table beside it says the same (`rows`), for readers who do not see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final

from earlyhelp.kit.control_charts import ControlChart, Phase
from earlyhelp.kit.time_words import written_month

WIDTH: Final = 640
HEIGHT: Final = 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 624, 16, 184
_INK, _GREY, _SIGN = "#0b4a50", "#505a5f", "#d4351c"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in the picture. `is_sign` where it is part of a sign; the table says which."""

    x: int
    y: int
    is_sign: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A line across a phase: the mean or a limit, with its value. Only the last phase says its numbers."""

    y: int
    value: float
    is_mean: bool
    left: int = _LEFT
    right: int = _RIGHT
    is_now: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the drawing needs, in units of its own. `breaks` are where a phase begins anew."""

    marks: tuple[Mark, ...]
    levels: tuple[Level, ...]
    breaks: tuple[int, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    top: int = _TOP
    bottom: int = _BOTTOM

    @property
    def line(self) -> str:
        """The points of the line, as SVG writes them."""
        return " ".join(f"{one.x},{one.y}" for one in self.marks)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table beside a chart; limits are None where there are too few values."""

    month: date
    value: float
    phase: Phase
    is_sign: bool
    begins: bool


def rows(chart: ControlChart, months: Sequence[date]) -> list[Row]:
    """The table that says the same as the chart. `begins`: the first value after a break."""
    found = []
    for phase in chart.phases:
        for place in range(phase.start, phase.end):
            begins = place == phase.start > 0
            found.append(Row(months[place], chart.values[place], phase, bool(chart.signs[place]), begins))
    return found


def draw(chart: ControlChart) -> Picture:
    """Where the values, the means and the limits stand. The scale goes from the lowest to the highest of them."""
    seen = [*chart.values, *(level for phase in chart.phases for level in _levels(phase))]
    low, high = min(seen, default=0.0), max(seen, default=1.0)
    span = (high - low) or 1.0
    step = (_RIGHT - _LEFT - 24) / max(len(chart.values) - 1, 1)

    def across(place: float) -> int:
        return round(_LEFT + 12 + step * place)

    def height(value: float) -> int:
        return round(_BOTTOM - (_BOTTOM - _TOP) * (value - low) / span)

    marks = tuple(
        Mark(across(place), height(value), bool(chart.signs[place]))
        for place, value in enumerate(chart.values)
    )
    breaks = tuple(across(phase.start - 0.5) for phase in chart.phases[1:])
    edges = (_LEFT, *breaks, _RIGHT)
    levels = tuple(
        Level(height(value), value, value == phase.mean, edges[place], edges[place + 1], phase == chart.now)
        for place, phase in enumerate(chart.phases)
        for value in _levels(phase)
    )
    return Picture(marks, levels, breaks)


def _levels(phase: Phase) -> list[float]:
    return [level for level in (phase.lower, phase.mean, phase.upper) if level is not None]


def svg_of(
    chart: ControlChart,
    months: Sequence[date],
    *,
    title: str,
    description: str,
    unit: str,
    name: str = "chart",
) -> str:
    """A chart as SVG for a document, in the reader's language, with its title and description in it.

    `name` keeps the identifiers of several charts in one document apart.
    """
    import vl_convert

    made = str(vl_convert.vegalite_to_svg(specification(chart, months, unit=unit)))
    head, rest = made.split(">", 1)
    words = (
        f'<title id="{escape(name)}-title">{escape(title)}</title>'
        f'<desc id="{escape(name)}-text">{escape(description)}</desc>'
    )
    labels = f' role="img" aria-labelledby="{escape(name)}-title {escape(name)}-text">'
    return head + labels + words + rest


def specification(chart: ControlChart, months: Sequence[date], *, unit: str) -> dict[str, Any]:
    """The chart as Vega-Lite: the line, its signs as squares, mean and limits of each phase, and breaks."""
    import altair

    points = [
        {"month": place, "value": value, "sign": bool(chart.signs[place])}
        for place, value in enumerate(chart.values)
    ]
    levels = [
        {"from": phase.start - 0.5, "to": phase.end - 0.5, "value": value, "mean": value == phase.mean}
        for phase in chart.phases
        for value in _levels(phase)
    ]
    # Months are places in a row with words of ours, because Vega knows the names of months in English alone.
    named = {str(place): written_month(month) for place, month in enumerate(months)}
    every = max(1, len(months) // 8)
    axis = altair.Axis(
        title=None,
        grid=False,
        values=list(range(0, len(months), every)),
        labelExpr=f"{_json(named)}[toString(datum.value)]",
        labelAngle=-40,
    )
    scale = altair.Scale(domain=[-0.5, max(len(months), 1) - 0.5], nice=False)
    across = altair.X("month:Q", axis=axis, scale=scale)
    up = altair.Y("value:Q", title=unit, scale=altair.Scale(zero=False))
    base = altair.Chart(altair.InlineData(values=points))
    rules = altair.Chart(altair.InlineData(values=levels)).mark_rule(color=_GREY)
    rules = rules.encode(
        x=altair.X("from:Q", axis=axis, scale=scale),
        x2="to:Q",
        y=up,
        strokeDash=altair.condition("datum.mean", altair.value([1, 0]), altair.value([6, 4])),
    )
    edges = [{"month": phase.start - 0.5} for phase in chart.phases[1:]]
    breaks = altair.Chart(altair.InlineData(values=edges)).mark_rule(color=_INK, strokeDash=[2, 3])
    layers = [
        rules,
        breaks.encode(x=across),
        base.mark_line(color=_INK).encode(x=across, y=up),
        base.transform_filter("!datum.sign")
        .mark_circle(color=_INK, size=50, opacity=1)
        .encode(x=across, y=up),
        base.transform_filter("datum.sign")
        .mark_square(color=_SIGN, size=120, opacity=1)
        .encode(x=across, y=up),
    ]
    drawn = altair.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return dict(drawn.to_dict())


def _json(words: dict[str, str]) -> str:
    from json import dumps

    return dumps(words, ensure_ascii=False)
