"""Reading a file of people in the product's own columns, or in those that a mapping names."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.police import CannotRead, Reject, open_records
from earlyhelp.exchange.police import Mapping as Layout
from earlyhelp.exchange.police.dates import DateReader
from earlyhelp.exchange.police.lines import open_text
from earlyhelp.exchange.police.mapping import Sources
from earlyhelp.exchange.police.shapes import LONGEST_RECORD, Cell, Record
from earlyhelp.understand.choices import IdentifierSystem, Regime
from earlyhelp.understand.rules.records import PartnerRecord

_TEXTS: Final = {
    "given_name": 100,
    "family_name": 100,
    "sex": 30,
    "address": 300,
    "postcode": 8,
    "telephone": 30,
    "email": 254,
}
_OTHERS: Final = ("key", "other_names", "date_of_birth", "age", "age_on", "recorded", "updated", "regime")
_NUMBERS: Final = tuple(IdentifierSystem.values)
COLUMNS: Final = ("key", *_TEXTS, *_OTHERS[1:], *_NUMBERS)
"""What a file may have: `key` must be there, and a name or a number in each row. Numbers stand under their kind."""

_SEPARATOR: Final = "|"
_LONGEST_KEY: Final = 100
_LONGEST_NUMBER: Final = 80
_OLDEST_AGE: Final = 120
_FORMULA: Final = ("=", "+", "-", "@")
_OLDEST: Final = date(1890, 1, 1)
_LONDON: Final = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """What one row came to: a record, or everything that is wrong with it."""

    line: int
    record: PartnerRecord | None
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a file means what, how its dates are written, and how it is encoded."""

    names: Mapping[str, str]
    dates: DateReader
    encoding: str = "utf-8-sig"
    delimiter: str = ","


def columns_of(mapping: Path | None) -> Columns:
    """The columns as a mapping file (TOML) names them, or the product's own. Raises CannotRead.

    [columns] given_name = "Forename" … ; [file] dates = ["%d/%m/%Y"], encoding = "cp1252", delimiter = ";".
    """
    if mapping is None:
        return Columns({name: name for name in COLUMNS}, DateReader(("iso",), _LONDON))
    try:
        told = tomllib.loads(mapping.read_text(encoding="utf-8-sig"))
        file = told.get("file", {})
        names = {str(name): str(heading) for name, heading in told["columns"].items()}
        dates = DateReader(tuple(file.get("dates", ["iso"])), _LONDON)
        found = Columns(names, dates, str(file.get("encoding", "utf-8-sig")), str(file.get("delimiter", ",")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise CannotRead(_("The mapping file can not be opened. Check its name and folder.")) from fault
    except (KeyError, AttributeError, TypeError, ValueError) as fault:
        raise CannotRead(
            _("The mapping file lacks something, or holds something of the wrong kind.")
        ) from fault
    if not set(names) <= set(COLUMNS) or "key" not in names:
        raise CannotRead(_("The mapping file lacks something, or holds something of the wrong kind."))
    return found


def read_records(path: Path, columns: Columns, *, at: datetime) -> Iterator[RecordOutcome]:
    """Every row of a file, in order: CSV, JSON Lines or Parquet. Raises CannotRead when it is not such a file."""
    layout = _layout(path, columns)
    today = at.astimezone(_LONDON).date()
    for record in open_records(path, layout):
        yield _outcome(record, layout.incident.columns, columns, today)


def _layout(path: Path, columns: Columns) -> Layout:
    """Those of the columns that the file has, for the readers of police files."""
    empty = Sources((), (), {})
    there = {name: heading for name, heading in columns.names.items() if _has(path, columns, heading)}
    if "key" not in there:
        raise CannotRead(_("The file lacks the column of the key by which the partner knows a person."))
    spans = tuple((place, place + 1) for place in range(len(there)))
    return Layout(
        force="",
        format="",
        encoding=columns.encoding,
        delimiter=columns.delimiter,
        quote='"',
        people="none",
        people_at="people",
        most_people=1,
        separator=_SEPARATOR,
        incident=Sources(tuple(there.values()), spans, there),
        person=empty,
        times=columns.dates,
        births=columns.dates,
    )


def _has(path: Path, columns: Columns, heading: str) -> bool:
    """True when a file may have this column: only CSV and Parquet say beforehand what they have."""
    return heading.strip().casefold() in _headings(path, columns) if _is_told(path) else True


def _is_told(path: Path) -> bool:
    return path.suffix.lower() in {".csv", ".txt", ".parquet"}


def _headings(path: Path, columns: Columns) -> set[str]:
    try:
        if path.suffix.lower() == ".parquet":
            from pyarrow import parquet

            return {name.casefold() for name in parquet.read_schema(path).names}
        with open_text(path, columns.encoding) as file:
            first = next(csv.reader([file.readline(LONGEST_RECORD)], delimiter=columns.delimiter), [])
    except (OSError, ValueError) as fault:
        raise CannotRead(
            _("The file can not be opened. Check its name, its folder and who may read it.")
        ) from fault
    return {heading.strip().casefold() for heading in first}


class _Row:
    """The cells of one row by the product's names, and what is wrong with them."""

    def __init__(self, record: Record, there: Mapping[str, str], columns: Columns) -> None:
        self.line, self.there, self.columns = record.line, there, columns
        self.cells: dict[str, Cell] = dict(zip(there, record.incident, strict=True))
        self.rejects: list[Reject] = []

    def wrong(self, fault: Fault, name: str) -> None:
        self.rejects.append(Reject(self.line, fault, name, self.there.get(name, "")))

    def text(self, name: str, longest: int) -> str:
        """A cell as text. Longer than it may be, or like a formula, it is wrong."""
        said = str(self.cells.get(name, "")).strip()
        if len(said) > longest:
            self.wrong(Fault.LENGTH, name)
        elif said.startswith(_FORMULA) and name != "telephone":
            self.wrong(Fault.FORMULA, name)
        return said

    def day(self, name: str, today: date) -> date | None:
        """A day, or None when the cell is empty."""
        cell = self.cells.get(name, "")
        if cell == "":
            return None
        found = self.columns.dates.day(cell)
        if found is None:
            self.wrong(Fault.DATE_FORMAT, name)
        elif found > today:
            self.wrong(Fault.DATE_FUTURE, name)
        elif found < _OLDEST:
            self.wrong(Fault.DATE_TOO_OLD, name)
        return found

    def moment(self, name: str) -> datetime | None:
        """A time, or None when the cell is empty."""
        cell = self.cells.get(name, "")
        found = self.columns.dates.moment(cell) if cell != "" else None
        if cell != "" and found is None:
            self.wrong(Fault.DATE_FORMAT, name)
        return found

    def age(self) -> int | None:
        """Whole years, or None when the cell is empty."""
        said = self.text("age", 5)
        if not said:
            return None
        if not said.isdecimal() or int(said) > _OLDEST_AGE:
            self.wrong(Fault.MALFORMED, "age")
            return None
        return int(said)


def _outcome(record: Record, there: Mapping[str, str], columns: Columns, today: date) -> RecordOutcome:
    if record.fault is not None:
        return RecordOutcome(record.line, None, (Reject(record.line, record.fault),))
    row = _Row(record, there, columns)
    found = _record(row, today)
    if not found.key:
        row.wrong(Fault.MISSING, "key")
    if not (found.given_name or found.family_name or found.numbers):
        row.wrong(Fault.MISSING, "family_name")
    if found.regime not in Regime.values:
        row.wrong(Fault.MALFORMED, "regime")
    return RecordOutcome(row.line, None if row.rejects else found, tuple(row.rejects))


def _record(row: _Row, today: date) -> PartnerRecord:
    texts: dict[str, Any] = {name: row.text(name, longest) for name, longest in _TEXTS.items()}
    texts["sex_recorded"] = texts.pop("sex")
    age = row.age()
    return PartnerRecord(
        line=row.line,
        key=row.text("key", _LONGEST_KEY),
        other_names=tuple(
            name.strip() for name in row.text("other_names", 300).split(_SEPARATOR) if name.strip()
        ),
        date_of_birth=row.day("date_of_birth", today),
        age=age,
        age_stated_on=(row.day("age_on", today) or today) if age is not None else None,
        recorded_at=row.moment("recorded"),
        updated_at=row.moment("updated"),
        regime=row.text("regime", 20) or Regime.UK_GDPR.value,
        numbers=tuple((kind, said) for kind in _NUMBERS if (said := row.text(kind, _LONGEST_NUMBER))),
        **texts,
    )
