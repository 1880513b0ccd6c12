"""Spark, for tables that are too large for one machine's cores: pairs are found and weighed there.

What grows with the number of records stays where the command runs (reading names once, cutting groups), and training
too, since it looks at samples only. What grows with the number of pairs goes to Spark: blocks are joined by Spark SQL,
and the same scorer as on one machine weighs them in its workers, so that both engines give the same people.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

import earlyhelp
from earlyhelp.understand.linkage.batch.engines import DuckDB, Work, pairs_of, text_of
from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault

LOCAL: Final = "local[*]"
"""Spark on this machine, on all of its cores."""
_KEPT: Final = "l int, r int, weight double"
_ROWS_OF_A_BATCH: Final = 1 << 18


class Spark(DuckDB):
    """DuckDB where the command runs, and Spark for the pairs."""

    name = "spark"

    def __init__(self, master: str = LOCAL) -> None:
        super().__init__()
        self.session = _session(master)
        self.folder = Path(tempfile.mkdtemp(prefix="earlyhelp-link-"))
        self.pairs: Any = None

    def meet(self, keys: int, *, apart: bool) -> int:
        """Join records by their keys in Spark, and keep the pairs there, each once."""
        written = self.folder / "keyed.parquet"
        source = "source" if apart else "NULL"
        each = [
            f"SELECT {number} AS number, k{number} AS k, n, {source} AS source FROM keyed"
            for number in range(keys)
        ]
        self.connection.execute(
            f"COPY (SELECT * FROM ({' UNION ALL '.join(each)}) WHERE k IS NOT NULL) "
            f"TO {text_of(str(written))} (FORMAT parquet)"
        )
        self.session.read.parquet(str(written)).createOrReplaceTempView("keyed")
        other = "AND NOT (l.source <=> r.source)" if apart else ""
        found = self.session.sql(
            "SELECT DISTINCT l.n AS l, r.n AS r FROM keyed l JOIN keyed r "
            f"ON l.number = r.number AND l.k = r.k AND l.n < r.n {other}"
        )
        self.pairs = found.coalesce(self.session.sparkContext.defaultParallelism * 2).persist()
        return int(self.pairs.count())

    def weigh(self, work: Work) -> pa.Table:
        """Weigh the pairs in Spark's workers and fetch those that are kept."""

        def of_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            yield from work(pairs_of(batches)).to_batches()

        kept = self.pairs.mapInArrow(of_batches, _KEPT).toArrow()
        return kept.sort_by([("l", "ascending"), ("r", "ascending")])

    def close(self) -> None:
        """Stop the session and forget what was written for it."""
        super().close()
        self.session.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _session(master: str) -> Any:
    """A session of Spark. Raises CannotLink when pyspark or Java is not there, or the master does not answer."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise CannotLink(Fault.NO_SPARK) from problem
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise CannotLink(Fault.NO_JAVA)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    wanted = SparkSession.builder.master(master).appName("earlyhelp link")
    for name, value in _settings(master).items():
        wanted = wanted.config(name, value)
    try:
        session = wanted.getOrCreate()
    except Exception as problem:
        raise CannotLink(Fault.SPARK_NOT_STARTED, master) from problem
    session.sparkContext.setLogLevel("ERROR")
    return session


def _settings(master: str) -> dict[str, str]:
    """On this machine Spark keeps to itself, and its workers run this Python and this package."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS_OF_A_BATCH),
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
            "spark.driver.memory": "4g",
            "spark.executorEnv.PYTHONPATH": str(Path(earlyhelp.__file__).parents[1]),
        }
    return settings
