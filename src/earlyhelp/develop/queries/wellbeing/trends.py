"""Series over time as control charts: what surveys showed, and what agencies' own systems count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from earlyhelp.develop.choices.wellbeing import AggregateMeasure
from earlyhelp.develop.queries.wellbeing.aggregates import list_sums
from earlyhelp.develop.queries.wellbeing.surveys import list_series
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.charts import Picture, draw
from earlyhelp.kit.control_charts import ControlChart, control_chart
from earlyhelp.partnership.choices import TeamKind


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One value: its day or month, over about how many people it is, and whether it is part of a sign."""

    on: date
    people: int
    value: float
    is_sign: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """One series with its chart, its table and its reading. `measure` is empty for what a survey asked."""

    label: str | Promise
    measure: str
    kind: str | Promise
    rows: tuple[TrendRow, ...]
    chart: ControlChart
    picture: Picture


def list_survey_trends(by: Actor) -> list[Trend]:
    """Of each item the share of the agency that answered well, in percent, round by round. One query."""
    return [
        _trend(
            item.label,
            "",
            "",
            [(found.closes_on, people, 100 * good / people) for found, people, good in series],
            most=100,
        )
        for item, series in list_series(by).items()
        if series
    ]


def list_sum_trends(by: Actor) -> list[Trend]:
    """Days of stress-related sickness for 100 people, and the share that is satisfied, month by month. One query."""
    found = list_sums(by)
    return [
        _trend(
            measure.label,
            measure.value,
            TeamKind(kind).label if kind else "",
            [(month, people, 100 * amount / people) for month, people, amount in series],
            most=100 if measure is AggregateMeasure.SATISFACTION else None,
        )
        for (measure, kind), series in sorted(found.items(), key=lambda one: (one[0][0].value, one[0][1]))
    ]


def _trend(
    label: str | Promise,
    measure: str,
    kind: str | Promise,
    series: Sequence[tuple[date, int, float]],
    most: float | None,
) -> Trend:
    chart = control_chart([value for _on, _people, value in series], least=0, most=most)
    rows = tuple(
        TrendRow(on, people, value, bool(signs))
        for (on, people, value), signs in zip(series, chart.signs, strict=True)
    )
    return Trend(label, measure, kind, rows, chart, draw(chart))
