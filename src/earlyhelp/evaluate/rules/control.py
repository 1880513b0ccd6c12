"""A measure over its months as a control chart, read aloud: what is chance, and what is a signal. Pure.

Individuals and moving ranges (XmR): the limits lie 2.66 mean moving ranges from the mean. Two rules say that something
changed: a month outside the limits, and eight months in a row on one side of the mean (Wheeler, *Understanding
Variation*, 1993; NHS England, *Making data count*). Where counting itself changed, the chart begins anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earlyhelp.evaluate.measures.measure import Measure, Value
from earlyhelp.evaluate.rules.catalogue import shown
from earlyhelp.evaluate.rules.drawing import Level, Line, draw_line
from earlyhelp.kit.time_words import written_month

LEAST: Final = 8
"""With fewer months no limits are drawn: they would say more than is known."""
IN_A_ROW: Final = 8
_SCALE: Final = 2.66
Point = tuple[date, float | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which the same things are counted differently."""

    on: date
    name: Promise
    measures: tuple[str, ...]


TURNS: Final[tuple[Turn, ...]] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The chart of a measure, what it says in words, and which breaks are marked in it."""

    line: Line
    sentences: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]


def limits(values: Sequence[float]) -> tuple[float, float, float]:
    """The mean and the limits below and above it. Needs two values."""
    centre = sum(values) / len(values)
    ranges = [abs(one - other) for one, other in pairwise(values)]
    reach = _SCALE * sum(ranges) / len(ranges)
    return centre, max(0.0, centre - reach), centre + reach


def signals(values: Sequence[float], centre: float, lower: float, upper: float) -> list[int]:
    """Which values are a signal, counted from 0: outside the limits, or one of eight on one side of the mean."""
    found = {index for index, value in enumerate(values) if not lower <= value <= upper}
    run: list[int] = []
    side = 0
    for index, value in enumerate(values):
        here = (value > centre) - (value < centre)
        run = [*run, index] if here == side and here else [index]
        side = here
        if here and len(run) >= IN_A_ROW:
            found |= set(run)
    return sorted(found)


def read_months(measure: Measure, points: Sequence[Point]) -> Reading:
    """The chart of a measure's months. A month that is left out is a gap."""
    turns = [turn for turn in TURNS if measure.code in turn.measures]
    starts = [next((i for i, (on, _v) in enumerate(points) if on >= turn.on), len(points)) for turn in turns]
    marks = [
        (at, str(number), str(turn.name))
        for number, (turn, at) in enumerate(zip(turns, starts, strict=True), 1)
        if 0 < at < len(points)
    ]
    edges = sorted({0, len(points), *(at for at, _mark, _name in marks)})
    levels, stand_out = list[Level](), list[int]()
    sentences: tuple[str, ...] = (_("There are too few months to tell chance from change."),)
    for first, end in pairwise(edges):
        there = [(i, value) for i, (_on, value) in enumerate(points[first:end], first) if value is not None]
        values = [value for _i, value in there]
        if len(values) < LEAST:
            continue
        level = Level(first, end - 1, *limits(values))
        found = [there[i][0] for i in signals(values, level.centre, level.lower, level.upper)]
        levels.append(level)
        stand_out += found
        sentences = _sentences(measure, level, [points[i][0] for i in found])
    line = draw_line(
        [_scaled(measure, value) for _on, value in points],
        [written_month(on) for on, _value in points],
        [shown(measure.value, value) for _on, value in points],
        levels=[_level(measure, one) for one in levels],
        signals=stand_out,
        breaks=[(at, mark) for at, mark, _name in marks],
    )
    return Reading(line, sentences, tuple((mark, name) for _at, mark, name in marks))


def _sentences(measure: Measure, level: Level, found: Sequence[date]) -> tuple[str, ...]:
    told = _("On average: %(centre)s. From chance alone, months lie between %(lower)s and %(upper)s.") % {
        "centre": shown(measure.value, level.centre),
        "lower": shown(measure.value, level.lower),
        "upper": shown(measure.value, level.upper),
    }
    if not found:
        return told, _("No month stands out: what went up and down is what chance does.")
    counted = ngettext(
        "%(number)d month stands out. Ask what was different then.",
        "%(number)d months stand out. Ask what was different then.",
        len(found),
    ) % {"number": len(found)}
    return told, counted, _("The latest of them: %(month)s.") % {"month": written_month(found[-1])}


def _scaled(measure: Measure, value: float | None) -> float | None:
    """Shares are drawn in percent."""
    return value * 100 if value is not None and measure.value is Value.SHARE else value


def _level(measure: Measure, one: Level) -> Level:
    by = 100 if measure.value is Value.SHARE else 1
    return Level(one.first, one.last, one.centre * by, one.lower * by, one.upper * by)
