"""Tables that an analyst builds: stored values of one measure, set out by two of month, group and place.

Nothing is counted anew, so no two filters can be set against each other: every cell is a value as it was kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from earlyhelp.evaluate.choices import TableBy, TablePlaces
from earlyhelp.evaluate.measures.measure import Measure
from earlyhelp.evaluate.measures.words import label_of
from earlyhelp.evaluate.models import FigureValue
from earlyhelp.evaluate.queries.figures import get_reader, get_runs, list_all_values
from earlyhelp.evaluate.rules.boards import check_may_build_tables
from earlyhelp.evaluate.rules.catalogue import newest, shown
from earlyhelp.evaluate.rules.periods import months_before
from earlyhelp.evaluate.rules.places import Place, name_of
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_month


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see: a measure, what goes down and across, which places, and over how many months."""

    measure: str
    down: TableBy
    across: TableBy
    places: TablePlaces
    months: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the table, with the name of its column. Empty where there is none."""

    column: str
    shown: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Built:
    """The table as it is shown. `first` and `last` are the months it is about."""

    measure: Measure
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    first: date | None
    last: date | None

    @property
    def hides(self) -> bool:
        """Whether anything is left out."""
        return any(cell.is_hidden for _label, cells in self.rows for cell in cells)


def build_table(by: Actor, asked: Asked) -> Built:
    """The table that was asked for. What neither goes down nor across is told for all groups, or for the newest month.

    Raises NotAllowed, or KeyError for a measure that there is not.
    """
    check_may_build_tables(by.role)
    measure = newest()[asked.measure]
    reader, runs = get_reader(by), get_runs(by)
    if runs.any is None:
        return Built(measure, (), (), None, None)
    used = {asked.down, asked.across}
    since = months_before(runs.any.last_on, asked.months - 1)
    rows = [
        row
        for row in list_all_values(by, runs, reader, measure.code)
        if row.version == measure.version
        and (row.first_on >= since or not measure.monthly)
        and _is_asked(row, asked.places, by_place=TableBy.PLACE in used)
    ]
    if TableBy.GROUP not in used:
        rows = [row for row in rows if not row.group]
    last = max((row.first_on for row in rows), default=None)
    if TableBy.MONTH not in used:
        rows = [row for row in rows if row.first_on == last]
    first = min((row.first_on for row in rows), default=None)
    return _pivot(measure, rows, asked, first, last)


def _is_asked(row: FigureValue, places: TablePlaces, *, by_place: bool) -> bool:
    if row.agency_code:
        return False
    if not by_place:
        return not (row.force or row.area)
    if places == TablePlaces.AREAS:
        return bool(row.area) and not row.force
    return bool(row.force) and not row.area


def _pivot(
    measure: Measure, rows: Sequence[FigureValue], asked: Asked, first: date | None, last: date | None
) -> Built:
    at = {(_part(row, asked.down), _part(row, asked.across)): row for row in rows}
    downs, acrosses = sorted({down for down, _across in at}), sorted({across for _down, across in at})
    columns = tuple(across[1] for across in acrosses)
    lines = tuple(
        (down[1], tuple(_cell(measure, across[1], at.get((down, across))) for across in acrosses))
        for down in downs
    )
    return Built(measure, columns, lines, first, last)


def _part(row: FigureValue, by: TableBy) -> tuple[str, str]:
    """In which row or column a value stands: what orders it, and its words."""
    if by == TableBy.MONTH:
        return row.first_on.isoformat(), written_month(row.first_on)
    if by == TableBy.GROUP:
        return row.group, label_of(row.group, row.measure)
    name = name_of(Place(row.force, row.area))
    return name, name


def _cell(measure: Measure, column: str, row: FigureValue | None) -> Cell:
    if row is None:
        return Cell(column, "", False)
    return Cell(column, shown(measure.value, row.value), bool(row.hidden))
