"""The tables of facts: what every column means, that none could name anybody, and what each room publishes for them."""

import os
import re
from pathlib import Path
from typing import get_type_hints

import pytest

from earlyhelp.desk.actions import FROM_FILES
from earlyhelp.develop.queries.fact_rows import TrainingFact
from earlyhelp.evaluate.facts.meanings import Meaning, list_unused, meaning_of
from earlyhelp.evaluate.facts.streets import StreetFact
from earlyhelp.evaluate.facts.tables import TABLES, Column, Table
from earlyhelp.identify.choices import CodeTheme
from earlyhelp.identify.queries.fact_rows import FLAGS, IncidentFact
from earlyhelp.signpost.queries.fact_rows import ReferralFact, UnmetFact
from earlyhelp.solve.queries.fact_rows import GoalFact, HelpFact, JointFact, NotificationFact
from earlyhelp.understand.queries.fact_rows import CONTACT_KINDS, ContactFact

PAGE = Path(__file__).parents[3] / "docs" / "generated" / "facts.md"
ROWS = {
    "incidents": IncidentFact,
    "notifications": NotificationFact,
    "referrals": ReferralFact,
    "unmet": UnmetFact,
    "contacts": ContactFact,
    "help": HelpFact,
    "goals": GoalFact,
    "joint": JointFact,
    "training": TrainingFact,
    "streets": StreetFact,
}
# Words by which a column could name, find or describe a person. A column `address` is a number under a key.
TELLING = re.compile(
    r"(^|_)(name|names|surname|forename|given|family|postcode|street|born|birth|dob|age|telephone|phone|email|nhs|upn|"
    r"reference|text|words|note|summary|latitude|longitude|ethnicity|sex|religion|ace|aces|score)(_|$)"
)
NUMBERED = {"person", "household", "address"}
# Text that is a code from a closed list of the product, of a force's own codes, or of a public file.
CODED = {
    *("force", "area", "agency", "team", "provider", "asked", "asking", "requirement", "within", "place"),
    *("opening", "closing", "opening_class", "closing_class", "track", "grade", "outcome", "language"),
    *("need", "state", "kind"),
}
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
IDS = [f"{table.name}.{column.name}" for table, column in COLUMNS]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_no_column_could_name_anybody(table: Table, column: Column) -> None:
    assert not TELLING.search(column.name)
    if column.name in NUMBERED:
        assert column.kind == "int64"
    if column.kind == "string":
        assert column.name in CODED


@pytest.mark.parametrize(
    "column", ["postcode", "given_name", "born_on", "date_of_birth", "ace_score", "nhs_number"]
)
def test_a_column_that_could_is_found(column: str) -> None:
    assert TELLING.search(column)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_every_column_says_what_it_means_in_both_languages(table: Table, column: Column) -> None:
    meaning = meaning_of(table.name, column.name)
    assert meaning.en.endswith(".")
    assert meaning.cy.endswith(".")
    assert meaning.en != meaning.cy


def test_no_meaning_is_left_behind() -> None:
    assert not list_unused()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_rooms_publish_what_the_tables_say(name: str) -> None:
    """Month and year follow from the moment, where a row has one."""
    table, hints = TABLES[name], get_type_hints(ROWS[name])
    derived = {"year"} if "month" in hints else {"month", "year"}
    assert set(hints) | derived == set(table.names)
    for column in table.columns:
        if column.name in hints:
            assert (type(None) in getattr(hints[column.name], "__args__", ())) == (not column.needed)


def test_every_table_is_published_by_somebody() -> None:
    assert ROWS.keys() == TABLES.keys()
    assert {"streets"} == FROM_FILES


def test_classes_flags_and_contacts_are_those_that_measures_know() -> None:
    assert set(CodeTheme.values) == {"transport", "antisocial", "welfare", "administration"}
    assert set(FLAGS) <= set(TABLES["incidents"].names)
    assert [kind.value for kind in CONTACT_KINDS] == ["arrest", "charge", "custody"]


def cells(meaning: Meaning) -> str:
    return f"{meaning.en} | {meaning.cy}"


def page() -> str:
    lines = [
        "# Facts for figures / Ffeithiau ar gyfer ffigurau",
        "",
        "Printed by `tests/spec/evaluate/test_facts.py` from `evaluate/facts`. Do not edit it by hand.",
        "",
        "Each table lies in folders by year, such as `incidents/year=2026/`, as Parquet. Nobody is named: people, "
        "households, addresses and records are numbers under a key of the deployment.",
    ]
    for table in TABLES.values():
        meaning = meaning_of(table.name)
        lines += ["", f"## {table.name}", "", f"{meaning.en} / {meaning.cy}", ""]
        lines += [f"Sorted by: {', '.join(f'`{name}`' for name in table.sorted_by)}", ""]
        lines += ["| column | type | what it means | beth mae’n ei olygu |", "|---|---|---|---|"]
        for one in table.columns:
            kind = one.kind if one.needed else f"{one.kind}, may be empty"
            lines.append(f"| `{one.name}` | {kind} | {cells(meaning_of(table.name, one.name))} |")
    return "\n".join(lines) + "\n"


def test_the_dictionary_of_facts_is_up_to_date() -> None:
    if os.environ.get("UPDATE_GENERATED"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "run with UPDATE_GENERATED=1"
