"""Facts written as small tables in a test: words between spaces, a line for each row, a stroke for what is empty."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from earlyhelp.evaluate.facts.tables import TABLES, Column
from earlyhelp.kit.working_days import LONDON

_EMPTY = {"int64": 0, "int16": 0, "float64": 0.0, "string": "", "bool": False, "date": date(2026, 1, 1)}


def facts(**tables: str) -> dict[str, Any]:
    """Tables of facts as Ibis tables on DuckDB; those not named are empty. Columns not named are empty too."""
    return _facts(tuple(sorted(tables.items())))


@cache
def _facts(tables: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    import ibis
    import pyarrow

    connection, said = ibis.duckdb.connect(), dict(tables)
    for name in TABLES:
        rows = rows_of(name, said.get(name, ""))
        connection.con.register(name, pyarrow.Table.from_pylist(rows, schema=_schema(name)))
    return {name: connection.table(name) for name in TABLES}


def _schema(name: str) -> Any:
    import pyarrow

    kinds = {
        "int64": pyarrow.int64(),
        "int16": pyarrow.int16(),
        "float64": pyarrow.float64(),
        "string": pyarrow.string(),
        "bool": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return pyarrow.schema([(column.name, kinds[column.kind]) for column in TABLES[name].columns])


def rows_of(name: str, text: str) -> list[dict[str, Any]]:
    """The rows of one table. A time is a day (noon is meant) or 2026-03-02T17:30, by the clock in Wales."""
    heads, *lines = [line.split() for line in text.strip().splitlines() if line.strip()] or [[]]
    assert set(heads) <= set(TABLES[name].names), heads
    rows = []
    for place, words in enumerate(lines):
        said = dict(zip(heads, words, strict=True))
        row = {column.name: _cell(column, said.get(column.name, "-")) for column in TABLES[name].columns}
        key = TABLES[name].columns[0].name
        if key not in said and key in {"notification", "referral", "contact", "help", "goal"}:
            row[key] = place + 1
        if "at" in said:
            day = datetime.fromtimestamp(row["at"], LONDON).date()
            row["month"] = day.replace(day=1)
        row["year"] = row["month"].year
        rows.append(row)
    return rows


def _cell(column: Column, word: str) -> Any:
    if word == "-":
        return None if not column.needed else _EMPTY[column.kind]
    if column.kind == "bool":
        return {"yes": True, "no": False}[word]
    if column.kind == "date":
        return date.fromisoformat(word)
    if column.kind == "int64" and "-" in word[1:]:
        return moment(word)
    return int(word) if column.kind.startswith("int") else word


def moment(word: str) -> int:
    """The second that a day (at noon) or a time of Wales is."""
    when = (
        datetime.fromisoformat(word) if "T" in word else datetime.combine(date.fromisoformat(word), time(12))
    )
    return int(when.replace(tzinfo=LONDON).timestamp())


def values(measure: Any, said: Mapping[str, Any], period: Any) -> list[dict[str, Any]]:
    """The rows of values of a measure, with nothing where a number is empty, in the order of their keys."""
    keys = ["first", "force", "area", "agency", "group"]
    found = measure.query(said, period).to_pyarrow().to_pylist()
    return sorted(found, key=lambda row: [str(row[key]) for key in keys])
