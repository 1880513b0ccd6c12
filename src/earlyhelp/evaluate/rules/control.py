"""A measure over its months as a control chart, drawn and read aloud. Pure.

The chart and its words are those of `kit`; here they meet the values that may be read: a month that is left out is a
gap, and where counting changed the chart begins anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from earlyhelp.evaluate.measures.measure import Measure, Value
from earlyhelp.evaluate.rules.breaks import Break
from earlyhelp.evaluate.rules.catalogue import shown
from earlyhelp.evaluate.rules.drawing import Level, Line, draw_line
from earlyhelp.kit.control_charts import control_chart
from earlyhelp.kit.control_reading import reading
from earlyhelp.kit.time_words import written_month

Point = tuple[date, float | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """The chart of a measure, what it says in words, and which breaks are marked in it."""

    line: Line
    sentences: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]


def read_months(measure: Measure, points: Sequence[Point], turns: Sequence[Break] = ()) -> Reading:
    """The chart of a measure's months. A month that is left out is a gap; `turns` are drawn."""
    there = [(place, on, value) for place, (on, value) in enumerate(points) if value is not None]
    months = [on for _place, on, _value in there]
    starts = {turn: sum(on < turn.on for on in months) for turn in turns}
    marked = [turn for turn in turns if 0 < starts[turn] < len(months)]
    chart = control_chart(
        [value for _place, _on, value in there],
        breaks=[starts[turn] for turn in marked],
        least=0.0 if measure.value in {Value.COUNT, Value.SHARE, Value.RATE, Value.MEDIAN} else None,
        most=1.0 if measure.value is Value.SHARE else None,
    )
    by = 100 if measure.value is Value.SHARE else 1
    levels = [
        Level(
            there[phase.start][0],
            there[phase.end - 1][0],
            phase.mean * by,
            phase.lower * by,
            phase.upper * by,
        )
        for phase in chart.phases
        if phase.mean is not None and phase.lower is not None and phase.upper is not None
    ]
    line = draw_line(
        [None if value is None else value * by for _on, value in points],
        [written_month(on) for on, _value in points],
        [shown(measure.value, value) for _on, value in points],
        levels=levels,
        signals=[there[number][0] for number, signs in enumerate(chart.signs) if signs],
        breaks=[(there[starts[turn]][0], str(number)) for number, turn in enumerate(marked, 1)],
    )
    said = reading(chart, months, lambda value: shown(measure.value, value))
    return Reading(
        line,
        tuple(said),
        tuple((str(number), turn.title(get_language() or "en")) for number, turn in enumerate(marked, 1)),
    )
