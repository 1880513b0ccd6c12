"""A mapping tried on the first rows of a file: what it finds in them, without a word of what they say of anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Final

from earlyhelp.exchange.police.incidents import CodeBook, Reject, read_incidents
from earlyhelp.exchange.police.mapping import INCIDENT_FIELDS, PERSON_FIELDS, Mapping, Sources
from earlyhelp.exchange.police.reading import open_records
from earlyhelp.exchange.police.shapes import Cell, Readable

MOST_ROWS: Final = 200
"""How many rows of a file are read. Mistakes of a mapping show in the first ones."""


@dataclass(frozen=True, slots=True)
class Filled:
    """In how many rows, or of how many people, a field holds something. Never what."""

    field: str
    column: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a mapping makes of the first rows: counts, days, and where something is wrong."""

    rows: int
    incidents: int
    people: int
    refused: int
    first_on: date | None
    last_on: date | None
    incident_fields: tuple[Filled, ...]
    person_fields: tuple[Filled, ...]
    rejects: tuple[Reject, ...]


def try_rows(file: Readable, mapping: Mapping, book: CodeBook, *, at: datetime) -> Trial:
    """Read the first rows through a mapping. Raises CannotRead when the file is not one for it at all."""
    records = list(islice(open_records(file, mapping), MOST_ROWS))
    outcomes = list(read_incidents(iter(records), mapping, book, at=at))
    incidents = [one.incident for one in outcomes if one.incident is not None]
    days = [one.opened_at.astimezone(mapping.times.zone).date() for one in incidents]
    said = [record.incident for record in records if record.incident]
    people = [person for record in records for person in record.people]
    return Trial(
        rows=len(records),
        incidents=len(incidents),
        people=sum(len(one.people) for one in incidents),
        refused=sum(one.incident is None for one in outcomes),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        incident_fields=tuple(_filled(mapping.incident, INCIDENT_FIELDS, said)),
        person_fields=tuple(_filled(mapping.person, PERSON_FIELDS, people)),
        rejects=tuple(reject for one in outcomes for reject in one.rejects),
    )


def _filled(sources: Sources, names: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Iterator[Filled]:
    """The fields for which the mapping names a column."""
    for name, (start, stop) in zip(names, sources.spans, strict=False):
        if stop > start:
            count = sum(any(row[start:stop]) for row in rows)
            yield Filled(name, sources.columns[name], count, len(rows))
