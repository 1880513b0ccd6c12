"""Writes values as files: Parquet and CSV for each measure, all of them in one long table, and how it was run."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from earlyhelp.evaluate.facts.tables import TABLES
from earlyhelp.evaluate.measures.engine import SCHEMA
from earlyhelp.evaluate.measures.faults import CannotMeasure, Fault
from earlyhelp.evaluate.measures.measure import Measure, Period
from earlyhelp.evaluate.measures.pieces import LONDON

_VERSIONS: Final = ("earlyhelp", "ibis-framework", "duckdb", "pyarrow")
_BLOCK: Final = 1 << 20
_TIMED: Final = ("incidents", "notifications", "referrals", "contacts", "help")
"""The tables by whose times whole months are found."""


def files_of(facts_dir: Path, name: str) -> list[Path]:
    """The files of a table of facts, in order."""
    return sorted((facts_dir / name).glob("**/*.parquet"))


def whole_months(facts_dir: Path) -> Period:
    """From the first whole month in the facts to the last one: half a month would look like a fall."""
    ends = [_span(path) for name in _TIMED for path in files_of(facts_dir, name)]
    spans = [span for span in ends if span is not None]
    if not spans:
        raise CannotMeasure(Fault.NO_PERIOD)
    first, latest = min(span[0] for span in spans), max(span[1] for span in spans)
    start = first if first.day == 1 else _next_month(first)
    following = latest + timedelta(days=1)
    last = (following if following.day == 1 else latest.replace(day=1)) - timedelta(days=1)
    if last < start:
        raise CannotMeasure(Fault.NO_PERIOD)
    return Period(start, last)


def _span(path: Path) -> tuple[date, date] | None:
    """The first and the last day in a file, in London."""
    found = pc.min_max(pq.read_table(path, columns=["at"], partitioning=None)["at"]).as_py()
    if found["min"] is None:
        return None
    return _day(found["min"]), _day(found["max"])


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, LONDON).date()


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def write(
    out: Path, found: Mapping[str, pa.Table], measures: Sequence[Measure], told: Mapping[str, Any]
) -> None:
    """Every measure as Parquet and CSV, all of them in `values.parquet`, and `run.json`."""
    out.mkdir(parents=True, exist_ok=True)
    for name, table in found.items():
        pq.write_table(table, out / f"{name}.parquet")
        pa_csv.write_csv(table, out / f"{name}.csv")
    pq.write_table(long_form(found, measures), out / "values.parquet")
    (out / "run.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def long_form(found: Mapping[str, pa.Table], measures: Sequence[Measure]) -> pa.Table:
    """All values in one table, after the code of their measure and its version."""
    parts = []
    for measure in measures:
        table = found[measure.name]
        code = pa.array([measure.code] * table.num_rows, pa.string())
        version = pa.array([measure.version] * table.num_rows, pa.int64())
        parts.append(table.add_column(0, "version", version).add_column(0, "measure", code))
    empty = pa.schema(
        [("measure", pa.string()), ("version", pa.int64()), *((f.name, f.type) for f in SCHEMA)]
    )
    return pa.concat_tables([empty.empty_table(), *parts]).combine_chunks()


def account(
    facts_dir: Path, period: Period, engine: str, found: Mapping[str, pa.Table], measures: Sequence[Measure]
) -> dict[str, Any]:
    """How it was run: period, engine, versions, rows, and a hash of each file that was read."""
    read = sorted({name for measure in measures for name in measure.tables if name in TABLES})
    files = [path for name in read for path in files_of(facts_dir, name)]
    rows = {name: sum(pq.read_metadata(path).num_rows for path in files_of(facts_dir, name)) for name in read}
    return {
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()},
        "engine": engine,
        "versions": {name: version(name) for name in _VERSIONS},
        "measures": {name: {"rows": table.num_rows} for name, table in found.items()},
        "facts": rows,
        "inputs": {path.relative_to(facts_dir).as_posix(): _hash(path) for path in files},
    }


def _hash(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            whole.update(block)
    return whole.hexdigest()
