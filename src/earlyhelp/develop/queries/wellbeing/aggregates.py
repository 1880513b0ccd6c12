"""Reading sums over staff that agencies brought in."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from earlyhelp.develop.choices.wellbeing import AggregateMeasure
from earlyhelp.develop.models.wellbeing import StaffAggregate
from earlyhelp.develop.queries.wellbeing.walls import apart
from earlyhelp.develop.rules.wellbeing.aggregates import Line
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency

Series = Mapping[tuple[AggregateMeasure, str], list[tuple[date, int, int]]]


def list_lines(by: Actor) -> list[Line]:
    """Every sum of the actor's agency, as lines to hold new ones against."""
    with apart(by):
        found = list(StaffAggregate.objects.filter(agency_key=by.agency_key))
    return [
        Line(
            0,
            one.agency_key,
            one.team_kind,
            one.month_on,
            AggregateMeasure(one.measure),
            one.people,
            one.amount,
        )
        for one in found
    ]


def list_sums(by: Actor) -> Series:
    """Months in the order of time with people and amount, by measure and kind of team; "" is the whole agency."""
    with apart(by):
        found = list(StaffAggregate.objects.filter(agency_key=by.agency_key).order_by("month_on"))
    series: dict[tuple[AggregateMeasure, str], list[tuple[date, int, int]]] = {}
    for one in found:
        series.setdefault((AggregateMeasure(one.measure), one.team_kind), []).append(
            (one.month_on, one.people, one.amount)
        )
    return series


def map_agencies(by: Actor) -> Mapping[str, UUID]:
    """By which codes sums may be brought in: the actor's own agency; every agency for the product itself."""
    agencies = Agency.objects.all() if by.role == "system" else Agency.objects.filter(pk=by.agency_key)
    return dict(agencies.values_list("code", "pk"))
