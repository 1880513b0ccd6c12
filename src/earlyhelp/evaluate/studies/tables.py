"""The file of a study as columns: numbers, months, and who was helped."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Final

from earlyhelp.evaluate.studies.results import BadStudy, Fault

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-\d{2})?")
_YES: Final = frozenset({"1", "yes", "true", "y", "ie", "ydy"})
_NO: Final = frozenset({"0", "no", "false", "n", "na", "nac ydy"})


@dataclass(frozen=True, slots=True)
class Lines:
    """A CSV file, line by line, as text. Line 1 is the heading."""

    lines: tuple[dict[str, str], ...]

    def words(self, column: str) -> list[str]:
        """A column as it stands."""
        return [(line[column] or "").strip() for line in self.lines]

    def numbers(self, column: str) -> list[float]:
        """A column of numbers. Raises BadStudy with the line of the first that is none."""
        found = []
        for place, said in enumerate(self.words(column), start=2):
            number = _number(said)
            if number is None:
                raise BadStudy(Fault.NOT_A_NUMBER, f"{column}:{place}", said)
            found.append(number)
        return found

    def months(self, column: str) -> list[int]:
        """A column of months (2026-03, or any day in it) as months since the year 0. Raises BadStudy."""
        return [month_of(said, f"{column}:{place}") for place, said in enumerate(self.words(column), 2)]

    def answers(self, column: str) -> list[bool]:
        """A column of yes and no. Raises BadStudy."""
        found = []
        for place, said in enumerate(self.words(column), start=2):
            if said.casefold() not in _YES | _NO:
                raise BadStudy(Fault.NOT_YES_OR_NO, f"{column}:{place}", said)
            found.append(said.casefold() in _YES)
        return found


def read_lines(path: Path, columns: Sequence[str]) -> Lines:
    """Read a CSV file in UTF-8 that has these columns. Raises BadStudy."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            there = reader.fieldnames or []
            for column in filter(None, columns):
                if column not in there:
                    raise BadStudy(Fault.NO_COLUMN, column, ", ".join(there))
            return Lines(tuple(reader))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise BadStudy(Fault.UNREADABLE, path.name) from problem


def month_of(said: str, where: str) -> int:
    """`2026-03` or `2026-03-14` as months since the year 0. Raises BadStudy."""
    found = _MONTH.fullmatch(said.strip())
    if found is None:
        raise BadStudy(Fault.NOT_A_MONTH, where, said)
    return int(found[1]) * 12 + int(found[2]) - 1


def name_of(month: int) -> str:
    """Months since the year 0 as `2026-03`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _number(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return number if isfinite(number) else None
