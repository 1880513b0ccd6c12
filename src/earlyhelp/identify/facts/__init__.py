"""The codes of incidents, as the product's own small table. Nobody in it is a person."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from earlyhelp.identify.choices import CodeKind


@dataclass(frozen=True, slots=True)
class CodeFact:
    """A code of the National Standard for Incident Recording, from its first day on."""

    kind: CodeKind
    theme: str
    code: str
    label_en: str
    label_cy: str
    starts_on: date


def list_codes() -> tuple[CodeFact, ...]:
    """Every code of the product's own list, in its order."""
    text = files(__package__).joinpath("incident_codes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        CodeFact(
            CodeKind(row["kind"]),
            row["theme"],
            row["code"],
            row["label_en"],
            row["label_cy"],
            date.fromisoformat(row["starts_on"]),
        )
        for row in rows
    )
