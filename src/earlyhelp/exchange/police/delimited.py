"""Comma-separated files: records that may run over several lines, be cut off, or never end."""

import csv
from collections.abc import Callable, Iterator
from itertools import pairwise
from operator import itemgetter
from typing import Final, TextIO

from django.utils.translation import gettext_lazy as _

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.police.lines import broken, open_text
from earlyhelp.exchange.police.mapping import Mapping, groups_of
from earlyhelp.exchange.police.shapes import LONGEST_RECORD, CannotRead, Cell, Readable, Record

_MOST_LINES: Final = 200
"""Lines of one record. A missing quotation mark would otherwise make one record of all that follows."""


def read_delimited(path: Readable, mapping: Mapping) -> Iterator[Record]:
    """Every record after the headings. Raises CannotRead when the headings are not those of the mapping."""
    with open_text(path, mapping.encoding) as file:
        records = _Records(file, mapping)
        headings = next(records, None)
        pick, width = _picker(headings or [], mapping)
        for row in records:
            fault = records.fault
            if fault is None and len(row) != width:
                if not row:
                    continue
                fault = Fault.COLUMNS
            if fault:
                yield Record(records.first, fault=fault, last_line=records.last)
            else:
                incident, people = pick(row)
                yield Record(records.first, incident, people, None, records.last)


class _Records:
    """Rows of cells, with the lines they stand on. `fault` says why a row could not be read; it is then empty."""

    def __init__(self, file: TextIO, mapping: Mapping) -> None:
        self.first = self.last = 0
        self.fault: Fault | None = None
        self._file, self._quote = file, mapping.quote
        self._rows = csv.reader(
            self._texts(),
            delimiter=mapping.delimiter,
            quotechar=mapping.quote or None,
            quoting=csv.QUOTE_MINIMAL if mapping.quote else csv.QUOTE_NONE,
            strict=True,
        )

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self.fault = None
        try:
            row = next(self._rows)
        except csv.Error:
            self.fault = self.fault or Fault.MALFORMED
            return []
        return [] if self.fault else row

    def _texts(self) -> Iterator[str]:
        """The text of each record, whole: a quotation mark that is open carries a record over to the next line."""
        read, quote = self._file.readline, self._quote
        while line := read(LONGEST_RECORD):
            self.first = self.last = self.last + 1
            if (quote and line.count(quote) % 2) or len(line) >= LONGEST_RECORD:
                line = self._rest(line)
            if self.fault is None and not (line.isascii() and line[:-2].isprintable()):
                self.fault = broken(line)
            yield "" if self.fault else line

    def _rest(self, line: str) -> str:
        """What a record that does not end with its first piece says, or nothing and a fault."""
        pieces, size, quote = [line], len(line), self._quote
        is_open = bool(quote) and line.count(quote) % 2 == 1
        ended = line.endswith("\n")
        while is_open or not ended:
            more = self._file.readline(LONGEST_RECORD)
            if not more:
                if is_open:
                    self.fault = Fault.UNCLOSED
                break
            self.last += ended
            size += len(more)
            if size <= LONGEST_RECORD and self.last - self.first < _MOST_LINES:
                pieces.append(more)
            else:
                self.fault = Fault.TOO_LONG
            is_open ^= bool(quote) and more.count(quote) % 2 == 1
            ended = more.endswith("\n")
        return "".join(pieces) if self.fault is None else ""


Pick = Callable[[list[str]], tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]]


def _picker(headings: list[str], mapping: Mapping) -> tuple[Pick, int]:
    """A function that takes the mapping's cells out of a row, and how many cells a row has."""
    places = {name.strip().casefold(): place for place, name in enumerate(headings)}
    if len(places) != len(headings):
        raise CannotRead(_("Two columns of the file have the same heading, or one has none."))
    try:
        incident = _taker([places[name.casefold()] for name in mapping.incident.names])
        groups = [] if mapping.people == "none" else groups_of(mapping.person, mapping)
        people = [_taker([places[name.casefold()] for name in group]) for group in groups]
    except KeyError as fault:
        raise CannotRead(
            _(
                "The file lacks columns that the mapping file names. Look whether it is the right mapping, and whether "
                "its delimiter and encoding are those of the file."
            )
        ) from fault

    def pick(row: list[str]) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]:
        row = [cell.strip() for cell in row]
        return incident(row), tuple(cells for take in people if any(cells := take(row)))

    return pick, len(headings)


def _taker(places: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """Takes cells by their places, always as a tuple; a run of neighbours by one slice."""
    if all(after == before + 1 for before, after in pairwise(places)):
        start, stop = places[0], places[-1] + 1
        return lambda row: tuple(row[start:stop])
    return itemgetter(*places)
