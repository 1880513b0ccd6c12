"""Street-level files of data.police.uk: public context, a row for each crime or incident, without any person.

Source of the columns: https://data.police.uk/about/ ("CSV columns"). Places are moved by the publisher onto a point in
the street; only the small area (LSOA) is kept here. Anti-social behaviour has no crime ID; some rows have no place.
"""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.facts.tables import STREETS
from earlyhelp.evaluate.facts.writing import Folder
from earlyhelp.partnership.facts import list_areas

COLUMNS: Final = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
_MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_SMALL_AREA: Final = re.compile(r"[EW]01\d{6}")
_NUMBERED: Final = re.compile(r"(.+) \d{3}[A-Z]{1,2}")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 200
MOST_REJECTS: Final = 1000
Key = tuple[date, str]
"""A month and a force: what one loading puts in the place of an earlier one."""


class StreetFact(NamedTuple):
    """One row of a file. `area` is empty where there is no place, or where it lies outside Wales."""

    month: date
    force: str
    within: str
    area: str
    place: str
    kind: str
    has_crime_id: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be read: where it stands (the headings are line 1), and why."""

    file: str
    line: int
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows stand there now, for how many months of a force; or why nothing was written."""

    rows: int = 0
    months: int = 0
    rejects: tuple[Reject, ...] = ()


def load_streets(folder: Folder, files: Sequence[Path]) -> Loaded:
    """Put the months and forces of these files in a folder of facts, each in the place of what was there of it.

    Every file is read through first: one bad row, and nothing is written. Memory holds one month of one force.
    """
    keys: dict[Key, list[Path]] = {}
    rejects: list[Reject] = []
    for file in files:
        for one in read_streets(file):
            if isinstance(one, Reject):
                rejects.append(one)
                if len(rejects) == MOST_REJECTS:
                    return Loaded(rejects=tuple(rejects))
            elif file not in keys.setdefault((one.month, one.force), []):
                keys[one.month, one.force].append(file)
    if rejects:
        return Loaded(rejects=tuple(rejects))
    count = 0
    for (month, force), among in sorted(keys.items()):
        rows = _rows_of(among, (month, force))
        count += folder.replace_part(STREETS, f"{force}-{month:%Y-%m}", month.year, rows)
    return Loaded(count, len(keys))


def _rows_of(files: Collection[Path], key: Key) -> Iterator[StreetFact]:
    for file in files:
        for one in read_streets(file):
            if isinstance(one, StreetFact) and (one.month, one.force) == key:
                yield one


def read_streets(file: Path) -> Iterator[StreetFact | Reject]:
    """Each row of a file, or why it cannot be read. A file with other headings is one reject."""
    areas = {one.name_en: one.code for one in list_areas()}
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            lines = csv.reader(text)
            if tuple(next(lines, ())) != COLUMNS:
                yield Reject(file.name, 1, _("The headings are not those of a street-level file."))
                return
            for cells in lines:
                made = _read(dict(zip(COLUMNS, cells, strict=False)), len(cells), areas)
                yield made if isinstance(made, StreetFact) else Reject(file.name, lines.line_num, made)
    except (OSError, UnicodeDecodeError, csv.Error):
        yield Reject(file.name, 0, _("The file cannot be read as CSV in UTF-8."))


def _read(row: dict[str, str], cells: int, areas: dict[str, str]) -> StreetFact | str | Promise:
    """One row, or what is wrong with it."""
    if cells != len(COLUMNS):
        return _("The row does not have 12 columns.")
    said = {name: value.strip() for name, value in row.items()}
    if max(map(len, said.values())) > _LONGEST:
        return _("A cell is longer than anything such a file holds.")
    if not _MONTH.fullmatch(said["Month"]):
        return _("The month is not written as 2026-05.")
    force, within, kind = (slug(said[name]) for name in ("Reported by", "Falls within", "Crime type"))
    if not (force and within and kind):
        return _("The force or the type of crime is missing.")
    place = said["LSOA code"]
    area = _area(place, said["LSOA name"], areas)
    if area is None:
        return _("The small area is not one of England or Wales, or its council is not known.")
    year, month = map(int, said["Month"].split("-"))
    outcome = said["Last outcome category"]
    return StreetFact(date(year, month, 1), force, within, area, place, kind, bool(said["Crime ID"]), outcome)


def _area(place: str, name: str, areas: dict[str, str]) -> str | None:
    """The code of the council; empty without a place or over the border; None when it cannot be."""
    if not place or place.startswith("E"):
        return "" if not place or _SMALL_AREA.fullmatch(place) else None
    numbered = _NUMBERED.fullmatch(name)
    if not _SMALL_AREA.fullmatch(place) or numbered is None:
        return None
    return (
        areas.get(numbered[1])
        or areas.get(f"The {numbered[1]}")
        or areas.get(numbered[1].removeprefix("The "))
    )


def slug(words: str) -> str:
    """Words as a code: South Wales Police is south-wales-police."""
    return _NOT_SLUG.sub("-", words.lower()).strip("-")
