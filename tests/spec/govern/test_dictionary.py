"""The data dictionary: whose words count, how sensitive a field is. Prints docs/generated/dictionary.md."""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from earlyhelp.govern.choices import Sensitivity, Sight, ValueType
from earlyhelp.govern.dictionary import as_csv, as_json, as_markdown, find_table, list_tables
from earlyhelp.govern.rules.dictionary import Row, is_found, meaning_of, sensitivity_of, sight_of

PRINTED = Path(__file__).resolve().parents[3] / "docs" / "generated" / "dictionary.md"
OWN = {"why": {"label": "Pam", "en": "Why they searched.", "cy": "Pam y chwiliasant."}}
ROOM = {"why": {"label": "Pam yn y tŷ", "en": "Why in this room.", "cy": "Pam yn yr ystafell."}}
HELP = {"en": "Why, as the model says.", "cy": "Pam, fel y dywed y model."}
PEOPLE, OPEN, SERVICE = Row(True, False), Row(False, True), Row(False, False)


def test_a_table_s_own_words_count_before_all_others() -> None:
    meaning = meaning_of("why", own=OWN, shared=(ROOM,), said=HELP)
    assert (meaning.label["cy"], meaning.definition["en"]) == ("Pam", "Why they searched.")


def test_then_what_the_model_says() -> None:
    own = {"why": {"label": "Pam", "sensitivity": "special"}}
    meaning = meaning_of("why", own=own, shared=(ROOM,), said=HELP)
    assert (meaning.definition, meaning.sensitivity) == (HELP, Sensitivity.SPECIAL)


def test_then_what_is_said_of_the_name_in_the_room() -> None:
    meaning = meaning_of("why", own={}, shared=(ROOM, OWN))
    assert (meaning.label, meaning.definition["cy"]) == (
        {"en": "Why", "cy": "Pam yn y tŷ"},
        "Pam yn yr ystafell.",
    )


def test_a_pair_of_languages_is_explained_once() -> None:
    words = {"name_*": {"label": "Enw", "en": "What it is called.", "cy": "Yr hyn y’i gelwir."}}
    assert meaning_of("name_cy", own=words, shared=()).label == {
        "en": "Name (Cymraeg)",
        "cy": "Enw (Cymraeg)",
    }
    assert meaning_of("name_en", own=words, shared=()).label == {
        "en": "Name (English)",
        "cy": "Enw (Saesneg)",
    }


@pytest.mark.parametrize(
    ("said", "row", "is_staff", "expected"),
    [
        (Sensitivity.SPECIAL, OPEN, True, Sensitivity.SPECIAL),
        (None, PEOPLE, True, Sensitivity.STAFF),
        (None, PEOPLE, False, Sensitivity.PERSONAL),
        (None, OPEN, False, Sensitivity.OPEN),
        (None, SERVICE, False, Sensitivity.SERVICE),
    ],
)
def test_how_sensitive_a_field_is(
    said: Sensitivity | None, row: Row, is_staff: bool, expected: Sensitivity
) -> None:
    assert sensitivity_of(said, row, is_staff=is_staff) is expected


@pytest.mark.parametrize(
    ("wall", "sensitivity", "expected"),
    [
        (Sight.OWNER, Sensitivity.SECRET, Sight.NOBODY),
        (Sight.OWNER, Sensitivity.PERSONAL, Sight.OWNER),
        (None, Sensitivity.OPEN, Sight.ANYBODY),
        (None, Sensitivity.STAFF, Sight.SIGNED_IN),
    ],
)
def test_who_sees_a_field(wall: Sight | None, sensitivity: Sensitivity, expected: Sight) -> None:
    assert sight_of(wall, sensitivity) is expected


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("birth", "Date of birth", True),
        ("BIRTH date", "date_of_birth", True),
        ("cyfeirn", "Cyfeirnod y cofnod", True),
        ("rhyw ffon", "Rhif ffôn", False),
        ("ffon", "Rhif ffôn", True),
        ("day", "birthday", False),
    ],
)
def test_what_a_search_finds(asked: str, text: str, expected: bool) -> None:
    assert is_found(asked, [text]) is expected


def test_a_field_says_all_that_it_should() -> None:
    table = find_table("identify.ReportedPerson")
    assert table
    born = next(field for field in table.fields if field.name == "date_of_birth")
    assert born.standard == "NHS Data Model and Dictionary: PERSON BIRTH DATE"
    assert (born.kind, born.sensitivity) == (ValueType.DATE, Sensitivity.PERSONAL)
    assert (table.holds_people, table.sight) == (True, Sight.ACCESS)
    language = next(field for field in table.fields if field.name == "language")
    assert ("cy", {"en": "Welsh", "cy": "Cymraeg"}) in language.code_list


def test_a_secret_is_seen_by_nobody_and_the_directory_by_anybody() -> None:
    sights = {f"{table.label}.{field.name}": field.sight for table in list_tables() for field in table.fields}
    assert sights["partnership.Practitioner.password"] is Sight.NOBODY
    assert sights["signpost.Service.name_cy"] is Sight.ANYBODY
    assert sights["understand.ChildhoodHistory.words"] is Sight.WRITER
    assert sights["solve.Decision.rationale"] is Sight.OWNER


def test_the_files_hold_every_field() -> None:
    count = sum(len(table.fields) for table in list_tables())
    lines = list(csv.DictReader(io.StringIO(as_csv().lstrip("\ufeff"))))
    assert len(lines) == count
    assert all(line["label_cy"] and line["definition_cy"] and line["who_sees_it"] for line in lines)
    assert sum(len(table["fields"]) for table in json.loads(as_json())["tables"]) == count


def test_the_page_is_up_to_date() -> None:
    if os.environ.get("UPDATE_GENERATED"):
        PRINTED.write_text(as_markdown(), encoding="utf-8")
    assert PRINTED.read_text(encoding="utf-8") == as_markdown()
