"""The shapes that readers and rules share, and the limits of a file."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any, Final

from earlyhelp.exchange.choices import Fault
from earlyhelp.kit.errors import RuleError

LONGEST_RECORD: Final = 100_000
"""Characters of one record. What is longer is skipped without being held in memory."""

Cell = Any
"""A value of a file: text, or what Parquet and JSON know (numbers, dates, lists, nothing)."""


class CannotRead(RuleError):
    """The file, or its mapping, can not be used at all. Nothing was loaded from it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is held in memory only: what somebody sends to a page to try a mapping on."""

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        """The ending of its name, such as ".csv"."""
        return PurePath(self.name).suffix


Readable = Path | Held


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: the incident's cells and, for each person in it, theirs, in the order of the mapping.

    `line` counts from 1, headings included. With a `fault`, nothing else could be read.
    """

    line: int
    incident: tuple[Cell, ...] = ()
    people: tuple[tuple[Cell, ...], ...] = ()
    fault: Fault | None = None
    last_line: int = 0


Moment = date | datetime
