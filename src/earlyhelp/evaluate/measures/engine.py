"""Runs measures over a folder of facts: one definition, on DuckDB or on Spark, and values in one order."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from earlyhelp.evaluate.facts.tables import TABLES
from earlyhelp.evaluate.measures.backends import ENGINES, LOCAL, MEMORY, Backend, open_table
from earlyhelp.evaluate.measures.catalogue import MEASURES
from earlyhelp.evaluate.measures.faults import CannotMeasure, Fault
from earlyhelp.evaluate.measures.measure import COLUMNS, Measure, Period

Told = Callable[[str, int, int], None]
"""Called before each measure: its name, how many are done, and how many there are."""
_DIGITS: Final = 10
"""Engines add in different orders: what differs after this many digits is no difference."""
_KEYS: Final = tuple(name for name, kind in COLUMNS.items() if kind in {"date", "string"})
_ARROW: Final = {"date": pa.date32(), "string": pa.string(), "int64": pa.int64(), "float64": pa.float64()}
SCHEMA: Final = pa.schema([pa.field(name, _ARROW[kind]) for name, kind in COLUMNS.items()])


class Store(Mapping[str, Any]):
    """The tables of facts, each opened when a measure asks for it, and what measures of one run share."""

    def __init__(self, backend: Backend, facts_dir: Path) -> None:
        self._backend, self._facts_dir = backend, facts_dir
        self._opened: dict[str, Any] = {}
        self._kept: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._opened:
            self._opened[name] = open_table(self._backend, name, self._facts_dir)
        return self._opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def keep(self, name: str, make: Callable[[], Any]) -> Any:
        """A table that several measures need, made once in this run."""
        if name not in self._kept:
            self._kept[name] = self._backend.keep(name, make())
        return self._kept[name]


def run(
    facts_dir: Path,
    period: Period,
    engine: str = "duckdb",
    only: Collection[str] = (),
    *,
    memory: str = MEMORY,
    master: str = LOCAL,
    told: Told | None = None,
) -> dict[str, pa.Table]:
    """The values of each measure (or of those named in `only`: `repeat_person.1`, or every version of `repeat_person`).

    Raises CannotMeasure when there are no facts, a measure has no such name, or the engine cannot run.
    """
    wanted = chosen(only)
    if not any((facts_dir / name).is_dir() for name in TABLES):
        raise CannotMeasure(Fault.NO_FACTS, facts_dir, ", ".join(TABLES))
    backend = ENGINES[engine](memory, master)
    try:
        return run_on(backend, facts_dir, period, wanted, told=told)
    finally:
        backend.close()


def run_on(
    backend: Backend, facts_dir: Path, period: Period, wanted: Sequence[Measure], *, told: Told | None = None
) -> dict[str, pa.Table]:
    """The values of measures on an engine that is open."""
    store, found = Store(backend, facts_dir), {}
    for done, measure in enumerate(wanted):
        if told:
            told(measure.name, done, len(wanted))
        found[measure.name] = ordered(backend.connection.to_pyarrow(measure.query(store, period)))
    return found


def chosen(only: Collection[str]) -> list[Measure]:
    """The measures of these names or codes, in the order of the catalogue; all of them for no name."""
    known = {measure.name for measure in MEASURES} | {measure.code for measure in MEASURES}
    if unknown := sorted(set(only) - known):
        raise CannotMeasure(Fault.NO_MEASURE, ", ".join(unknown), ", ".join(m.name for m in MEASURES))
    return [measure for measure in MEASURES if not only or {measure.name, measure.code} & set(only)]


def ordered(table: pa.Table) -> pa.Table:
    """Values in the columns and the order that every measure has, so that the same facts give the same bytes."""
    table = table.select(SCHEMA.names).cast(SCHEMA)
    for name, kind in COLUMNS.items():
        if kind == "float64":
            column = table.schema.get_field_index(name)
            table = table.set_column(column, SCHEMA.field(name), pc.round(table[name], ndigits=_DIGITS))
    return table.sort_by([(name, "ascending") for name in _KEYS]).combine_chunks()
