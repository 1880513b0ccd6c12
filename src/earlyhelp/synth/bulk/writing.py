"""Columns to Parquet, a file for each table and year, in whole row groups and the same bytes every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from earlyhelp.evaluate.facts.tables import TABLES

# Rows that lie in memory for one table and year before they are written: at most these many, of 150 bytes or so.
_GROUP: Final = 122_880
_KINDS: Final[Mapping[str, pa.DataType]] = {
    "int64": pa.int64(),
    "int16": pa.int16(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "string": pa.string(),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words, each as its place in a list."""

    places: NDArray[Any]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """A column that is empty where `known` is false."""

    values: NDArray[Any]
    known: NDArray[np.bool_]


Column = NDArray[Any] | Words | Maybe


class Writer:
    """Writes tables of facts under a folder. Rows of a year stand in the order in which they come."""

    def __init__(self, out: Path, first_year: int) -> None:
        self.out, self.first_year = out, first_year
        self.rows: dict[str, int] = dict.fromkeys(TABLES, 0)
        self._open: dict[tuple[str, int], pq.ParquetWriter] = {}
        self._waiting: dict[tuple[str, int], list[pa.Table]] = {}

    def add(self, name: str, columns: Mapping[str, Column], years: NDArray[np.int16]) -> None:
        """Add rows, parted by their years."""
        table, order = TABLES[name], np.argsort(years, kind="stable")
        edges = np.searchsorted(years[order], np.unique(years), side="left")
        for places in np.split(order, edges[1:]):
            if len(places):
                year = int(years[places[0]])
                arrays = [_array(columns[column.name], places, column.kind) for column in table.columns]
                self._wait((name, year), pa.table(arrays, names=list(table.names)))

    def close(self) -> None:
        """Write what still waits, and close every file."""
        for key in list(self._waiting):
            self._write(key)
        for writer in self._open.values():
            writer.close()

    def _wait(self, key: tuple[str, int], rows: pa.Table) -> None:
        self.rows[key[0]] += rows.num_rows
        waiting = self._waiting.setdefault(key, [])
        waiting.append(rows)
        if sum(part.num_rows for part in waiting) >= _GROUP:
            self._write(key)

    def _write(self, key: tuple[str, int]) -> None:
        whole = pa.concat_tables(self._waiting.pop(key))
        if key not in self._open:
            folder = self.out / key[0] / f"year={key[1]}"
            folder.mkdir(parents=True, exist_ok=True)
            # Words are places in a list only here: whoever reads the file finds plain text.
            self._open[key] = pq.ParquetWriter(
                folder / "part-0.parquet",
                whole.schema,
                compression="zstd",
                compression_level=1,
                store_schema=False,
            )
        self._open[key].write_table(whole, row_group_size=_GROUP)


def words(places: NDArray[Any], known: Sequence[str]) -> Words:
    """A column of words from places in a list."""
    return Words(places, tuple(known))


def one_word(word: str, number: int) -> Words:
    """The same word in every row."""
    return Words(np.zeros(number, dtype=np.int8), (word,))


def _array(column: Column, places: NDArray[np.int64], kind: str) -> pa.Array:
    if isinstance(column, Words):
        chosen = pa.array(column.places[places].astype(np.int32))
        return pa.DictionaryArray.from_arrays(chosen, pa.array(column.words, pa.string()))
    if isinstance(column, Maybe):
        return pa.array(column.values[places], type=_KINDS[kind], mask=~column.known[places])
    if kind == "date":
        return pa.array(column[places].astype(np.int32)).cast(pa.date32())
    return pa.array(column[places], type=_KINDS[kind])
