"""The table of a study, made of facts: whoever was helped always beside whoever was not.

Repeats are incidents of a person who had another in the 365 days before. An area begins in the month of its first
help. Only areas, months and numbers of people leave here, and for people their numbers of incidents: nobody's key.

*Areas* (`its`, `did`, `wedge`): repeats a month for each 1,000 who live there, and the logarithm of that rate, because
a season or a change of recording moves a busy area by more. The first year is left out: repeats look back a year.

*People* (`matched`): help begins when things are at their worst, so everybody is looked at from the same moment, the
first month after many incidents in the months before (since help began in their area). Who was helped then is set
beside who was not; who was helped later stays among the others, since later help depends on what came in between
(Hernan and Robins 2016, doi 10.1093/aje/kwv254). The month in which help begins counts for neither side.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any, Final

from earlyhelp.evaluate.studies.results import BadStudy, Fault
from earlyhelp.evaluate.studies.tables import name_of
from earlyhelp.partnership.facts import list_areas

DESIGNS: Final = ("its", "did", "wedge", "matched")
_NEEDED: Final = ("incidents", "help")
_PER: Final = 1000
_A_YEAR: Final = 12

# Months since the year 0, as in the tables of studies.
_MACRO: Final = "CREATE TEMP MACRO numbered(day) AS CAST(year(day) * 12 + month(day) - 1 AS INTEGER)"
_REPEATS: Final = """
    WITH told AS (
        SELECT area, numbered(month) AS month,
            "at" - lag("at") OVER (PARTITION BY person ORDER BY "at") <= 365 * 86400 AS again
        FROM read_parquet(?) WHERE person IS NOT NULL
    )
    SELECT area, month, count(*) FILTER (WHERE again) FROM told WHERE area <> '' GROUP BY ALL
"""
_BEGINS: Final = "SELECT area, min(numbered(month)) FROM read_parquet(?) WHERE area <> '' GROUP BY area"
_LAST: Final = "SELECT min(numbered(month)), max(numbered(month)) FROM read_parquet(?)"
# One line for each person and area: the first month after `events` in the `before` months before it, since help began
# there. That can be the month in which it began, or else the one after an incident.
_PEOPLE: Final = """
    WITH began AS (SELECT area, min(numbered(month)) AS begins FROM read_parquet($help) WHERE area <> '' GROUP BY area),
    each AS (
        SELECT person, area, numbered(month) AS month, count(*) AS events
        FROM read_parquet($incidents) WHERE person IS NOT NULL AND area <> '' GROUP BY ALL
    ),
    running AS (
        SELECT person, area, begins, each.month, events, sum(events) OVER (
            PARTITION BY person, area ORDER BY each.month RANGE BETWEEN $before - 1 PRECEDING AND CURRENT ROW
        ) AS lately
        FROM each JOIN began USING (area)
    ),
    backlog AS (
        SELECT person, area, begins AS month, sum(events) AS lately FROM running
        WHERE month < begins AND month >= begins - $before GROUP BY ALL
    ),
    candidates AS (
        SELECT person, area, month, lately FROM backlog WHERE lately >= $events
        UNION ALL
        SELECT person, area, month + 1, lately FROM running WHERE lately >= $events AND month + 1 > begins
    ),
    chosen AS (
        SELECT person, area, min(month) AS month, arg_min(lately, month) AS lately FROM candidates GROUP BY ALL
    ),
    helped AS (SELECT person, area, min(numbered(month)) AS since FROM read_parquet($help) GROUP BY ALL)
    SELECT
        coalesce(since < chosen.month + $settle, false) AS helped,
        lately AS before,
        coalesce(sum(events) FILTER (
            WHERE each.month >= chosen.month + $settle AND each.month < chosen.month + $settle + $before
        ), 0) AS after,
        chosen.area, chosen.month
    FROM chosen LEFT JOIN each USING (person, area) LEFT JOIN helped USING (person, area)
    WHERE chosen.month + $settle + $before - 1 <= $last AND (since IS NULL OR since >= chosen.month)
    GROUP BY chosen.person, chosen.area, chosen.month, lately, since
    ORDER BY chosen.month, chosen.area, helped, before, after
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look at. `areas` are those of `its`.

    With `events` incidents in `before` months somebody is looked at from then on; help that began within `settle`
    months counts, and those months are left out.
    """

    areas: tuple[str, ...] = ()
    events: int = 3
    before: int = 6
    settle: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """The lines of a study with their heading, and the words of the command that reads them."""

    heading: tuple[str, ...]
    lines: list[tuple[Any, ...]]
    words: tuple[str, ...]


def make_table(facts: Path, design: str, wanted: Wanted) -> Made:
    """The table of a design, from a folder of facts. Raises BadStudy."""
    if min(wanted.events, wanted.before, wanted.settle) < 1:
        raise BadStudy(Fault.NOT_A_WINDOW)
    for name in _NEEDED:
        if next((facts / name).glob("**/*.parquet"), None) is None:
            raise BadStudy(Fault.NO_FACTS, name, str(facts))
    if design == "matched":
        return _people(facts, wanted)
    areas = _areas(facts)
    return {"its": _its, "did": _did, "wedge": _wedge}[design](areas, wanted)


def write_table(made: Made, out: Path) -> None:
    """As a CSV file in UTF-8. Raises BadStudy."""
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([made.heading, *made.lines])
    except OSError as problem:
        raise BadStudy(Fault.NOT_WRITTEN, str(out)) from problem


@dataclass(frozen=True, slots=True)
class _Areas:
    """Rates of repeats by area and month, in order, and the month in which each area began."""

    months: Sequence[int]
    rates: dict[str, list[float]]
    begins: dict[str, int]


def _areas(facts: Path) -> _Areas:
    people = {area.code: area.population for area in list_areas()}
    with _engine() as engine:
        incidents, helped = _files(facts, "incidents"), _files(facts, "help")
        first, last = engine.execute(_LAST, [incidents]).fetchall()[0]
        counted = {
            (area, month): number for area, month, number in engine.execute(_REPEATS, [incidents]).fetchall()
        }
        begins = dict(engine.execute(_BEGINS, [helped]).fetchall())
    months = range(first + _A_YEAR, last + 1)
    rates = {
        area: [counted.get((area, month), 0) * _PER / people[area] for month in months]
        for area in sorted({area for area, _ in counted})
        if area in people
    }
    if not begins or len(months) < 1:
        raise BadStudy(Fault.NO_COMPARISON)
    return _Areas(months, rates, {area: month for area, month in begins.items() if area in rates})


def _its(found: _Areas, wanted: Wanted) -> Made:
    """The areas named beside those that never began, at the level that they had before.

    Where none is named: the area that shows the longest before and after.
    """
    areas = wanted.areas or (max(found.begins, key=lambda area: (_shorter_side(found, area), area)),)
    if unknown := [area for area in areas if area not in found.rates]:
        raise BadStudy(Fault.NO_AREA, ", ".join(unknown), ", ".join(found.rates))
    never = [area for area in found.rates if area not in found.begins]
    starts = {found.begins.get(area) for area in areas}
    if not never or len(starts) != 1 or None in starts:
        raise BadStudy(Fault.NO_COMPARISON)
    start = found.begins[areas[0]]
    ours, others = _mean(found, areas), _mean(found, never)
    before = max(start - found.months[0], 0)
    if not sum(others[:before]):
        raise BadStudy(Fault.FEW_BEFORE, str(before), "8")
    level = sum(ours[:before]) / sum(others[:before])
    lines = [
        (name_of(month), f"{one:.6g}", f"{other * level:.6g}")
        for month, one, other in zip(found.months, ours, others, strict=True)
    ]
    words = ("its", "--when", "month", "--value", "rate", "--from", name_of(start), "--compare", "elsewhere")
    return Made(("month", "rate", "elsewhere"), lines, words)


def _shorter_side(found: _Areas, area: str) -> int:
    return min(found.begins[area] - found.months[0], found.months[-1] + 1 - found.begins[area])


def _did(found: _Areas, wanted: Wanted) -> Made:
    lines = [
        (
            area,
            name_of(month),
            f"{rate:.6g}",
            logged,
            name_of(found.begins[area]) if area in found.begins else "",
        )
        for area, month, rate, logged in _cells(found)
    ]
    words = ("did", "--unit", "area", "--when", "month", "--value", "log_rate", "--helped-from", "began")
    return Made(("area", "month", "rate", "log_rate", "began"), lines, words)


def _wedge(found: _Areas, wanted: Wanted) -> Made:
    """The areas that began at some time, until the last of them did: afterwards nobody is without help."""
    lines = [
        (area, name_of(month), f"{rate:.6g}", logged, "yes" if month >= found.begins[area] else "no")
        for area, month, rate, logged in _cells(found)
        if area in found.begins and month < max(found.begins.values())
    ]
    words = ("wedge", "--unit", "area", "--when", "month", "--value", "log_rate", "--helped", "helped")
    return Made(("area", "month", "rate", "log_rate", "helped"), lines, words)


def _people(facts: Path, wanted: Wanted) -> Made:
    told = {"events": wanted.events, "before": wanted.before, "settle": wanted.settle}
    with _engine() as engine:
        files = {name: _files(facts, name) for name in _NEEDED}
        _, last = engine.execute(_LAST, [files["incidents"]]).fetchall()[0]
        rows = engine.execute(_PEOPLE, files | told | {"last": last}).fetchall()
    lines = [
        ("yes" if helped else "no", int(before), int(after), area, _half_of(month))
        for helped, before, after, area, month in rows
    ]
    words = ("matched", "--helped", "helped", "--before", "before", "--after", "after", "--match", "area")
    return Made(("helped", "before", "after", "area", "half_year"), lines, (*words, "--match", "half_year"))


def _cells(found: _Areas) -> Iterator[tuple[str, int, float, str]]:
    """Area, month, rate and its logarithm; a month without a repeat has none, and is left out."""
    for area, rates in found.rates.items():
        for month, rate in zip(found.months, rates, strict=True):
            if rate > 0:
                yield area, month, rate, f"{log(rate):.6f}"


def _mean(found: _Areas, areas: Sequence[str]) -> list[float]:
    """The rate of several areas together, each by its people."""
    people = {area.code: area.population for area in list_areas()}
    whole = sum(people[area] for area in areas)
    return [
        sum(found.rates[area][place] * people[area] for area in areas) / whole
        for place in range(len(found.months))
    ]


def _half_of(month: int) -> str:
    return f"{month // 12:04d}-{'H1' if month % 12 < 6 else 'H2'}"


def _files(facts: Path, name: str) -> str:
    return str(facts / name / "**" / "*.parquet")


def _engine() -> Any:
    # Loaded only here: a page never counts facts itself.
    import duckdb

    engine = duckdb.connect(config={"memory_limit": "3GB"})
    engine.execute(_MACRO)
    return engine
