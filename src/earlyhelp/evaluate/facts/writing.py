"""Writes facts as Parquet in folders by year, and only what has changed. Reads and writes files, nothing else.

`DIR/incidents/year=2026/part-south-wales-police.parquet`: a file for each table, year and owner. A file is rebuilt
whole and put in its place at once, so that nobody ever reads half of one, and a record that was corrected or erased is
not left behind in an older one. `_exported.json` says when each owner's table was last looked at, and by which marks.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple, Self
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from earlyhelp.evaluate.facts.tables import Table

STATE: Final = "_exported.json"
_LOCK: Final = "_lock"
_AT_A_TIME: Final = 50_000
_LONDON: Final = ZoneInfo("Europe/London")
_TYPES: Final[Mapping[str, pa.DataType]] = {
    "int64": pa.int64(),
    "int16": pa.int16(),
    "float64": pa.float64(),
    "string": pa.string(),
    "bool": pa.bool_(),
    "date": pa.date32(),
}


class BadFact(ValueError):
    """A row that does not fit its table. It names the column, never a value."""


class Busy(Exception):
    """Another export writes into the same folder now."""


def schema_of(table: Table) -> pa.Schema:
    """The columns of a table as Parquet has them."""
    return pa.schema([pa.field(one.name, _TYPES[one.kind], nullable=not one.needed) for one in table.columns])


def shape_of(table: Table) -> str:
    """Tells whether a table means the same columns and order as when it was written."""
    said = [table.sorted_by, [(one.name, one.kind, one.needed) for one in table.columns]]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


@dataclass(slots=True)
class Kept:
    """What happened to files: how many were written, how many were taken away, how many stayed as they were."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Folder:
    """A folder of facts that is being brought up to date. Made by `open_folder`.

    `mark` stands for what every row depends on beside the tables: the key of the numbers.
    """

    path: Path
    mark: str
    at: datetime
    kept: Kept = field(default_factory=Kept)
    state: dict[str, Any] = field(default_factory=dict)

    def is_current(self, table: Table, owner: str, year: int, seen: str) -> bool:
        """Whether a year was written when `seen`, what can be seen of it from outside, was the same as now."""
        stood = self._owner(table, owner)
        part = stood["years"].get(str(year))
        return (
            part is not None
            and bool(seen)
            and part["seen"] == seen
            and stood["mark"] == self._mark(table)
            and (not part["rows"] or self._part(table, owner, year).exists())
        )

    def keep_year(
        self, table: Table, owner: str, year: int, rows: Iterable[NamedTuple], seen: str = ""
    ) -> int:
        """Write one owner's rows of one year, unless the very same are there. Returns how many rows there are.

        Raises BadFact when a row does not fit; then what was there stays.
        """
        part = self._part(table, owner, year)
        count = self._replace(part, table, rows)
        stood = self._owner(table, owner)
        stood["years"][str(year)] = {"rows": count, "seen": seen}
        return count

    def keep_years(self, table: Table, owner: str, years: Iterable[int]) -> None:
        """Take away whatever is there of an owner for other years than these, and write down that it was looked at."""
        wanted = set(years)
        stood = self._owner(table, owner)
        stood["at"], stood["mark"] = self.at.isoformat(), self._mark(table)
        for part in self._parts(table, owner):
            if _year_of(part) not in wanted:
                self._remove(part)
        stood["years"] = {year: said for year, said in stood["years"].items() if int(year) in wanted}
        (self.path / table.name).mkdir(exist_ok=True)
        self._write_state()

    def keep_owners(self, table: Table, owners: Iterable[str]) -> None:
        """Take away whatever is there of other owners than these."""
        wanted = set(owners)
        for part in sorted((self.path / table.name).glob("year=*/part-*.parquet")):
            if _owner_of(part) not in wanted:
                self._remove(part)
        tables = self.state["tables"]
        tables[table.name] = {
            name: said for name, said in tables.get(table.name, {}).items() if name in wanted
        }
        self._write_state()

    def count(self, table: Table) -> int:
        """How many rows of a table stand there, as it was written down."""
        owners = self.state["tables"].get(table.name, {}).values()
        return sum(part["rows"] for owner in owners for part in owner["years"].values())

    def replace_part(self, table: Table, name: str, year: int, rows: Iterable[NamedTuple]) -> int:
        """Write one named part of a year, such as a month of a file, in the place of the one of that name."""
        return self._replace(self._part(table, name, year), table, rows)

    def _replace(self, part: Path, table: Table, rows: Iterable[NamedTuple]) -> int:
        made = build(table, rows)
        if not made.num_rows:
            if part.exists():
                self._remove(part)
            return 0
        beside = part.with_suffix(".new")
        part.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(made, beside, compression="zstd", row_group_size=200_000)
        if part.exists() and _digest(part) == _digest(beside):
            beside.unlink()
            self.kept.unchanged += 1
        else:
            _settle(beside, part)
            self.kept.written += 1
        return int(made.num_rows)

    def _remove(self, part: Path) -> None:
        part.unlink()
        self.kept.removed += 1
        if not any(part.parent.iterdir()):
            part.parent.rmdir()

    def _owner(self, table: Table, owner: str) -> dict[str, Any]:
        owners: dict[str, Any] = self.state["tables"].setdefault(table.name, {})
        found: dict[str, Any] = owners.setdefault(owner, {"at": "", "mark": "", "years": {}})
        return found

    def _mark(self, table: Table) -> str:
        return f"{self.mark} {shape_of(table)}"

    def _part(self, table: Table, owner: str, year: int) -> Path:
        return self.path / table.name / f"year={year}" / f"part-{owner}.parquet"

    def _parts(self, table: Table, owner: str) -> list[Path]:
        return sorted((self.path / table.name).glob(f"year=*/part-{owner}.parquet"))

    def _write_state(self) -> None:
        text = json.dumps(self.state, indent=1, sort_keys=True)
        there = self.path / STATE
        beside = there.with_suffix(".new")
        beside.write_text(text + "\n", encoding="utf-8")
        _settle(beside, there)

    @classmethod
    def read(cls, path: Path, *, mark: str, at: datetime, whole: bool) -> Self:
        """The folder as it was left; as if nothing had been written down when `whole`, or when that cannot be read."""
        state: dict[str, Any] = {}
        if not whole and (path / STATE).exists():
            try:
                state = json.loads((path / STATE).read_text(encoding="utf-8"))
            except ValueError:
                state = {}
        if not isinstance(state.get("tables"), dict):
            state = {"version": 1, "tables": {}}
        return cls(path, mark, at, state=state)


@contextmanager
def open_folder(path: Path, *, mark: str, at: datetime, whole: bool = False) -> Iterator[Folder]:
    """Bring a folder of facts up to date, alone. `whole` trusts nothing that was written down. Raises Busy."""
    path.mkdir(parents=True, exist_ok=True)
    with (path / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise Busy(str(path)) from taken
        for left in path.glob("*/year=*/*.new"):
            left.unlink()
        yield Folder.read(path, mark=mark, at=at, whole=whole)


def build(table: Table, rows: Iterable[NamedTuple]) -> pa.Table:
    """Rows as a table of Parquet, in its order; month and year follow from `at`. Raises BadFact."""
    schema = schema_of(table)
    batches, now = [], [list[Any]() for _ in table.columns]
    for row in rows:
        values = _values(table, row)
        for column, value in zip(now, values, strict=True):
            column.append(value)
        if len(now[0]) == _AT_A_TIME:
            batches.append(_batch(table, schema, now))
            now = [list[Any]() for _ in table.columns]
    batches.append(_batch(table, schema, now))
    made = pa.Table.from_batches(batches, schema)
    return made.sort_by([(name, "ascending") for name in _order(table)]).combine_chunks()


def _order(table: Table) -> tuple[str, ...]:
    """Every column at last, so that the same rows always make the same file."""
    return (*table.sorted_by, *(name for name in table.names if name not in table.sorted_by))


def _values(table: Table, row: NamedTuple) -> list[Any]:
    said = row._asdict()
    if "month" not in said:
        said["month"] = month_of(said["at"])
    said.setdefault("year", said["month"].year)
    if set(said) != set(table.names):
        raise BadFact(f"{table.name}: {', '.join(sorted(set(said) ^ set(table.names)))}")
    return [said[name] for name in table.names]


def month_of(at: int) -> date:
    """The first day of the month, in London, of a moment in seconds since 1970."""
    return datetime.fromtimestamp(at, _LONDON).date().replace(day=1)


def _batch(table: Table, schema: pa.Schema, columns: list[list[Any]]) -> pa.RecordBatch:
    arrays = []
    for column, values in zip(table.columns, columns, strict=True):
        try:
            array = pa.array(values, _TYPES[column.kind])
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as wrong:
            raise BadFact(f"{table.name}.{column.name}: not {column.kind}") from wrong
        if column.needed and array.null_count:
            raise BadFact(f"{table.name}.{column.name}: empty")
        arrays.append(array)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _settle(beside: Path, there: Path) -> None:
    """Put a finished file in its place at once, on the disk and not only in memory."""
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.replace(there)


def _year_of(part: Path) -> int:
    return int(part.parent.name.removeprefix("year="))


def _owner_of(part: Path) -> str:
    return part.name.removeprefix("part-").removesuffix(".parquet")
