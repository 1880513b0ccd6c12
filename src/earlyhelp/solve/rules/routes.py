"""To which team a notification comes: a table that is read from the top, and the first line that fits takes it.

The last line is never written down: one front door for each area. It takes whatever no line took, so nothing is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from earlyhelp.solve.choices.standards import RouteHours, RouteMiss


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. An empty area, track or need stands for any. `is_staffed`: somebody works in its team."""

    key: UUID
    team_id: UUID
    area: str = ""
    track: str = ""
    need: str = ""
    hours: str = RouteHours.ANY
    is_staffed: bool = True


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the table may ask of a notification."""

    area: str
    track: str
    needs: tuple[str, ...]
    in_office_hours: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """A line that was read, and why it did not take the notification; nothing when it did."""

    key: UUID
    misses: tuple[RouteMiss, ...]

    @property
    def took_it(self) -> bool:
        """True for the line that decided."""
        return not self.misses


@dataclass(frozen=True, slots=True)
class Trace:
    """The lines that were read, in order. `team_id` is None when none took it: the area's front door does."""

    tried: tuple[Tried, ...]
    team_id: UUID | None


def route(lines: Iterable[Line], arrival: Arrival) -> Trace:
    """Read the table from the top until a line fits."""
    tried = []
    for line in lines:
        misses = _misses(line, arrival)
        tried.append(Tried(line.key, misses))
        if not misses:
            return Trace(tuple(tried), line.team_id)
    return Trace(tuple(tried), None)


def _misses(line: Line, arrival: Arrival) -> tuple[RouteMiss, ...]:
    wants_office = line.hours == RouteHours.OFFICE
    asked = {
        RouteMiss.AREA: line.area in ("", arrival.area),
        RouteMiss.TRACK: line.track in ("", arrival.track),
        RouteMiss.NEED: line.need == "" or line.need in arrival.needs,
        RouteMiss.HOURS: line.hours == RouteHours.ANY or wants_office is arrival.in_office_hours,
        RouteMiss.NOBODY: line.is_staffed,
    }
    return tuple(miss for miss, fits in asked.items() if not fits)
