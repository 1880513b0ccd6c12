"""A file of events in the product's own columns, row by row. Memory stays bounded whatever the file holds."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.police import CannotRead, Mapping, Reject, open_records
from earlyhelp.exchange.police.dates import DateReader
from earlyhelp.exchange.police.lines import open_text
from earlyhelp.exchange.police.mapping import Sources
from earlyhelp.exchange.police.shapes import LONGEST_RECORD, Cell, Record
from earlyhelp.understand.choices.chronology import Certainty, EventKind, EventVisibility
from earlyhelp.understand.rules.events import RecordedEvent

COLUMNS: Final = (
    "key",
    "system",
    "person",
    "kind",
    "at",
    "on",
    "until",
    "certainty",
    "summary_en",
    "summary_cy",
    "language",
    "major",
    "visibility",
)
"""The headings of a file, in any order. All must be there; what may be empty, the guide to loading events says."""

_LONGEST: Final = {"key": 100, "system": 60, "person": 100, "summary_en": 500, "summary_cy": 500}
_NEEDED: Final = ("key", "system", "person", "kind", "certainty")
_FORMULA: Final = ("=", "+", "-", "@")
_OLDEST: Final = date(1900, 1, 1)
_LONDON: Final = ZoneInfo("Europe/London")
_KINDS: Final = {kind.value: kind for kind in EventKind.of_partners()}
_YES: Final = {"": False, "no": False, "0": False, "false": False, "yes": True, "1": True, "true": True}
_DATES: Final = DateReader(("iso",), _LONDON)


@dataclass(frozen=True, slots=True)
class EventOutcome:
    """What one row came to: an event, or everything that is wrong with it."""

    line: int
    event: RecordedEvent | None
    rejects: tuple[Reject, ...] = ()


def read_events(path: Path, *, after: int = 0, at: datetime) -> Iterator[EventOutcome]:
    """Every row of a file that stands after a line, in order. CSV in UTF-8, JSON Lines or Parquet.

    Raises CannotRead when it is not such a file, or lacks a column.
    """
    mapping = _own_columns()
    if mapping.format_of(path) == "csv":
        _check_headings(path)
    today = at.astimezone(_LONDON).date()
    for record in open_records(path, mapping):
        if record.line > after:
            yield _outcome(record, today)


def _own_columns() -> Mapping:
    """The product's own columns, for the readers of police files."""
    spans = tuple((place, place + 1) for place in range(len(COLUMNS)))
    return Mapping(
        force="",
        format="",
        encoding="utf-8-sig",
        delimiter=",",
        quote='"',
        people="none",
        people_at="people",
        most_people=1,
        separator="|",
        incident=Sources(COLUMNS, spans, {name: name for name in COLUMNS}),
        person=Sources((), (), {}),
        times=_DATES,
        births=_DATES,
    )


def _check_headings(path: Path) -> None:
    with open_text(path, "utf-8-sig") as file:
        headings = next(csv.reader([file.readline(LONGEST_RECORD)]), [])
    if not set(COLUMNS) <= {heading.strip().casefold() for heading in headings}:
        raise CannotRead(
            _("The file lacks columns of partners’ events. The guide to loading events names all of them.")
        )


class _Row:
    """The cells of one row by name, and what is wrong with them."""

    def __init__(self, record: Record) -> None:
        self.line = record.line
        self.cells: dict[str, Cell] = dict(zip(COLUMNS, record.incident, strict=True))
        self.rejects: list[Reject] = []

    def wrong(self, fault: Fault, name: str) -> None:
        self.rejects.append(Reject(self.line, fault, name, name))

    def text(self, name: str) -> str:
        """A cell as text. Longer than it may be, or like a formula, it is wrong."""
        said = str(self.cells[name])
        if len(said) > _LONGEST.get(name, 30):
            self.wrong(Fault.LENGTH, name)
        elif said.startswith(_FORMULA):
            self.wrong(Fault.FORMULA, name)
        return said

    def word(self, name: str, known: dict[str, Any], default: str = "") -> Any:
        """One of the words that may stand there."""
        said = str(self.cells[name]).strip().casefold() or default
        if said not in known:
            self.wrong(Fault.WORD_UNKNOWN, name)
            return None
        return known[said]

    def time(self, name: str, read: Callable[[Cell], Any], today: date) -> Any:
        """A moment or a day, or None when the cell is empty."""
        cell = self.cells[name]
        if cell == "":
            return None
        found = read(cell)
        if found is None:
            self.wrong(Fault.DATE_FORMAT, name)
            return None
        day = found.astimezone(_LONDON).date() if isinstance(found, datetime) else found
        if day > today and name != "until":
            self.wrong(Fault.DATE_FUTURE, name)
        elif day < _OLDEST:
            self.wrong(Fault.DATE_TOO_OLD, name)
        return found


def _outcome(record: Record, today: date) -> EventOutcome:
    if record.fault is not None:
        return EventOutcome(record.line, None, (Reject(record.line, record.fault),))
    row = _Row(record)
    for name in _NEEDED:
        if row.cells[name] == "":
            row.wrong(Fault.MISSING, name)
    event = _event(row, today) if not row.rejects else None
    return EventOutcome(row.line, None if row.rejects else event, tuple(row.rejects))


def _event(row: _Row, today: date) -> RecordedEvent:
    moment = row.time("at", _DATES.moment, today)
    day = row.time("on", _DATES.day, today)
    until = row.time("until", _DATES.day, today)
    if not row.rejects:
        _check_times(row, moment, day, until)
    english, welsh = row.text("summary_en"), row.text("summary_cy")
    if not english and not welsh:
        row.wrong(Fault.MISSING, "summary_en")
    return RecordedEvent(
        line=row.line,
        key=row.text("key"),
        system=row.text("system"),
        person_key=row.text("person"),
        kind=row.word("kind", _KINDS),
        at=moment,
        on=day,
        until_on=until,
        certainty=row.word("certainty", {one.value: one for one in Certainty}),
        summary_en=english,
        summary_cy=welsh,
        language=row.word("language", {"en": "en", "cy": "cy"}, "en" if english else "cy"),
        is_major=row.word("major", _YES),
        visibility=row.word(
            "visibility", {one.value: one for one in EventVisibility}, EventVisibility.SHARED.value
        ),
    )


def _check_times(row: _Row, moment: datetime | None, day: date | None, until: date | None) -> None:
    """One of a moment and a day, and an end only after a day."""
    if (moment is None) == (day is None):
        row.wrong(Fault.ONE_TIME, "on")
    elif until is not None and (day is None or until < day):
        row.wrong(Fault.ENDS_BEFORE, "until")
