"""Control charts of single values (XmR): what is ordinary coming and going, and what is a sign of a change.

Limits are 2.66 mean moving ranges around the mean. Signs are the usual ones: a value outside the limits; eight in a row
on one side of the mean; six in a row that all rise or all fall; two of three close to the same limit (its outer third).
Source: Wheeler, *Understanding Variation* (2000); NHS England, *Making Data Count*. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from earlyhelp.develop.choices.control_charts import Sign

FEWEST_POINTS: Final = 8
"""With fewer values no limits are drawn: they would be guesses."""

_SPREAD: Final = 2.66
_RUN, _TREND = 8, 6


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series with its mean and limits; None where there are too few values. `signs` holds a set for each value."""

    values: tuple[float, ...]
    mean: float | None
    lower: float | None
    upper: float | None
    signs: tuple[frozenset[Sign], ...]

    @property
    def found(self) -> tuple[Sign, ...]:
        """Every sign in the series, once each, in the order of `Sign`."""
        there = frozenset[Sign]().union(*self.signs)
        return tuple(sign for sign in Sign if sign in there)

    @property
    def is_steady(self) -> bool:
        """True where there are limits and no sign of a change."""
        return self.mean is not None and not self.found


def control_chart(
    values: Sequence[float], *, least: float | None = None, most: float | None = None
) -> ControlChart:
    """The chart of a series in the order of time. Limits are not drawn beyond `least` and `most`, which no value can
    pass."""
    if len(values) < FEWEST_POINTS:
        return ControlChart(tuple(values), None, None, None, (frozenset(),) * len(values))
    mean = sum(values) / len(values)
    moving = [abs(after - before) for before, after in pairwise(values)]
    reach = _SPREAD * sum(moving) / len(moving)
    lower, upper = mean - reach, mean + reach
    found: list[set[Sign]] = [set() for _ in values]
    _mark_outside(values, lower, upper, found)
    _mark_runs(values, mean, found)
    _mark_trends(values, found)
    _mark_near(values, mean, reach, found)
    shown_lower = lower if least is None else max(lower, least)
    shown_upper = upper if most is None else min(upper, most)
    return ControlChart(tuple(values), mean, shown_lower, shown_upper, tuple(frozenset(one) for one in found))


def _mark_outside(values: Sequence[float], lower: float, upper: float, found: list[set[Sign]]) -> None:
    for place, value in enumerate(values):
        if value > upper:
            found[place].add(Sign.ABOVE)
        elif value < lower:
            found[place].add(Sign.BELOW)


def _mark_runs(values: Sequence[float], mean: float, found: list[set[Sign]]) -> None:
    for start in range(len(values) - _RUN + 1):
        window = range(start, start + _RUN)
        if all(values[place] > mean for place in window):
            _mark(window, Sign.RUN_ABOVE, found)
        elif all(values[place] < mean for place in window):
            _mark(window, Sign.RUN_BELOW, found)


def _mark_trends(values: Sequence[float], found: list[set[Sign]]) -> None:
    for start in range(len(values) - _TREND + 1):
        window = range(start, start + _TREND)
        steps = [values[place + 1] - values[place] for place in window[:-1]]
        if all(step > 0 for step in steps):
            _mark(window, Sign.RISING, found)
        elif all(step < 0 for step in steps):
            _mark(window, Sign.FALLING, found)


def _mark_near(values: Sequence[float], mean: float, reach: float, found: list[set[Sign]]) -> None:
    edge = reach * 2 / 3
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        high = [place for place in window if edge < values[place] - mean <= reach]
        low = [place for place in window if edge < mean - values[place] <= reach]
        if len(high) >= 2:
            _mark(high, Sign.NEAR_UPPER, found)
        if len(low) >= 2:
            _mark(low, Sign.NEAR_LOWER, found)


def _mark(places: Sequence[int], sign: Sign, found: list[set[Sign]]) -> None:
    for place in places:
        found[place].add(sign)


WIDTH: Final = 640
HEIGHT: Final = 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 624, 16, 184


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in the picture. `is_sign` where it is part of a sign; the table says which."""

    x: int
    y: int
    is_sign: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the picture: the mean or a limit, with its value."""

    y: int
    value: float
    is_mean: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the drawing needs, in units of its own."""

    marks: tuple[Mark, ...]
    levels: tuple[Level, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT

    @property
    def line(self) -> str:
        """The points of the line, as SVG writes them."""
        return " ".join(f"{one.x},{one.y}" for one in self.marks)


def draw(chart: ControlChart) -> Picture:
    """Where the values, the mean and the limits stand. The scale goes from the lowest to the highest of them."""
    levels = [level for level in (chart.lower, chart.mean, chart.upper) if level is not None]
    seen = [*chart.values, *levels]
    low, high = min(seen, default=0.0), max(seen, default=1.0)
    span = (high - low) or 1.0
    step = (_RIGHT - _LEFT - 24) / max(len(chart.values) - 1, 1)

    def height(value: float) -> int:
        return round(_BOTTOM - (_BOTTOM - _TOP) * (value - low) / span)

    marks = tuple(
        Mark(round(_LEFT + 12 + step * place), height(value), bool(chart.signs[place]))
        for place, value in enumerate(chart.values)
    )
    return Picture(marks, tuple(Level(height(one), one, one == chart.mean) for one in levels))
