"""Reading figures of fairness. They are one's own agency's; no figure leads to a record, so no reading is audited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from earlyhelp.evaluate.choices import (
    ALL,
    COLUMNS,
    ELSEWHERE,
    EVERYBODY,
    GROUPS,
    MISSING,
    OTHERS,
    Dimension,
    Measure,
)
from earlyhelp.evaluate.models import FairnessFigure, FairnessRelease
from earlyhelp.evaluate.rules.fairness import check_may_read_fairness, share
from earlyhelp.evaluate.rules.windows import Window, windows_to_count
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_month
from earlyhelp.partnership.queries import list_areas

PAGE = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and its share of the row in percent, with the interval of the share. None where it is not told."""

    count: int | None
    share: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A group, its cells in the order of the columns, and how many there are in all. `named` is with columns."""

    code: str
    label: str
    cells: tuple[Cell, ...]
    total: int | None
    named: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One measure by one dimension. The last row is everybody."""

    measure: Measure
    dimension: Dimension
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @property
    def hides(self) -> bool:
        """Whether anything in it is left out."""
        return any(row.total is None or any(cell.count is None for cell in row.cells) for row in self.rows)


def list_releases(by: Actor, *, before: date | None = None) -> list[FairnessRelease]:
    """The agency's releases, the newest first, a page of them; `before` is the first day of the last one of the page
    before. One more than `PAGE` when there are more. Raises NotAllowed."""
    check_may_read_fairness(by.role)
    found = FairnessRelease.objects.filter(agency_id=by.agency_key).order_by("-first_on")
    if before is not None:
        found = found.filter(first_on__lt=before)
    return list(found[: PAGE + 1])


def get_release(by: Actor, first_on: date) -> FairnessRelease:
    """The agency's release of one half-year. Raises NotAllowed or FairnessRelease.DoesNotExist."""
    check_may_read_fairness(by.role)
    releases = FairnessRelease.objects.select_related("index", "postcodes")
    return releases.get(agency_id=by.agency_key, first_on=first_on)


def list_windows_to_count(by: Actor, *, today: date) -> list[Window]:
    """The half-years of the actor's agency that have settled and were not counted yet, the newest first. One query."""
    settled = list(windows_to_count(today))
    there = FairnessRelease.objects.filter(agency_id=by.agency_key).values_list("first_on", flat=True)
    counted = set(there.order_by())
    return [window for window in settled if window.first not in counted]


def list_tables(by: Actor, release: FairnessRelease, dimension: Dimension | None = None) -> list[Table]:
    """The tables of a release, of one dimension or of all. Two queries."""
    check_may_read_fairness(by.role)
    found = FairnessFigure.objects.filter(release=release, agency_id=by.agency_key).order_by("position")
    if dimension is not None:
        found = found.filter(dimension=dimension)
    areas = {area.code: area.name for area in list_areas(by=by)}
    return [
        _table(Dimension(shown_by), Measure(measure), list(figures), areas)
        for (shown_by, measure), figures in groupby(found, key=lambda one: (one.dimension, one.measure))
    ]


def list_dimensions(by: Actor, release: FairnessRelease) -> list[Dimension]:
    """By what a release tells anything. The others are not recorded, or would have given somebody away. One query."""
    check_may_read_fairness(by.role)
    there = set(
        FairnessFigure.objects.filter(release=release, agency_id=by.agency_key)
        .order_by()
        .values_list("dimension", flat=True)
        .distinct()
    )
    return [dimension for dimension in Dimension if dimension.value in there]


def _table(
    dimension: Dimension, measure: Measure, figures: Iterable[FairnessFigure], areas: dict[str, str]
) -> Table:
    rows, columns = [], []
    for group, found in groupby(figures, key=lambda one: one.group):
        line = {cell.column: cell.shown for cell in found}
        total = line.pop(ALL)
        columns = list(line)
        cells = tuple(Cell(count, share(count, total)) for count in line.values())
        rows.append(
            Row(
                group,
                _label(dimension, group, areas),
                cells,
                total,
                tuple(zip((_column(measure, code) for code in columns), cells, strict=True)),
            )
        )
    return Table(measure, dimension, tuple((code, _column(measure, code)) for code in columns), tuple(rows))


def _column(measure: Measure, code: str) -> str:
    if code == OTHERS:
        return _("Anything else: too few to show each")
    return str(COLUMNS[measure][code])


def _label(dimension: Dimension, group: str, areas: dict[str, str]) -> str:
    fixed: dict[str, str | Promise] = {
        EVERYBODY: pgettext("row of figures", "Everybody"),
        MISSING: pgettext("row of figures", "Not recorded"),
        ELSEWHERE: pgettext("row of figures", "Elsewhere"),
    }
    if group == MISSING and dimension is Dimension.DEPRIVATION:
        return pgettext("row of figures", "Not recorded, or outside Wales")
    if group in fixed:
        return str(fixed[group])
    if dimension is Dimension.QUARTER:
        first = date.fromisoformat(group)
        return f"{written_month(first)} – {written_month(first.replace(month=first.month + 2))}"
    if dimension is Dimension.AREA:
        return areas.get(group, group)
    return str(GROUPS[dimension][group]) if dimension in GROUPS else group
