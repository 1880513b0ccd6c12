"""Time to the next incident, by Kaplan and Meier: those who could not be watched to the end count while they were."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.gaps import LONGEST, PEOPLE, gaps
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import INCIDENTS_FROM, values, with_totals

POINTS: Final = {f"{day:03}": day for day in range(5, LONGEST + 1, 5)}
"""The days for which the curve is given: every fifth, so that no single day gives one person away."""
_NORMAL: Final = 1.959963984540054
"""The standard normal quantile of 0.975."""


def _days(facts: Facts, period: Period) -> Any:
    """For each force and day: how many came again on it, and how many were watched until it."""
    fine = gaps(facts, period, PEOPLE)
    fine = fine.filter(fine["waited"].notnull())
    fine = fine.mutate(came=fine["ended"].ifelse(fine["n"], 0))
    return with_totals(fine, ["waited"], ["came", "n"], areas=False)


def _product_limit(days: Any) -> Any:
    """Sums from the first day on: logarithms of the product limit, Greenwood's terms, and those who came."""
    import ibis

    force = ibis.window(group_by="force")
    so_far = ibis.cumulative_window(group_by="force", order_by="waited")
    days = days.mutate(watched=days["n"].sum().over(force) - days["n"].sum().over(so_far) + days["n"])
    came, watched = days["came"].cast("float64"), days["watched"].cast("float64")
    rest = watched - came
    days = days.mutate(
        log=(rest > 0).ifelse((rest.nullif(0.0) / watched).ln(), 0.0),
        greenwood=(rest > 0).ifelse(came / (watched * rest.nullif(0.0)), 0.0),
        is_empty=(rest <= 0).cast("int64"),
    )
    return days.mutate(
        log=days["log"].sum().over(so_far),
        greenwood=days["greenwood"].sum().over(so_far),
        is_empty=days["is_empty"].sum().over(so_far),
        came=days["came"].sum().over(so_far),
        out_of=days["n"].sum().over(force),
    )


def _at_points(days: Any) -> Any:
    """The sums on the last day that is not after each point. All of them only grow, or only shrink."""
    import ibis

    days = days.mutate(group=ibis.array(list(POINTS))).unnest("group")
    days = days.mutate(is_in=days["waited"] <= days["group"].cast("int64"))
    return days.group_by(["force", "group", "out_of"]).agg(
        log=days["is_in"].ifelse(days["log"], 0.0).min(),
        greenwood=days["is_in"].ifelse(days["greenwood"], 0.0).max(),
        is_empty=days["is_in"].ifelse(days["is_empty"], 0).max(),
        count=days["is_in"].ifelse(days["came"], 0).max(),
    )


def _time_to_next(facts: Facts, period: Period) -> Any:
    """The share who came again by each day, with its interval on the scale of log(-log)."""
    at = _at_points(_product_limit(_days(facts, period)))
    nobody, everybody = at["log"] >= 0, at["is_empty"] > 0
    log = nobody.ifelse(-1.0, at["log"])
    width = _NORMAL * at["greenwood"].sqrt() / log.abs()
    low = 1.0 - (log * (-width).exp()).exp()
    high = 1.0 - (log * width.exp()).exp()
    share = nobody.ifelse(0.0, 1.0 - log.exp())
    return values(
        at,
        first=period.first,
        value=everybody.ifelse(1.0, share),
        low=everybody.ifelse(None, nobody.ifelse(0.0, low)),
        high=everybody.ifelse(None, nobody.ifelse(0.0, high)),
    )


SURVIVAL: Final = (
    Measure(
        code="time_to_next",
        version=1,
        title=_("How soon people had another incident"),
        unit=_(
            "Share of people who had another incident within so many days, with its 95 per cent interval."
        ),
        window=_(
            "Up to a year from each person's first incident in the period, and no longer than the period."
        ),
        denominator=_(
            "All people whom at least one incident of the period was about. Administration does not count. Each counts "
            "for as long as they could be watched (Kaplan-Meier)."
        ),
        source=INCIDENTS_FROM,
        caveat=_(
            "It does not compare people who were helped with people who were not: they differ from the start. Whether "
            "help made a difference is asked by a study that compares."
        ),
        value=Value.INDEX,
        tables=("incidents",),
        query=_time_to_next,
    ),
)
