"""How rows of facts become rows of values: as of a day, in places, at levels. Ibis expressions only, nothing is run.

A query takes facts `as_of` the end of its period, says by `placed` where each row belongs, and counts at levels: the
dimensions that a row of values keeps, while the others are empty and mean all of them.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from earlyhelp.evaluate.measures.measure import COLUMNS, Period
from earlyhelp.evaluate.measures.pieces import DAY, NOT_KNOWN
from earlyhelp.kit.working_days import CUT_OFF, LONDON, due_at

Level = tuple[str, ...]

DIMENSIONS: Final = ("force", "area", "agency", "group")
KEYS: Final = ("first", *DIMENSIONS)

NATION: Final[Level] = ()
FORCE: Final[Level] = ("force",)
AREA: Final[Level] = ("area",)
AGENCY: Final[Level] = ("agency",)
GROUP: Final[Level] = ("group",)
FORCE_GROUP: Final[Level] = ("force", "group")
AREA_GROUP: Final[Level] = ("area", "group")
AGENCY_GROUP: Final[Level] = ("agency", "group")


def opens(on: date) -> int:
    """The second in which a day begins in Wales."""
    return int(datetime.combine(on, time(), LONDON).timestamp())


def closes(on: date) -> int:
    """The last second of a day in Wales."""
    return opens(on + timedelta(days=1)) - 1


def closed_by(period: Period, *, working_days: int) -> int:
    """Whatever came up to this second had so many working days by the end of the period."""
    day = period.last
    while due_at(datetime.combine(day, CUT_OFF, LONDON), working_days).date() > period.last:
        day -= timedelta(days=1)
    return int(datetime.combine(day, CUT_OFF, LONDON).timestamp())


def during(rows: Any, period: Period, at: str = "at") -> Any:
    """The rows whose time lies in the period."""
    return rows.filter(rows[at].between(opens(period.first), closes(period.last)))


def as_of(rows: Any, period: Period, *times: str) -> Any:
    """What the end of the period knew: later rows are not there, and what happened later has not happened."""
    import ibis

    end = closes(period.last)
    rows = rows.filter(rows["at"] <= end)
    return rows.mutate(**{name: (rows[name] <= end).ifelse(rows[name], ibis.null("int64")) for name in times})


def month_of(seconds: Any, period: Period) -> Any:
    """The first day of the month in Wales in which these seconds lie; empty outside the period's months."""
    import ibis

    months = [period.first.replace(day=1)]
    while (following := _next(months[-1])) <= period.last:
        months.append(following)
    inside = [(seconds < opens(_next(month)), ibis.literal(month, "date")) for month in months]
    empty = ibis.null("date")
    return ibis.cases((seconds.isnull() | (seconds < opens(months[0])), empty), *inside, else_=empty)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def placed(
    rows: Any, *, first: Any, force: str = "", area: str = "", agency: str = "", group: str = "", **more: Any
) -> Any:
    """Each row with its keys, out of the columns that are named, and what else is counted of it."""
    named = {"force": force, "area": area, "agency": agency, "group": group}
    keys = {name: _text(rows[column]) if column else _all() for name, column in named.items()}
    return rows.select(first=first, **keys, **more)


def _text(column: Any) -> Any:
    filled = column.fill_null("")
    return (filled == "").ifelse(NOT_KNOWN, filled)


def _all() -> Any:
    import ibis

    return ibis.literal("")


def monthly(rows: Any) -> Any:
    """The month of a row as the start of what it is counted in."""
    return rows["month"]


def whole(period: Period) -> Any:
    """The first day of the period as the start of what everything is counted in."""
    import ibis

    return ibis.literal(period.first, "date")


def at_levels(cells: Any, levels: Sequence[Level]) -> Any:
    """Each row once for each level, with the dimensions that the level does not keep left empty. Read only once."""
    import ibis

    each = cells.mutate(level=ibis.array(list(range(len(levels))))).unnest("level")
    kept = {name: [place for place, level in enumerate(levels) if name in level] for name in DIMENSIONS}
    return each.mutate(
        **{
            name: each["level"].isin(places).ifelse(each[name], "") if places else _all()
            for name, places in kept.items()
        }
    ).drop("level")


def shares(cells: Any, levels: Sequence[Level]) -> Any:
    """Of how many rows it was so (`so`), at each level. Empty means that it was not."""
    so = cells["so"].fill_null(False).cast("int64")
    cells = cells.group_by(*KEYS).aggregate(count=so.sum(), out_of=cells.count())
    rows = at_levels(cells, levels)
    found = rows.group_by(*KEYS).aggregate(count=rows["count"].sum(), out_of=rows["out_of"].sum())
    return shaped(found.mutate(value=found["count"].cast("float64") / found["out_of"].cast("float64")))


def parts(cells: Any, levels: Sequence[Level], *, are_counts: bool = False) -> Any:
    """What rows fall into: each group's part of all rows at each level, the groups with none included.

    The value is the share, or the count itself. Levels name places only; counts get a row for all groups too.
    """
    import ibis

    cells = cells.group_by(*KEYS).aggregate(count=cells.count())
    rows = at_levels(cells, [(*level, "group") for level in levels])
    place = [key for key in KEYS if key != "group"]
    totals = rows.group_by(*place).aggregate(out_of=rows["count"].sum())
    counts = rows.group_by(*KEYS).aggregate(count=rows["count"].sum())
    every = totals.cross_join(cells.select("group").distinct())
    there = every.left_join(counts, [*place, "group"])
    found = there.select(*place, "group", "out_of", count=there["count"].fill_null(0))
    if are_counts:
        total = totals.mutate(group=_all(), count=totals["out_of"])
        found = ibis.union(found, total.select(*found.columns))
    counted = found["count"].cast("float64")
    return shaped(found.mutate(value=counted if are_counts else counted / found["out_of"].cast("float64")))


def medians(cells: Any, levels: Sequence[Level]) -> Any:
    """The middle one of `amount` at each level, of the rows that have one; both counts say how many those are."""
    rows = at_levels(cells.filter(cells["amount"].notnull()), levels)
    found = rows.group_by(*KEYS).aggregate(count=rows.count(), value=rows["amount"].cast("float64").median())
    return shaped(found.mutate(out_of=found["count"]))


def shaped(rows: Any) -> Any:
    """Exactly the columns of a measure's values, in order; an interval that is not there is empty."""
    import ibis

    missing = {name: ibis.null("float64") for name in ("low", "high") if name not in rows.columns}
    rows = rows.mutate(**missing)
    return rows.select(**{name: rows[name].cast(kind) for name, kind in COLUMNS.items()})


def in_days(earlier: Any, later: Any) -> Any:
    """Whole days from one time to a later one; empty while either is."""
    return (later - earlier) // DAY
