"""Where the tables are and who works on them: DuckDB, on one machine."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink.internals.database_api import DatabaseAPI

from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault

CSV: Final = frozenset({".csv", ".tsv", ".txt", ".gz"})


def quoted(name: str) -> str:
    """A column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def text_of(value: str) -> str:
    """A piece of text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


Pairs = Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]
Work = Callable[[Pairs], pa.Table]
"""Takes pairs, portion by portion, and returns the table of those that are kept."""


class Engine(Protocol):
    """Tables by name, made and asked in the SQL of DuckDB; and pairs, found and weighed wherever there is room."""

    name: str

    def open(self, path: Path) -> list[str]:
        """Make the table ``raw`` of a file, every row numbered from 0 in ``row_n``. Returns the other columns."""
        ...

    def make(self, table: str, sql: str) -> None:
        """Make a table of a question, or make it anew."""
        ...

    def put(self, table: str, rows: pa.Table) -> None:
        """Make a table of rows."""
        ...

    def ask(self, sql: str) -> pa.Table:
        """Answer a question."""
        ...

    def drop(self, *tables: str) -> None:
        """Forget tables."""
        ...

    def meet(self, keys: int, *, apart: bool) -> int:
        """Keep the pairs (l < r) that share one of so many keys in the table ``keyed``. Returns how many there are.

        ``apart``: two records of one source never meet.
        """
        ...

    def weigh(self, work: Work) -> pa.Table:
        """Have those pairs weighed, where they lie. Returns what the work returns, all together."""
        ...

    def splink(self) -> "DatabaseAPI[Any]":
        """The same engine as Splink takes it."""
        ...

    def close(self) -> None:
        """Let everything go."""
        ...


class DuckDB:
    """DuckDB in memory, on all cores of this machine."""

    name = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("SET enable_progress_bar = false")

    def open(self, path: Path) -> list[str]:
        """Make the table ``raw`` of a Parquet or CSV file. Raises CannotLink."""
        source = text_of(str(path))
        readings = [f"read_parquet({source})"]
        if path.suffix.lower() in CSV:
            heads = "all_varchar = true, header = true, sample_size = 20000"
            readings = [f"read_csv({source}, {heads}, encoding = '{each}')" for each in ("utf-8", "latin-1")]
        for reading in readings:
            with suppress(duckdb.Error):
                self.make("raw", f"SELECT row_number() OVER () - 1 AS row_n, * FROM {reading}")
                break
        else:
            raise CannotLink(Fault.NOT_READABLE, str(path))
        return [name for name in self.ask("SELECT * FROM raw LIMIT 0").column_names if name != "row_n"]

    def make(self, table: str, sql: str) -> None:
        """Make a table of a question."""
        self.connection.execute(f"CREATE OR REPLACE TABLE {table} AS {sql}")

    def put(self, table: str, rows: pa.Table) -> None:
        """Make a table of rows."""
        self.connection.register("put_here", rows)
        self.make(table, "SELECT * FROM put_here")
        self.connection.unregister("put_here")

    def ask(self, sql: str) -> pa.Table:
        """Answer a question."""
        return self.connection.execute(sql).to_arrow_table()

    def drop(self, *tables: str) -> None:
        """Forget tables."""
        for table in tables:
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")

    def meet(self, keys: int, *, apart: bool) -> int:
        """Keep the pairs that share a key, each under the first key that it shares."""
        unions = []
        other = "AND l.source IS DISTINCT FROM r.source" if apart else ""
        for number in range(keys):
            before = " ".join(f"AND (l.k{n} = r.k{n}) IS NOT TRUE" for n in range(number))
            unions.append(
                f"SELECT l.n AS l, r.n AS r FROM keyed l JOIN keyed r ON l.k{number} = r.k{number} AND l.n < r.n "
                f"WHERE true {before} {other}"
            )
        self.make("pairs", " UNION ALL ".join(unions))
        return int(self.ask("SELECT count(*) AS c FROM pairs")["c"][0].as_py())

    def weigh(self, work: Work) -> pa.Table:
        """Have those pairs weighed, on all cores of this machine."""
        return work(pairs_of(self.ask("SELECT l, r FROM pairs").to_batches()))

    def splink(self) -> "DatabaseAPI[Any]":
        """The same connection as Splink takes it."""
        from splink.backends.duckdb import DuckDBAPI

        return DuckDBAPI(self.connection)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def pairs_of(batches: Iterable[pa.RecordBatch]) -> Pairs:
    """Pairs (l, r) as numbers."""
    for batch in batches:
        yield batch.column(0).to_numpy(), batch.column(1).to_numpy()
