"""Facts about demand as readable tables, and at random, written as the files that measures read."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from earlyhelp.evaluate.facts.tables import TABLES

LONDON = ZoneInfo("Europe/London")
USUAL = {
    "force": "gwent",
    "area": "W06000022",
    "opening": "WELFARE_CONCERN",
    "closing": "WELFARE_CONCERN",
    "opening_class": "welfare",
    "closing_class": "welfare",
    "vulnerable": False,
    "domestic": False,
    "mental_health": False,
    "alcohol": False,
    "drugs": False,
    "youth": False,
    "person": None,
    "household": None,
    "address": None,
    "within": "gwent",
    "place": "",
    "has_crime_id": True,
    "outcome": "",
}
NUMBERS = {"person", "household", "address", "incident"}
KINDS = {
    "int64": pa.int64(),
    "int16": pa.int16(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
}


def rows_of(text: str) -> list[dict[str, Any]]:
    """Rows of a table with a heading; `when` is a time in London; `-` is empty, `yes` is true."""
    lines = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()
    ]
    heading, *rest = [line for line in lines if not set("".join(line)) <= {"-", ":"}]
    return [
        row_of(number, dict(zip(heading, line, strict=True))) for number, line in enumerate(rest, start=1)
    ]


def row_of(number: int, said: Mapping[str, str]) -> dict[str, Any]:
    """One row with the usual answers for what is not said."""
    row: dict[str, Any] = {"incident": number, **USUAL}
    for name, text in said.items():
        row[name] = {"yes": True, "no": False, "-": None if name in NUMBERS else ""}.get(text, text)
        if name in NUMBERS and row[name] is not None:
            row[name] = int(text)
    when = datetime.fromisoformat(str(row.pop("when"))).replace(tzinfo=LONDON)
    return row | {"at": int(when.timestamp()), "month": when.date().replace(day=1), "year": when.year}


def at_random(
    seed: int, many: int, *, people: int = 40, start: str = "2024-01-01", days: int = 800
) -> list[dict[str, Any]]:
    """Incidents of a few people at random times, with twins in one second, unknown people and open incidents."""
    chance = random.Random(seed)
    begins = int(datetime.fromisoformat(start).replace(tzinfo=LONDON).timestamp())
    rows: list[dict[str, Any]] = []
    for number in range(many):
        at = rows[-1]["at"] if rows and chance.random() < 0.05 else begins + chance.randrange(days * 86_400)
        day = datetime.fromtimestamp(at, LONDON).date()
        classes = ("crime", "antisocial", "welfare", "transport", "administration", "")
        opening, closing = chance.choice(classes[:-1]), chance.choice(classes)
        row = USUAL | {
            "incident": number,
            "force": chance.choice(["gwent", "south-wales", ""]),
            "area": chance.choice(["W06000022", "W06000015", ""]),
            "at": at,
            "month": day.replace(day=1),
            "year": day.year,
            "opening": opening.upper(),
            "closing": closing.upper(),
            "opening_class": opening,
            "closing_class": closing,
        }
        for name in ("vulnerable", "domestic", "mental_health", "alcohol", "drugs", "youth"):
            row[name] = chance.random() < 0.3
        for name in ("person", "household", "address"):
            row[name] = None if chance.random() < 0.1 else chance.randrange(people)
        rows.append(row)
    return rows


def write_facts(folder: Path, **tables: Iterable[Mapping[str, Any]]) -> Path:
    """The folders of facts, by year, as the export lays them."""
    for name, rows in tables.items():
        schema = pa.schema(
            [pa.field(column.name, KINDS.get(column.kind, pa.string())) for column in TABLES[name].columns]
        )
        by_year: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            by_year.setdefault(row["year"], []).append({key: row[key] for key in schema.names})
        for year, its in by_year.items():
            place = folder / name / f"year={year}"
            place.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.Table.from_pylist(its, schema), place / "part.parquet")
    return folder
