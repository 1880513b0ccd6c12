"""A board as its page shows it: key figures in words, then each measure as a drawing with its table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.conf import settings
from django.utils.functional import Promise

from earlyhelp.evaluate.measures.measure import Measure, Period, Value
from earlyhelp.evaluate.measures.words import label_of
from earlyhelp.evaluate.models import FigureRun, FigureValue
from earlyhelp.evaluate.queries.figures import get_reader, get_runs, list_newest_by_place, list_values
from earlyhelp.evaluate.rules.boards import Board, Reader, check_may_read_board, known, places_for
from earlyhelp.evaluate.rules.breaks import Break, breaks_in, read_breaks
from earlyhelp.evaluate.rules.catalogue import KINDS, newest, shown
from earlyhelp.evaluate.rules.control import Reading, read_months
from earlyhelp.evaluate.rules.drawing import TILE, Line, band_of, widths
from earlyhelp.evaluate.rules.periods import months_before
from earlyhelp.evaluate.rules.places import OWN, Place, name_of, place_of, tiles
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_month


@dataclass(frozen=True, slots=True)
class Figure:
    """One value as a row of a table, empty where it `is_hidden`. `bar` is its width of 100, where it has one."""

    label: str
    shown: str
    count: str
    out_of: str
    between: str
    is_hidden: bool
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Tiled:
    """One tile of the map: where it stands, how dark it is, and what it says."""

    x: int
    y: int
    short: str
    label: str
    shown: str
    band: int
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One measure on a board."""

    measure: Measure
    kind: str | Promise
    months: tuple[Figure, ...]
    line: Line | None
    reading: Reading | None
    groups: tuple[Figure, ...]
    groups_on: str
    headline: Figure | None
    main: str = ""
    tiles: tuple[Tiled, ...] = ()
    tiles_on: str = ""

    @property
    def is_made_of_counts(self) -> bool:
        """Whether a table says beside the value how many it was so of."""
        return self.measure.value in {Value.SHARE, Value.RATE}

    @property
    def has_out_of(self) -> bool:
        """Whether a table says of how many."""
        return self.measure.value is not Value.COUNT and any(
            one.out_of for one in (*self.months, *self.groups)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A board in one place over some months. `run` is None while nothing was counted."""

    board: Board
    run: FigureRun | None
    place: Place
    where: str
    places: tuple[tuple[str, str], ...]
    key: tuple[Shown, ...]
    measures: tuple[Shown, ...]
    missing: tuple[Measure, ...]


def get_board(by: Actor, board: Board, *, place_key: str = "", months: int = 24) -> Page:
    """A board as somebody may read it. A place that may not be chosen is the first one. Raises NotAllowed."""
    check_may_read_board(by.role, board)
    reader, runs = get_reader(by), get_runs(by)
    places = places_for(board, reader)
    place = _chosen(reader, places, place_key)
    codes = known(board.measures, newest())
    run = runs.any
    values = list_values(by, runs, reader, place, codes) if run else []
    since = months_before(run.last_on, months - 1) if run else date.min
    found = {code: list(rows) for code, rows in groupby(values, key=lambda one: one.measure)}
    turns = _turns(run, place)
    made = {code: _show_measure(newest()[code], found[code], since, turns) for code in codes if code in found}
    for code in (code for code in board.mapped if code in codes and run):
        rows = list_newest_by_place(by, runs, reader, code)
        if rows:
            one = made.get(code) or _show_measure(newest()[code], [], since)
            made[code] = _with_tiles(one, rows)
    return Page(
        board,
        run,
        place,
        name_of(place),
        tuple((_key(reader, one), name_of(one)) for one in places),
        tuple(made[code] for code in known(board.key, made) if made[code].headline),
        tuple(made[code] for code in known(codes, made)),
        tuple(newest()[code] for code in codes if code not in made),
    )


def _show_measure(
    measure: Measure, rows: Sequence[FigureValue], since: date, turns: Sequence[Break] = ()
) -> Shown:
    """One measure in one place: its months, and its groups in the newest month."""
    rows = [
        row
        for row in rows
        if row.version == measure.version and (row.first_on >= since or not measure.monthly)
    ]
    main = _main_group(rows)
    over_time = [row for row in rows if row.group == main] if measure.monthly else []
    last = max((row.first_on for row in rows), default=None)
    newest_rows = [row for row in rows if row.first_on == last]
    by_group = [row for row in newest_rows if row.group]
    months = tuple(_figure(measure, written_month(row.first_on), row) for row in over_time)
    reading = (
        read_months(measure, [(row.first_on, row.value) for row in over_time], turns) if over_time else None
    )
    groups = [(label_of(row.group, measure.code), row) for row in by_group]
    whole = next((row for row in newest_rows if row.group == main), None)
    return Shown(
        measure=measure,
        kind=KINDS[measure.value],
        months=months,
        line=reading.line if reading else None,
        reading=reading,
        groups=tuple(
            replace(_figure(measure, label, row), bar=width)
            for (label, row), width in zip(groups, widths([row.value for row in by_group]), strict=True)
        ),
        groups_on=_when(measure, last),
        headline=_figure(measure, _when(measure, last), whole) if whole else None,
        main=label_of(main, measure.code) if main else "",
    )


def _main_group(rows: Sequence[FigureValue]) -> str:
    """Which group the line is about: all of them where they are told, else the longest window, else the largest."""
    groups = {row.group for row in rows}
    if "" in groups or not groups:
        return ""
    if all(group.isdigit() for group in groups):
        return max(groups, key=int)
    sizes = {group: sum(row.count or 0 for row in rows if row.group == group) for group in groups}
    return max(sizes, key=lambda group: (sizes[group], group))


def _turns(run: FigureRun | None, place: Place) -> list[Break]:
    """The days of the run on which recording changed, those of the service's own file among them."""
    if run is None:
        return []
    own = getattr(settings, "BREAKS_FILE", None)
    force = place.force or (tiles()[place.area].force if place.area in tiles() else "")
    return breaks_in(Period(run.first_on, run.last_on), force, read_breaks(own) if own else ())


def _with_tiles(made: Shown, rows: Sequence[FigureValue]) -> Shown:
    there = [row.value for row in rows if row.value is not None and row.area]
    forces = [row.value for row in rows if row.value is not None and row.force]
    at = {row.area or row.force: row for row in rows}
    drawn = []
    for code, tile in tiles().items():
        row = at.get(code)
        value = row.value if row else None
        drawn.append(
            Tiled(
                x=tile.column * TILE,
                y=tile.row * TILE,
                short=tile.short,
                label=tile.name,
                shown=shown(made.measure.value, value),
                band=band_of(value, there if tile.kind == "area" else forces),
                is_hidden=row is not None and bool(row.hidden),
            )
        )
    on = _when(made.measure, rows[0].first_on)
    return replace(made, tiles=tuple(drawn), tiles_on=on)


def _figure(measure: Measure, label: str, row: FigureValue) -> Figure:
    between = ""
    if row.low is not None and row.high is not None:
        between = f"{shown(measure.value, row.low)} – {shown(measure.value, row.high)}"
    return Figure(
        label,
        shown(measure.value, row.value),
        "" if row.count is None else f"{row.count:,}",
        "" if row.out_of is None else f"{row.out_of:,}",
        between,
        bool(row.hidden),
    )


def _when(measure: Measure, first: date | None) -> str:
    return written_month(first) if measure.monthly and first else ""


def _key(reader: Reader, place: Place) -> str:
    return OWN if place == reader.place else place.key


def _chosen(reader: Reader, places: Sequence[Place], key: str) -> Place:
    wanted = reader.place if key in {"", OWN} else place_of(key)
    return wanted if wanted in places else places[0]
