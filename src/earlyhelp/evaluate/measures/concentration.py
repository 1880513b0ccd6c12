"""How unevenly incidents are spread over people and addresses: Lorenz curve, Gini coefficient, share of the busiest."""

from functools import partial
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.gaps import ADDRESSES, PEOPLE
from earlyhelp.evaluate.measures.measure import Facts, Measure, Period, Value
from earlyhelp.evaluate.measures.pieces import INCIDENTS_FROM, values, year_to
from earlyhelp.evaluate.measures.repeat import events

TOP: Final = {"top_01": 1, "top_05": 5, "top_10": 10, "top_20": 20}
"""Per cent of the units, from the busiest on."""
CURVE: Final = {f"{per_cent:03}": per_cent for per_cent in (*range(0, 100, 10), 95, 99, 100)}
"""Per cent of the units, from the quietest on."""


def _cumulated(facts: Facts, period: Period, whose: str, *, busiest_first: bool) -> Any:
    """Each number of incidents with the units and incidents that stand before it, and all there are of both."""
    import ibis

    found = events(facts, period, whose)
    found = found.mutate(total=found["events"] * found["units"])
    order = ibis.desc("events") if busiest_first else "events"
    so_far = ibis.cumulative_window(group_by="force", order_by=order)
    force = ibis.window(group_by="force")
    return found.mutate(
        units_before=found["units"].sum().over(so_far) - found["units"],
        total_before=found["total"].sum().over(so_far) - found["total"],
        all_units=found["units"].sum().over(force),
        all_total=found["total"].sum().over(force),
    )


def _held_by(facts: Facts, period: Period, whose: str, points: dict[str, int], *, busiest_first: bool) -> Any:
    """What share of the incidents so many per cent of the units hold. Who stands on the edge is counted in part."""
    import ibis

    found = _cumulated(facts, period, whose, busiest_first=busiest_first)
    found = found.mutate(group=ibis.array(list(points))).unnest("group")
    per_cent = ibis.cases(*[(found["group"] == code, number) for code, number in points.items()], else_=0)
    # In hundredths of a unit, so that sums are whole numbers and the same on every engine.
    wanted = per_cent * found["all_units"] - 100 * found["units_before"]
    inside = ibis.greatest(ibis.least(wanted, 100 * found["units"]), 0)
    found = found.mutate(held=inside * found["events"])
    counted = found.group_by(["force", "group"]).agg(
        held=found["held"].sum(), out_of=found["units"].sum(), total=found["total"].sum()
    )
    return values(
        counted,
        first=year_to(period.last).first,
        value=counted["held"].cast("float64") / (100 * counted["total"]).cast("float64"),
    )


def _top(facts: Facts, period: Period, *, whose: str) -> Any:
    return _held_by(facts, period, whose, TOP, busiest_first=True)


def _lorenz(facts: Facts, period: Period, *, whose: str) -> Any:
    return _held_by(facts, period, whose, CURVE, busiest_first=False)


def _gini(facts: Facts, period: Period, *, whose: str) -> Any:
    """One less twice the area under the Lorenz curve, whose corners are joined by straight lines."""
    found = _cumulated(facts, period, whose, busiest_first=False)
    below = found["units"] * (2 * found["total_before"] + found["total"])
    counted = found.group_by("force").agg(
        below=below.sum(), out_of=found["units"].sum(), total=found["total"].sum()
    )
    all_of = counted["out_of"].cast("float64") * counted["total"].cast("float64")
    return values(
        counted, first=year_to(period.last).first, value=1.0 - counted["below"].cast("float64") / all_of
    )


_TWELVE = _("The twelve months that end with the last day of the period.")
_PEOPLE = _(
    "All people whom at least one incident of the twelve months was about. Administration does not count."
)
_ADDRESSES = _(
    "All addresses with at least one incident in the twelve months. Administration does not count."
)
_CHANCE = _(
    "Some concentration comes by chance: when there are few incidents for each, most have one or none. Whoever had no "
    "incident is not in the figures, so compare years of a similar number of incidents."
)

CONCENTRATION: Final = (
    Measure(
        code="top_share_person",
        version=1,
        title=_("How much of demand the people with the most incidents make up"),
        unit=_("Share of all incidents that were about the 1, 5, 10 or 20 per cent of people with the most."),
        window=_TWELVE,
        denominator=_PEOPLE,
        source=INCIDENTS_FROM,
        caveat=_CHANCE,
        value=Value.INDEX,
        tables=("incidents",),
        query=partial(_top, whose=PEOPLE),
    ),
    Measure(
        code="lorenz_person",
        version=1,
        title=_("How incidents are spread over people"),
        unit=_(
            "Share of all incidents that were about so many per cent of people, from those with the fewest on."
        ),
        window=_TWELVE,
        denominator=_PEOPLE,
        source=INCIDENTS_FROM,
        caveat=_CHANCE,
        value=Value.INDEX,
        tables=("incidents",),
        query=partial(_lorenz, whose=PEOPLE),
    ),
    Measure(
        code="gini_person",
        version=1,
        title=_("How unevenly incidents are spread over people"),
        unit=_(
            "Gini coefficient: 0 when all people had the same number of incidents, near 1 when few had nearly all."
        ),
        window=_TWELVE,
        denominator=_PEOPLE,
        source=INCIDENTS_FROM,
        caveat=_CHANCE,
        value=Value.INDEX,
        tables=("incidents",),
        query=partial(_gini, whose=PEOPLE),
    ),
    Measure(
        code="top_share_address",
        version=1,
        title=_("How much of demand the addresses with the most incidents make up"),
        unit=_("Share of all incidents that were at the 1, 5, 10 or 20 per cent of addresses with the most."),
        window=_TWELVE,
        denominator=_ADDRESSES,
        source=INCIDENTS_FROM,
        caveat=_CHANCE,
        value=Value.INDEX,
        tables=("incidents",),
        query=partial(_top, whose=ADDRESSES),
    ),
    Measure(
        code="lorenz_address",
        version=1,
        title=_("How incidents are spread over addresses"),
        unit=_(
            "Share of all incidents that were at so many per cent of addresses, from those with the fewest on."
        ),
        window=_TWELVE,
        denominator=_ADDRESSES,
        source=INCIDENTS_FROM,
        caveat=_CHANCE,
        value=Value.INDEX,
        tables=("incidents",),
        query=partial(_lorenz, whose=ADDRESSES),
    ),
    Measure(
        code="gini_address",
        version=1,
        title=_("How unevenly incidents are spread over addresses"),
        unit=_(
            "Gini coefficient: 0 when all addresses had the same number of incidents, near 1 when few had nearly all."
        ),
        window=_TWELVE,
        denominator=_ADDRESSES,
        source=INCIDENTS_FROM,
        caveat=_CHANCE,
        value=Value.INDEX,
        tables=("incidents",),
        query=partial(_gini, whose=ADDRESSES),
    ),
)
