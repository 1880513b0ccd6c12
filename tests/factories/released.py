"""Values of measures as `earlyhelp measures run` writes them, with small counts that nobody may find again."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.evaluate.measures.measure import COLUMNS, Measure, Value
from earlyhelp.evaluate.publishing.periods import Year, year_of

YEAR: Year = year_of("2025-26")
MONTHS = [date(2025 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 16)]
SECRETS = (3, 7)
"""Counts that are too small to be published: of women told in one month, and of one force's."""
FORCES = ("gwent-police", "south-wales-police")


def _measure(code: str, value: Value, title: Promise, *, monthly: bool) -> Measure:
    return Measure(
        code=code,
        version=1,
        # Sentences that the catalogue has already: these tests are about how they are carried.
        title=title,
        unit=_("Decisions"),
        window=_("From and to"),
        denominator=_("Compared with"),
        source=_("What is counted"),
        caveat=_("Small numbers"),
        value=value,
        tables=("incidents",),
        query=lambda _facts, _period: None,
        monthly=monthly,
    )


MEASURES = (
    _measure("demand_share", Value.SHARE, _("Fairness"), monthly=True),
    _measure("incidents", Value.COUNT, _("Decisions"), monthly=True),
    _measure("waits", Value.MEDIAN, _("How it is counted"), monthly=False),
)


def rows() -> list[dict[str, Any]]:
    """Shares by month, counts by force, and medians of one period."""
    made = []
    for place, month in enumerate(MONTHS):
        crime = SECRETS[0] if place == 4 else 120 + place
        for group, count in (("crime", crime), ("welfare", 700 - crime)):
            made.append(_row("demand_share", month, "", group, count, 700, count / 700))
    for month in MONTHS:
        each = (SECRETS[1] if month == MONTHS[2] else 4_000, 6_000)
        made.append(_row("incidents", month, "", "", sum(each), None, float(sum(each))))
        made += [
            _row("incidents", month, force, "", n, None, float(n))
            for force, n in zip(FORCES, each, strict=True)
        ]
    made.append(_row("waits", MONTHS[0], "", "red", None, 400, 2.0))
    made.append(_row("waits", MONTHS[0], "", "green", None, SECRETS[0], 31.4159))
    return made


def _row(
    code: str, first: date, force: str, group: str, count: int | None, out_of: int | None, value: float
) -> dict[str, Any]:
    told = {"first": first, "force": force, "area": "", "agency": "", "group": group}
    told |= {"count": count, "out_of": out_of, "value": value, "low": None, "high": None}
    assert list(told) == list(COLUMNS)
    return {"measure": code, "version": 1, **told}


def write_values(folder: Path, values: list[dict[str, Any]] | None = None) -> Path:
    """The folder of a run."""
    kinds = {"date": pa.date32(), "string": pa.string(), "int64": pa.int64(), "float64": pa.float64()}
    schema = pa.schema(
        [
            ("measure", pa.string()),
            ("version", pa.int64()),
            *((name, kinds[kind]) for name, kind in COLUMNS.items()),
        ]
    )
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        pa.Table.from_pylist(rows() if values is None else values, schema), folder / "values.parquet"
    )
    broken = {"on": "2025-11-03", "title_en": "A new rule of recording", "title_cy": "Rheol gofnodi newydd"}
    (folder / "run.json").write_text(json.dumps({"inputs": {}, "breaks": [broken]}), encoding="utf-8")
    return folder
