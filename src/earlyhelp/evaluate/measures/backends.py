"""Where measures are run: DuckDB on one machine, or Spark. Both read the same files and give the same answers."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import ibis

from earlyhelp.evaluate.facts.tables import TABLES, Table
from earlyhelp.evaluate.measures.faults import CannotMeasure, Fault

MEMORY: Final = "3GB"
"""What DuckDB may take; what does not fit goes to files that are deleted afterwards."""
LOCAL: Final = "local[*]"
_TYPES: Final[Mapping[str, str]] = {"bool": "boolean"}
_SQL: Final[Mapping[str, str]] = {
    "int64": "bigint",
    "int16": "smallint",
    "float64": "double",
    "bool": "boolean",
}


class Backend(Protocol):
    """What runs expressions of Ibis."""

    connection: Any

    def read(self, table: Table, folder: Path) -> Any:
        """The files of a table, as an expression."""

    def empty(self, table: Table) -> Any:
        """A table without rows."""

    def keep(self, name: str, made: Any) -> Any:
        """A table that is made once and read more often."""

    def close(self) -> None:
        """Forget everything that was made on the way."""


class DuckDB:
    """DuckDB in this process, with a limit to its memory."""

    def __init__(self, memory: str = MEMORY) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="earlyhelp-measures-"))
        self.connection: Any = ibis.duckdb.connect(
            memory_limit=memory, temp_directory=str(self.folder), preserve_insertion_order=False
        )
        self.connection.con.execute("SET enable_progress_bar = false")

    def read(self, table: Table, folder: Path) -> Any:
        """The files of a table, as an expression."""
        return self.connection.read_parquet(f"{folder}/**/*.parquet", table_name=table.name)

    def empty(self, table: Table) -> Any:
        """A table without rows."""
        columns = ", ".join(
            f'"{column.name}" {_SQL.get(column.kind, column.kind)}' for column in table.columns
        )
        self.connection.con.execute(f"CREATE TEMP TABLE {table.name} ({columns})")
        return self.connection.table(table.name)

    def keep(self, name: str, made: Any) -> Any:
        """A table that is made once and read more often."""
        self.connection.con.execute(f"CREATE TEMP TABLE kept_{name} AS {self.connection.compile(made)}")
        return self.connection.table(f"kept_{name}")

    def close(self) -> None:
        """Forget everything that was made on the way."""
        self.connection.disconnect()
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark:
    """Spark, where facts outgrow one machine. On this machine, unless a master is named."""

    def __init__(self, master: str = LOCAL) -> None:
        self.session = _session(master)
        self.connection: Any = ibis.pyspark.connect(self.session)
        self.kept: list[Any] = []

    def read(self, table: Table, folder: Path) -> Any:
        """The files of a table, as an expression."""
        self.session.read.parquet(str(folder)).createOrReplaceTempView(table.name)
        return self.connection.table(table.name)

    def empty(self, table: Table) -> Any:
        """A table without rows."""
        columns = ", ".join(
            f"`{column.name}` {_SQL.get(column.kind, column.kind)}" for column in table.columns
        )
        self.session.createDataFrame([], columns).createOrReplaceTempView(table.name)
        return self.connection.table(table.name)

    def keep(self, name: str, made: Any) -> Any:
        """A table that is made once and read more often."""
        frame = self.session.sql(self.connection.compile(made)).persist()
        frame.createOrReplaceTempView(f"kept_{name}")
        self.kept.append(frame)
        return self.connection.table(f"kept_{name}")

    def close(self) -> None:
        """Stop the session."""
        self.session.stop()


ENGINES: Final[Mapping[str, Callable[[str, str], Backend]]] = {
    "duckdb": lambda memory, _master: DuckDB(memory),
    "spark": lambda _memory, master: Spark(master),
}


def open_table(backend: Backend, name: str, facts_dir: Path) -> Any:
    """A table of facts with the columns and types that it is said to have. What nobody published has no rows."""
    table, folder = TABLES[name], facts_dir / name
    if next(folder.glob("**/*.parquet"), None) is None:
        return backend.empty(table)
    read = backend.read(table, folder)
    if missing := [column for column in table.names if column not in read.columns]:
        raise CannotMeasure(Fault.NO_COLUMN, f"{name}: {', '.join(missing)}", ", ".join(read.columns))
    return read.select(
        **{column.name: read[column.name].cast(kind_of(column.kind)) for column in table.columns}
    )


def kind_of(kind: str) -> str:
    """The name that Ibis has for a kind of column."""
    return _TYPES.get(kind, kind)


def _session(master: str) -> Any:
    """A session of Spark. Raises CannotMeasure when pyspark or Java is not there, or the master does not answer."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise CannotMeasure(Fault.NO_SPARK) from problem
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise CannotMeasure(Fault.NO_JAVA)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    wanted = SparkSession.builder.master(master).appName("earlyhelp measures")
    for name, value in _settings(master).items():
        wanted = wanted.config(name, value)
    try:
        session = wanted.getOrCreate()
    except Exception as problem:
        raise CannotMeasure(Fault.SPARK_NOT_STARTED, master) from problem
    session.sparkContext.setLogLevel("ERROR")
    return session


def _settings(master: str) -> dict[str, str]:
    """On this machine Spark keeps to itself, and does not cut small work into two hundred pieces."""
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    if master.startswith("local"):
        settings |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
            "spark.driver.memory": "4g",
        }
    return settings
