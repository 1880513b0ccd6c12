"""What every table and column of facts means, in both languages, out of `meanings.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from earlyhelp.evaluate.facts.tables import TABLES


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence in English and in Welsh."""

    en: str
    cy: str


def meaning_of(table: str, column: str = "") -> Meaning:
    """What a table means, or a column of it. Raises KeyError when nobody has written it down."""
    said = _said()
    if not column:
        return Meaning(**said["tables"][table])
    own = said.get(table, {})
    return Meaning(**(own[column] if column in own else said["every"][column]))


def list_unused() -> list[str]:
    """Meanings of what is in no table: nothing is left behind when a column goes."""
    said = _said()
    columns = {column for table in TABLES.values() for column in table.names}
    left = [f"tables.{name}" for name in said["tables"] if name not in TABLES]
    left += [f"every.{name}" for name in said["every"] if name not in columns]
    for name, table in TABLES.items():
        left += [f"{name}.{column}" for column in said.get(name, {}) if column not in table.names]
    return left + [name for name in said if name not in {"tables", "every", *TABLES}]


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("meanings.toml").read_text(encoding="utf-8"))
