"""What a force's file says, row by row, without a database: plain values in, plain values out."""

import json
from collections.abc import Mapping as Table
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from earlyhelp.exchange.choices import Fault
from earlyhelp.exchange.police import (
    CannotRead,
    CodeBook,
    Mapping,
    Outcome,
    open_records,
    read_incidents,
    read_mapping,
)
from earlyhelp.exchange.police.dates import DateReader
from earlyhelp.exchange.police.shapes import LONGEST_RECORD

AT = datetime(2026, 4, 1, 12, tzinfo=UTC)
ALWAYS = ((date(1800, 1, 1), date(2100, 1, 1)),)
BOOK = CodeBook({"opening": {"CONCERN": ALWAYS}, "closing": {}, "qualifiers": {}})

INCIDENT = """
[force]
agency = "south-wales-police"
[incident]
number = "number"
opened_at = "opened"
opening_code = "code"
place = "place"
"""
PERSON = """
[person]
given_name = "given"
family_name = "family"
date_of_birth = "born"
sex = "sex"
address = "address"
"""
EVENT = {"number": "A1", "opened": "2026-03-01T21:40", "code": "CONCERN", "place": "1 Heol Synthetig"}
SIAN = {"given": "Siân", "family": "Prawf", "born": "1991-04-02", "sex": "F", "address": "1 Heol Synthetig"}


def mapped(folder: Path, text: str) -> Mapping:
    path = folder / "force.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def read(folder: Path, name: str, text: str, mapping: str) -> list[Outcome]:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    told = mapped(folder, mapping)
    return list(read_incidents(open_records(path, told), told, BOOK, at=AT))


def read_json(folder: Path, *rows: Table[str, object], mapping: str = INCIDENT) -> list[Outcome]:
    return read(folder, "file.jsonl", "\n".join(json.dumps(row) for row in rows), mapping)


def read_parquet(folder: Path, row: Table[str, object], mapping: str = INCIDENT) -> list[Outcome]:
    import pyarrow
    from pyarrow import parquet

    path = folder / "file.parquet"
    parquet.write_table(pyarrow.Table.from_pylist([dict(row)]), path)
    told = mapped(folder, mapping)
    return list(read_incidents(open_records(path, told), told, BOOK, at=AT))


def faults(outcomes: list[Outcome]) -> list[tuple[int, str, Fault]]:
    return [(one.line, one.field, one.fault) for outcome in outcomes for one in outcome.rejects]


def numbers(outcomes: list[Outcome]) -> list[str]:
    return [outcome.incident.number for outcome in outcomes if outcome.incident]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (PERSON + '[people]\nlayout = "columns"\n', "need {n} where their number stands"),
        ("[codes.colours]\n", "a list of codes that does not exist"),
        ('[codes.role]\nX = "wizard"\n', "a role that does not exist"),
        ('[file]\nformat = "pdf"\n', "a format or layout that does not exist"),
        ('[file]\ndelimiter = "||"\n', "one character each"),
    ],
)
def test_a_mapping_says_what_to_put_right(tmp_path: Path, more: str, sentence: str) -> None:
    with pytest.raises(CannotRead, match=sentence):
        mapped(tmp_path, INCIDENT + more)


def test_a_kind_of_file_that_its_name_does_not_tell_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="can not be told from its name"):
        read(tmp_path, "file.dat", "number", INCIDENT)


def test_a_file_that_went_away_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="The file can not be opened"):
        list(open_records(tmp_path / "gone.csv", mapped(tmp_path, INCIDENT)))


def test_columns_may_stand_apart_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    text = "place,number,else,code,opened\nHeol,A1,,CONCERN,2026-03-01\n\nHeol,A2,,CONCERN,2026-03-01\n"
    found = read(tmp_path, "file.csv", text, INCIDENT)
    assert numbers(found) == ["A1", "A2"]
    assert faults(found) == []


def test_a_last_line_without_an_end_may_be_too_long_too(tmp_path: Path) -> None:
    text = "number,opened,code,place\nA1,2026-03-01,CONCERN,Heol\n" + "x" * LONGEST_RECORD
    found = read(tmp_path, "file.csv", text, INCIDENT)
    assert numbers(found) == ["A1"]
    assert len(faults(found)) == 1


def test_a_row_that_names_nobody_says_nothing_new(tmp_path: Path) -> None:
    heads = [*EVENT, *SIAN]
    event = list(EVENT.values())
    rows = [heads, [*event, *SIAN.values()], [*event, *[""] * len(SIAN)]]
    found = read(tmp_path, "file.csv", "\n".join(",".join(row) for row in rows), INCIDENT + PERSON)
    assert numbers(found) == ["A1"]
    assert faults(found) == [(3, "", Fault.REPEATED)]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"opened": ""}, ("opened_at", Fault.MISSING)),
        ({"opened": "1826-03-01"}, ("opened_at", Fault.DATE_TOO_OLD)),
        ({"code": ""}, ("opening_code", Fault.MISSING)),
        ({"place": None}, ("place", Fault.MISSING)),
    ],
)
def test_an_incident_without_what_it_needs_is_refused(
    tmp_path: Path, changed: dict[str, object], fault: tuple[str, Fault]
) -> None:
    found = read_json(tmp_path, EVENT | changed)
    assert numbers(found) == []
    assert faults(found) == [(1, *fault)]


def test_a_person_without_a_date_of_birth_lacks_one_of_the_four(tmp_path: Path) -> None:
    found = read_json(tmp_path, EVENT | SIAN | {"born": ""}, mapping=INCIDENT + PERSON)
    assert numbers(found) == []
    assert faults(found) == [(1, "", Fault.FOUR_AND_ONE)]


def test_an_empty_line_of_json_lines_is_passed_over(tmp_path: Path) -> None:
    text = json.dumps(EVENT) + "\n\n" + json.dumps(EVENT | {"number": "A2"}) + "\n"
    found = read(tmp_path, "file.jsonl", text, INCIDENT)
    assert numbers(found) == ["A1", "A2"]
    assert faults(found) == []


def test_a_line_of_json_that_is_too_long_refuses_only_itself(tmp_path: Path) -> None:
    found = read_json(tmp_path, EVENT | {"place": "x" * 3 * LONGEST_RECORD}, EVENT | {"number": "A2"})
    assert numbers(found) == ["A2"]
    assert faults(found) == [(1, "", Fault.TOO_LONG)]


def test_what_lies_within_nothing_is_nothing(tmp_path: Path) -> None:
    within = INCIDENT.replace('"place"', '"where.text"')
    found = read_json(tmp_path, EVENT | {"where": None}, mapping=within)
    assert faults(found) == [(1, "place", Fault.MISSING)]


@pytest.mark.parametrize("place", [True, {"street": "Heol"}, [True]])
def test_what_is_neither_words_nor_a_number_is_malformed(tmp_path: Path, place: object) -> None:
    assert faults(read_json(tmp_path, EVENT | {"place": place})) == [(1, "", Fault.MALFORMED)]


def test_a_control_character_that_json_spells_out_is_found(tmp_path: Path) -> None:
    assert faults(read_json(tmp_path, EVENT | {"place": "Heol\x1b[31m"})) == [(1, "", Fault.CONTROL)]


def test_a_cell_of_parquet_may_be_too_long(tmp_path: Path) -> None:
    found = read_parquet(tmp_path, EVENT | {"place": "x" * (LONGEST_RECORD + 1)})
    assert faults(found) == [(1, "", Fault.TOO_LONG)]


def test_parquet_without_the_columns_of_the_mapping_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="lacks columns"):
        read_parquet(tmp_path, {"number": "A1"})


@pytest.mark.parametrize("born", [date(1991, 4, 2), datetime(1991, 4, 2)])
def test_days_of_parquet_are_taken_as_they_are(tmp_path: Path, born: date) -> None:
    row = EVENT | SIAN | {"opened": date(2026, 3, 1), "born": born}
    (found,) = read_parquet(tmp_path, row, INCIDENT + PERSON)
    assert found.incident is not None
    assert found.incident.opened_at.isoformat() == "2026-03-01T00:00:00+00:00"
    assert [person.date_of_birth for person in found.incident.people] == [date(1991, 4, 2)]


def test_a_date_format_does_not_name_a_part_twice(tmp_path: Path) -> None:
    times = mapped(tmp_path, INCIDENT).times
    for written in ("%d/%d/%Y", "%y-%m-%d"):
        with pytest.raises(CannotRead):
            DateReader([written], times.zone)
