"""Reading the open data on places as they are published: tables (CSV) of the index, and of postcodes."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.choices.places import PlacesFault
from earlyhelp.partnership.rules.places import (
    DECILES,
    FIFTHS,
    SMALL_AREAS,
    fifth_of,
    is_elsewhere,
    is_small_area,
    place_in,
    written_postcode,
)

_TITLE_LINES: Final = 10
_CODES: Final = ("lsoa code", "lsoa11cd", "lsoa11", "lsoa_code", "lsoa")
# What a row says of its small area, the most exact first: its headings, and how many places there are.
_PLACES: Final = (
    (("wimd 2019 overall quintile", "wimd 2019 quintile"), FIFTHS),
    (("wimd 2019 overall decile", "wimd 2019 decile"), DECILES),
    (("wimd 2019 overall rank", "wimd 2019 rank", "wimd 2019 lsoa rank", "wimd 2019"), SMALL_AREAS),
)
_POSTCODES: Final = ("pcds", "pcd8", "pcd2", "pcd7", "pcd")
# The index ranks the small areas of 2011; where a file has none, an area of 2021 that did not change has the same code.
_AREAS: Final = (("lsoa11", "lsoa11cd"), ("lsoa21", "lsoa21cd"))


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that was not taken: where, and why."""

    file: str
    line: int
    fault: PlacesFault


@dataclass(slots=True)
class Found:
    """What files said: rows by their code, what was wrong, and how many rows are of other places than Wales."""

    rows: dict[str, str] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    read: int = 0
    elsewhere: int = 0


def read_index(path: Path) -> Found:
    """Fifths by small area, from a table of ranks, deciles or quintiles. Raises RuleError when it is no such table."""
    found = Found()
    lines = _lines(path)
    heading = _heading(lines, lambda names: _one(names, _CODES) is not None and _best(names) is not None)
    code_at, best = _one(heading, _CODES), _best(heading)
    if code_at is None or best is None:
        raise RuleError(
            _(
                "The file has no headings for the code of a small area and its rank, decile or quintile of WIMD 2019."
            )
        )
    place_at, last = best
    for line, row in lines:
        found.read += 1
        fault = _take_area(found, row, code_at, place_at, last)
        if fault:
            found.wrong.append(Wrong(path.name, line, fault))
    return found


def read_postcodes(paths: Sequence[Path]) -> Found:
    """Small areas by Welsh postcode, from the ONS Postcode Directory or the National Statistics Postcode Lookup.

    Raises RuleError when a file is no such table.
    """
    found = Found()
    for path in paths:
        lines = _lines(path)
        heading = _heading(lines, lambda names: _one(names, _POSTCODES) is not None and bool(_areas(names)))
        code_at, areas = _one(heading, _POSTCODES), _areas(heading)
        if code_at is None or not areas:
            raise RuleError(
                _("The file has no headings for a postcode (pcds) and its small area (lsoa11 or lsoa21).")
            )
        for line, row in lines:
            found.read += 1
            fault = _take_postcode(found, row, code_at, areas)
            if fault:
                found.wrong.append(Wrong(path.name, line, fault))
    return found


def _take_area(
    found: Found, row: Sequence[str], code_at: int, place_at: int, last: int
) -> PlacesFault | None:
    if len(row) <= max(code_at, place_at):
        return PlacesFault.SHORT
    code = row[code_at].strip()
    if not is_small_area(code):
        return PlacesFault.AREA
    place = place_in(row[place_at], last)
    if place is None:
        return PlacesFault.PLACE
    return _keep(found, code, str(fifth_of(place, last)))


def _take_postcode(
    found: Found, row: Sequence[str], code_at: int, areas: Sequence[int]
) -> PlacesFault | None:
    if len(row) <= max(code_at, *areas):
        return PlacesFault.SHORT
    area = next((cell for at in areas if (cell := row[at].strip())), "")
    if is_elsewhere(area):
        found.elsewhere += 1
        return None
    if not is_small_area(area):
        return PlacesFault.AREA
    code = written_postcode(row[code_at])
    if not code:
        return PlacesFault.POSTCODE
    return _keep(found, code, area)


def _keep(found: Found, code: str, said: str) -> PlacesFault | None:
    return None if found.rows.setdefault(code, said) == said else PlacesFault.TWICE


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not empty, each with its number. Names of places are not used, so no accent matters."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
            table = csv.reader(text)
            for row in table:
                if any(cell.strip() for cell in row):
                    yield table.line_num, row
    except (OSError, csv.Error) as fault:
        raise RuleError(
            _("The file can not be read as a table (CSV). Check its name and what it is.")
        ) from fault


def _heading(lines: Iterator[tuple[int, list[str]]], is_heading: Callable[[list[str]], bool]) -> list[str]:
    """The headings, which may stand below a few lines of title; empty when there are none."""
    for number, row in lines:
        names = [" ".join(cell.lower().split()) for cell in row]
        if is_heading(names):
            return names
        if number >= _TITLE_LINES:
            break
    return []


def _one(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _best(names: Sequence[str]) -> tuple[int, int] | None:
    return next(((at, last) for wanted, last in _PLACES if (at := _one(names, wanted)) is not None), None)


def _areas(names: Sequence[str]) -> list[int]:
    return [at for wanted in _AREAS if (at := _one(names, wanted)) is not None]
