"""How far training is: by team, role and area of one's own agency, and by partner, in groups that are large enough."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from earlyhelp.develop.models import CoverageFigure
from earlyhelp.develop.queries.requirements import Required, Standing, list_standings
from earlyhelp.develop.rules.coverage import Tally, is_reached, shown, shown_whole, tally_of
from earlyhelp.develop.rules.requirements import check_may_read_coverage
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.facts import list_outlines
from earlyhelp.partnership.models import Agency, Area, Practitioner
from earlyhelp.partnership.queries import list_areas

BAR: Final = 400
"""How long a bar of a hundred percent is, in units of the chart."""

ROW: Final = 48
"""How high a line of the chart is, with its words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A group and how far it is; `tally` is None where it is too few to show. `target` is of a hundred people."""

    code: str
    label: str
    tally: Tally | None
    target: int

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached; not of a group that is not shown."""
        return self.tally is not None and is_reached(self.tally, self.target)

    @property
    def bar(self) -> int:
        """How long its bar is."""
        return 0 if self.tally is None else self.tally.percent * BAR // 100

    @property
    def target_at(self) -> int:
        """Where the target stands on the chart."""
        return self.target * BAR // 100


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of lines: each with how far down it begins. Units: those of the chart."""

    lines: tuple[tuple[Line, int], ...]

    @property
    def height(self) -> int:
        """How high the chart is."""
        return len(self.lines) * ROW


def draw_bars(lines: Iterable[Line]) -> Bars:
    """A chart of the lines that may be shown."""
    told = [line for line in lines if line.tally is not None]
    return Bars(tuple((line, place * ROW) for place, line in enumerate(told)))


@dataclass(frozen=True, slots=True)
class Shape:
    """A council on the map. `band` is none (nobody there), few (too few to show), 1, 2 or 3: how dark it is drawn."""

    path: str
    x: int
    y: int
    band: str
    mark: str
    label: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the actor's agency is with one requirement today, and how far partners were when they were counted."""

    required: Required
    today: date
    whole: Line
    teams: tuple[Line, ...]
    roles: tuple[Line, ...]
    areas: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    partners: tuple[tuple[Line, date], ...]

    @property
    def chart(self) -> Bars:
        """The teams as a chart."""
        return draw_bars(self.teams)

    @property
    def partners_chart(self) -> Bars:
        """The partners as a chart."""
        return draw_bars(line for line, _counted_on in self.partners)

    @property
    def hides(self) -> bool:
        """Whether any group is too few to be shown."""
        lines = (self.whole, *self.teams, *self.roles, *self.areas)
        return any(line.tally is None for line in lines)


def get_coverage(by: Actor, required: Required, *, today: date) -> Coverage:
    """How far the agency is with one requirement. No person, so no reading is audited. Raises NotAllowed."""
    check_may_read_coverage(by.role)
    standings = list_standings(by, required, today=today)
    target = required.version.target
    whole = shown_whole(tally_of(one.stands.standing for one in standings))
    areas = _lines(standings, _area, target, whole)
    return Coverage(
        required,
        today,
        Line("", "", whole, target),
        _lines(standings, _team, target, whole),
        _lines(standings, _role, target, whole),
        areas,
        _shapes(areas, list_areas(by=by)),
        _partners(required),
    )


def count_for_partners(by: Actor, required: Required, *, today: date) -> dict[str, Tally]:
    """What of a requirement every partner may read: the whole under "", areas by code. Groups too few are not in it."""
    standings = list_standings(by, required, today=today)
    whole = shown_whole(tally_of(one.stands.standing for one in standings))
    if whole is None:
        return {}
    areas = shown(_tallies(standings, lambda one: _area(one)[0]))
    return {"": whole} | {code: tally for code, tally in areas.items() if code and tally is not None}


def _team(one: Practitioner) -> tuple[str, str]:
    return str(one.team_id), one.team.name


def _role(one: Practitioner) -> tuple[str, str]:
    return one.role, str(Role(one.role).label)


def _area(one: Practitioner) -> tuple[str, str]:
    area = one.team.area
    return ("", "") if area is None else (area.code, area.name)


def _tallies(standings: Iterable[Standing], group_of: Callable[[Practitioner], str]) -> dict[str, Tally]:
    groups = defaultdict(list)
    for one in standings:
        groups[group_of(one.practitioner)].append(one.stands.standing)
    return {code: tally_of(found) for code, found in groups.items()}


def _lines(
    standings: Iterable[Standing],
    named: Callable[[Practitioner], tuple[str, str]],
    target: int,
    whole: Tally | None,
) -> tuple[Line, ...]:
    """Groups in the order of their names. Nothing of a whole that is too few itself is parted."""
    standings = list(standings)
    labels = dict(named(one.practitioner) for one in standings)
    tallies = _tallies(standings, lambda one: named(one)[0])
    told: Mapping[str, Tally | None] = shown(tallies) if whole else dict.fromkeys(tallies)
    return tuple(
        Line(code, labels[code], told[code], target)
        for code in sorted(told, key=lambda code: (not code, labels[code]))
    )


def _shapes(lines: tuple[Line, ...], areas: Iterable[Area]) -> tuple[Shape, ...]:
    by_code, names = {line.code: line for line in lines}, {area.code: area.name for area in areas}
    shapes = []
    for outline in list_outlines():
        line = by_code.get(outline.code)
        tally = line.tally if line else None
        mark = f"{tally.percent}%" if tally else ""
        label = names.get(outline.code, outline.code)
        shapes.append(Shape(outline.path, outline.x, outline.y, _band(line), mark, label))
    return tuple(shapes)


def _band(line: Line | None) -> str:
    """Dark where the target is reached, lighter in steps of half of it."""
    if line is None:
        return "none"
    if line.tally is None:
        return "few"
    if line.is_reached:
        return "3"
    return "2" if 200 * line.tally.covered >= line.target * line.tally.people else "1"


def _partners(required: Required) -> tuple[tuple[Line, date], ...]:
    """The same course or level in other agencies, as they were counted last night, in the order of names. One query."""
    version = required.version
    same = CoverageFigure.objects.filter(course=version.course, level=version.level, area=None)
    found = same.exclude(agency_id=version.agency_id).select_related("agency")
    lines = [
        (Line(str(one.agency_id), one.agency.name, _tally(one), one.target), one.counted_on) for one in found
    ]
    return tuple(sorted(lines, key=lambda one: one[0].label))


def _tally(figure: CoverageFigure) -> Tally:
    return Tally(figure.people, figure.covered, figure.in_time)


def list_agencies_that_ask(by: Actor) -> list[UUID]:
    """Every agency with people in it, for the night's count. One query."""
    working = Practitioner.objects.filter(is_active=True).order_by().values("agency_id")
    return list(Agency.objects.filter(pk__in=working).order_by("pk").values_list("pk", flat=True))
