"""The data dictionary for machines and for spreadsheets, and as a page of the documents."""

import json
from collections.abc import Iterator
from typing import Final

from earlyhelp.govern.choices import Sight
from earlyhelp.govern.dictionary.reading import Field, Table, in_both, list_tables
from earlyhelp.kit.spreadsheets import csv_of

_HEADER: Final = (
    "table",
    "field",
    "label_en",
    "label_cy",
    "definition_en",
    "definition_cy",
    "type",
    "optional",
    "links_to",
    "code_list",
    "source_standard",
    "sensitivity",
    "retention_en",
    "retention_cy",
    "who_sees_it",
)
_FRAME: Final = """# Data dictionary · Geiriadur data

Printed by `tests/spec/govern/test_dictionary.py` from the models and each room's `facts/dictionary.toml`. Do not edit
it by hand. The same stands in the service at `/dictionary/`, with a search, and as CSV and JSON.

Argreffir gan `tests/spec/govern/test_dictionary.py` o'r modelau ac o `facts/dictionary.toml` pob ystafell. Peidiwch â'i
olygu â llaw. Mae'r un peth yn y gwasanaeth yn `/dictionary/`, gyda chwiliad, ac fel CSV a JSON.

**open** published · **service** how the service runs · **staff** somebody who works here · **personal** personal data ·
**special** may say something of health, harm, offences or circumstances · **secret** read by the service only.
"""


def as_csv() -> str:
    """A line for each field. Code lists stand in one cell: value=English/Cymraeg; …"""
    return csv_of(_HEADER, (_line(table, field) for table, field in _pairs()))


def as_json() -> str:
    """Everything, table by table."""
    return json.dumps({"tables": [_of_table(table) for table in list_tables()]}, ensure_ascii=False, indent=1)


def as_markdown() -> str:
    """A section for each table, in both languages."""
    return _FRAME + "\n".join(line for table in list_tables() for line in _section(table)) + "\n"


def _pairs() -> Iterator[tuple[Table, Field]]:
    return ((table, field) for table in list_tables() for field in table.fields)


def _codes(field: Field) -> str:
    return "; ".join(f"{value}={words['en']}/{words['cy']}" for value, words in field.code_list)


def _line(table: Table, field: Field) -> tuple[object, ...]:
    return (
        table.label,
        field.name,
        field.label["en"],
        field.label["cy"],
        field.definition["en"],
        field.definition["cy"],
        field.kind.value,
        "yes" if field.is_optional else "no",
        field.leads_to,
        _codes(field),
        field.standard,
        field.sensitivity.value,
        table.kept_for["en"],
        table.kept_for["cy"],
        field.sight.value,
    )


def _of_table(table: Table) -> dict[str, object]:
    return {
        "table": table.label,
        "name": dict(table.name),
        "definition": dict(table.definition),
        "holds_people": table.holds_people,
        "retention": dict(table.kept_for),
        "who_sees_it": table.sight.value,
        "fields": [_of_field(field) for field in table.fields],
    }


def _of_field(field: Field) -> dict[str, object]:
    return {
        "name": field.name,
        "label": dict(field.label),
        "definition": dict(field.definition),
        "type": field.kind.value,
        "optional": field.is_optional,
        "links_to": field.leads_to,
        "code_list": [{"value": value, **words} for value, words in field.code_list],
        "source_standard": field.standard,
        "sensitivity": field.sensitivity.value,
        "who_sees_it": field.sight.value,
    }


def _section(table: Table) -> Iterator[str]:
    yield f"\n## {table.label}\n"
    yield f"{table.definition['en']} {table.kept_for['en']} *{_who(table.sight, 'en')}.*\n"
    yield f"{table.definition['cy']} {table.kept_for['cy']} *{_who(table.sight, 'cy')}.*\n"
    yield "| field | English | Cymraeg | Meaning | Ystyr | type | care | standard |"
    yield "|---|---|---|---|---|---|---|---|"
    for field in table.fields:
        cells = (
            f"`{field.name}`",
            field.label["en"],
            field.label["cy"],
            field.definition["en"],
            field.definition["cy"],
            field.leads_to or field.kind.value,
            field.sensitivity.value,
            field.standard,
        )
        yield "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _who(sight: Sight, language: str) -> str:
    return in_both(lambda: sight.label)[language]
