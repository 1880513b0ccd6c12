"""The routing table of a council, and why a notification came to its team. Three queries, however many are asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.partnership.models import Practitioner, Team
from earlyhelp.solve.choices.standards import RouteMiss
from earlyhelp.solve.models import Route
from earlyhelp.solve.queries.standards import standards_for
from earlyhelp.solve.rules.routes import Arrival, Line, Trace, route
from earlyhelp.solve.rules.standards import Standard


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was read on the way, and why it did not take the notification."""

    route: Route
    misses: tuple[RouteMiss, ...]

    @property
    def took_it(self) -> bool:
        """True for the line that decided."""
        return not self.misses


@dataclass(frozen=True, slots=True)
class Routed:
    """To which team a notification came, and by which lines. `by_default` when none took it: its area's front door."""

    team: Team
    lines: tuple[ReadLine, ...]
    by_default: bool


def list_routes(by: Actor) -> list[Route]:
    """The lines that count now, in the order in which they are read. One query; they name nobody who is helped."""
    now = Route.objects.filter(agency_id=by.agency_key, until_at=None)
    return list(now.select_related("team", "area", "added_by").order_by("position"))


def list_ended_routes(by: Actor, most: int = 20) -> list[Route]:
    """The rows that no longer count, the newest first: what the table said before. One query."""
    ended = Route.objects.filter(agency_id=by.agency_key, until_at__isnull=False)
    return list(ended.select_related("team", "area", "ended_by").order_by("-until_at", "position")[:most])


def list_staffed_teams(by: Actor) -> frozenset[UUID]:
    """The teams of the agency in which somebody works who decides. One query."""
    deciders = Practitioner.objects.filter(agency_id=by.agency_key, role__in=FRONT_DOOR_ROLES, is_active=True)
    return frozenset(deciders.order_by().values_list("team_id", flat=True).distinct())


def routes_of(
    by: Actor, notifications: Sequence[Any], standards: Mapping[UUID, Standard] | None = None
) -> dict[UUID, Routed]:
    """Why each of these came to its team, by the table as it was when it arrived. Reads `front_door` of each."""
    standards = standards_for(by, notifications) if standards is None else standards
    rows = list(
        Route.objects.filter(agency_id=by.agency_key)
        .select_related("team", "area")
        .order_by("position", "from_at")
    )
    staffed = list_staffed_teams(by)
    by_key = {row.pk: row for row in rows}
    return {one.pk: _routed(one, rows, by_key, staffed, standards[one.pk]) for one in notifications}


def _routed(
    notification: Any,
    rows: Sequence[Route],
    by_key: Mapping[UUID, Route],
    staffed: frozenset[UUID],
    standard: Standard,
) -> Routed:
    sent = notification.submitted_at
    counting = [row for row in rows if row.from_at <= sent and (row.until_at is None or sent < row.until_at)]
    arrival = Arrival(
        notification.area_id,
        notification.track,
        tuple(notification.needs),
        standard.hours.are_on(sent),
    )
    trace: Trace = route((_line(row, staffed) for row in counting), arrival)
    lines = tuple(ReadLine(by_key[tried.key], tried.misses) for tried in trace.tried)
    if trace.team_id is None:
        return Routed(notification.front_door, lines, by_default=True)
    return Routed(lines[-1].route.team, lines, by_default=False)


def _line(row: Route, staffed: frozenset[UUID]) -> Line:
    return Line(
        key=row.pk,
        team_id=row.team_id,
        area=row.area_id or "",
        track=row.track,
        need=row.need,
        hours=row.hours,
        is_staffed=row.team_id in staffed,
    )
