"""Figures of needs that no service met: by council, kind of need and reason. Small numbers are not shown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from earlyhelp.identify.choices import Need
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.facts import list_outlines
from earlyhelp.partnership.models import Area
from earlyhelp.partnership.queries import list_areas
from earlyhelp.signpost.choices.finding import WhyUnmet
from earlyhelp.signpost.models import UnmetNeed
from earlyhelp.signpost.rules import unmet as rules


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. `count` is rounded, or None where it is too small to show; so is `rate`, per 10,000 people."""

    code: str
    label: str
    count: int | None
    rate: float | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A council on the map. `band` is none, few, 1, 2 or 3: how dark it is drawn. `mark` is what is written in it."""

    path: str
    x: int
    y: int
    band: str
    mark: str
    label: str


@dataclass(frozen=True, slots=True)
class UnmetFigures:
    """Everything that the page and the table say, between two days."""

    first: date
    last: date
    total: int | None
    areas: tuple[Line, ...]
    needs: tuple[Line, ...]
    reasons: tuple[Line, ...]
    shapes: tuple[Shape, ...]


def get_unmet_figures(*, by: Actor, last: date, need: str = "") -> UnmetFigures:
    """Figures of the year that ends on `last`, for one kind of need or all of them. Raises NotAllowed."""
    rules.check_may_read_unmet(by.role)
    first, _last = rules.window_to(last)
    noted = UnmetNeed.objects.filter(noted_on__range=(first, last))
    if need:
        noted = noted.filter(needs__contains=[need])
    rows = list(noted.values_list("area_id", "needs", "why"))
    areas = _areas(list_areas(by=by), Counter(area for area, _needs, _why in rows))
    return UnmetFigures(
        first,
        last,
        rules.shown_count(len(rows)),
        areas,
        _lines(Need, Counter(one for _area, needs, _why in rows for one in needs)),
        _lines(WhyUnmet, Counter(why for _area, _needs, why in rows)),
        _shapes(areas),
    )


def _areas(areas: Iterable[Area], counts: Counter[str]) -> tuple[Line, ...]:
    lines = []
    for area in areas:
        count = rules.shown_count(counts[area.code])
        lines.append(Line(area.code, area.name, count, rules.rate(count, area.population), area.population))
    return tuple(lines)


def _lines(kinds: type[Need] | type[WhyUnmet], counts: Counter[str]) -> tuple[Line, ...]:
    found = [Line(one.value, str(one.label), rules.shown_count(counts[one.value])) for one in kinds]
    return tuple(line for line in found if line.count != 0)


def _shapes(areas: tuple[Line, ...]) -> tuple[Shape, ...]:
    by_code = {line.code: line for line in areas}
    highest = max((line.rate or 0.0 for line in areas), default=0.0)
    shapes = []
    for outline in list_outlines():
        line = by_code.get(outline.code)
        if line is not None:
            mark = "" if line.count == 0 else "<5" if line.count is None else str(line.count)
            shapes.append(Shape(outline.path, outline.x, outline.y, _band(line, highest), mark, line.label))
    return tuple(shapes)


def _band(line: Line, highest: float) -> str:
    """Thirds of the highest rate, so that the map compares councils of any size."""
    if line.count == 0:
        return "none"
    if line.rate is None or not highest:
        return "few"
    return str(min(3, 1 + int(3 * line.rate / highest)))
