"""Readers: a file in, records out, one at a time. Memory stays bounded whatever the file holds."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.police.delimited import read_delimited
from earlyhelp.exchange.police.lines import broken, open_text, physical_lines
from earlyhelp.exchange.police.mapping import Mapping, groups_of
from earlyhelp.exchange.police.shapes import LONGEST_RECORD, CannotRead, Cell, Held, Readable, Record

_ROWS_AT_ONCE: Final = 5_000
_WHOLE: Final = re.compile(r"-?\d+\.0")


def open_records(path: Readable, mapping: Mapping) -> Iterator[Record]:
    """Every record of a file, in order. Raises CannotRead when it is not such a file at all."""
    kind = mapping.format_of(path)
    try:
        if kind == "csv":
            yield from read_delimited(path, mapping)
        elif kind == "jsonl":
            yield from _json_lines(path, mapping)
        else:
            yield from _parquet(path, mapping)
    except OSError as fault:
        raise CannotRead(
            _("The file can not be opened. Check its name, its folder and who may read it.")
        ) from fault


def _json_lines(path: Readable, mapping: Mapping) -> Iterator[Record]:
    pick = _picker(mapping)
    with open_text(path, mapping.encoding) as file:
        for number, line, fault in physical_lines(file):
            if fault is None and not line.strip():
                continue
            fault = fault or broken(line)
            found = None if fault else _parsed(line)
            if isinstance(found, dict):
                yield pick(number, found)
            else:
                yield Record(number, fault=fault or Fault.MALFORMED)


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _parquet(path: Readable, mapping: Mapping) -> Iterator[Record]:
    # Imported here: it is large, and most forces send CSV.
    import pyarrow
    from pyarrow import parquet

    pick = _picker(mapping)
    number = 0
    try:
        with parquet.ParquetFile(BytesIO(path.content) if isinstance(path, Held) else path) as file:
            _check_columns(file.schema_arrow.names, mapping)
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    number += 1
                    yield pick(number, row)
    except pyarrow.ArrowException as fault:
        raise CannotRead(
            _("The file is not Parquet, or was cut off. Rows before the break may be loaded.")
        ) from fault


def _check_columns(there: list[str], mapping: Mapping) -> None:
    if not {name.split(".")[0] for name in mapping.incident.names} <= set(there):
        raise CannotRead(
            _("The file lacks columns that the mapping file names. Look whether it is the right mapping.")
        )


def _picker(mapping: Mapping) -> Callable[[int, dict[str, Any]], Record]:
    """A function that takes the mapping's cells out of a record that has names for them."""
    incident = [name.split(".") for name in mapping.incident.names]
    person = _person_paths(mapping)
    at = mapping.people_at.split(".")

    def pick(number: int, row: dict[str, Any]) -> Record:
        try:
            cells = tuple(_cell(row, path, mapping.separator) for path in incident)
            if mapping.people == "list":
                listed = _at(row, at) or ()
                groups = [tuple(_cell(one, path, mapping.separator) for path in person[0]) for one in listed]
            else:
                groups = [tuple(_cell(row, path, mapping.separator) for path in paths) for paths in person]
        except (TypeError, AttributeError, OverflowError):
            return Record(number, fault=Fault.MALFORMED)
        people = tuple(group for group in groups if any(group) or mapping.people == "list")
        fault = next((fault for text in (cells, *people) if (fault := _wrong(text))), None)
        return Record(number, fault=fault) if fault else Record(number, cells, people, last_line=number)

    return pick


def _person_paths(mapping: Mapping) -> list[list[list[str]]]:
    if mapping.people == "none":
        return []
    return [[name.split(".") for name in group] for group in groups_of(mapping.person, mapping)]


def _at(row: Any, path: list[str]) -> Any:
    for name in path:
        if row is None:
            return None
        row = row.get(name)
    return row


def _cell(row: Any, path: list[str], separator: str) -> Cell:
    """A value as text, or as a date. Raises TypeError for an object where a value belongs."""
    found = _at(row, path)
    if found is None:
        return ""
    if isinstance(found, str):
        return found.strip()
    if isinstance(found, datetime | date):
        return found
    if isinstance(found, list):
        return separator.join(map(partial(_plain, separator=separator), found))
    return _plain(found, separator=separator)


def _plain(found: object, *, separator: str) -> str:
    if isinstance(found, str | int | float) and not isinstance(found, bool):
        text = str(found)
        # A number column with gaps arrives as floating point: 412.0 is incident 412.
        return text[:-2] if _WHOLE.fullmatch(text) else text
    raise TypeError(type(found), separator)


def _wrong(cells: tuple[Cell, ...]) -> Fault | None:
    for cell in cells:
        if isinstance(cell, str) and cell:
            if len(cell) > LONGEST_RECORD:
                return Fault.TOO_LONG
            if found := broken(cell):
                return found
    return None
