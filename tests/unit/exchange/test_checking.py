"""Everything wrong in a mapping is said at once, with its line and key, and a good one has nothing wrong."""

from datetime import date
from pathlib import Path

import pytest

from earlyhelp.exchange.police import CodeBook, list_differences, list_wrong
from tests.factories.exchange import GWENT, SOUTH_WALES

ANY_DAY = ((date(2020, 1, 1), date(9999, 12, 31)),)
AREAS = frozenset(f"W060000{number:02d}" for number in range(1, 25))
BOOK = CodeBook({}, AREAS)
FAULTY = """\
[force]
agency = "other-police"
[file]
fomat = "csv"
delimiter = ",,"
quote = 1
encoding = "base64"
dates = ["%y-%d"]
times = "iso"
timezone = "Mars/Here"
separator = 5
[people]
layout = "columns"
most = "3"
at = []
[incident]
number = ["A"]
oppened_at = "B"
place = 3
[person]
given_name = "X"
[codes.role]
S = "boss"
"a b" = 1
[codes]
area = 3
[colour]
x = 1
"""


def sentences(text: str, book: CodeBook = BOOK) -> list[tuple[int, str, str]]:
    return [(one.line, one.key, one.sentence) for one in list_wrong(text, agency="gwent-police", book=book)]


@pytest.mark.parametrize(("path", "agency"), [(GWENT, "gwent-police"), (SOUTH_WALES, "south-wales-police")])
def test_the_examples_that_come_with_the_service_are_good(path: Path, agency: str) -> None:
    assert not list_wrong(path.read_text(), agency=agency, book=BOOK)


def test_every_fault_is_said_with_its_line_and_key() -> None:
    found = sentences(FAULTY)
    assert [(line, key) for line, key, _words in found] == [
        (2, "force.agency"),
        (4, "file.fomat"),
        (5, "file.delimiter"),
        (6, "file.quote"),
        (7, "file.encoding"),
        (8, "file.dates"),
        (9, "file.times"),
        (10, "file.timezone"),
        (11, "file.separator"),
        (14, "people.most"),
        (15, "people.at"),
        (16, "incident.opened_at"),
        (16, "incident.opening_code"),
        (18, "incident.oppened_at"),
        (19, "incident.place"),
        (20, "person.date_of_birth"),
        (20, "person.family_name"),
        (20, "person.sex"),
        (21, "person.given_name"),
        (23, "codes.role.S"),
        (24, "codes.role.a b"),
        (26, "codes.area"),
        (27, "colour"),
    ]
    words = {key: said for _line, key, said in found}
    assert words["force.agency"].endswith("It must be: gwent-police")
    assert words["file.fomat"].endswith("The nearest is: format")
    assert words["colour"].endswith("Known are: force, file, people, incident, person, codes")
    assert words["people.most"] == "This is a whole number from 1 to 30, without quotation marks."


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb", 2), ('x = "open', 1), ("[force]\n[force]\n", 2), ("x = " + "[" * 9000, 0)]
)
def test_what_is_no_toml_is_said_by_its_line(text: str, line: int) -> None:
    [(at, key, words)] = sentences(text)
    assert (at, key) == (line, "")
    assert words.startswith("This line can not be read as TOML.")


def test_sections_that_are_none_and_a_delimiter_that_is_the_quote_are_said() -> None:
    words = {key: said for _line, key, said in sentences('force = 1\n[file]\ndelimiter = "\\""\n')}
    assert words["force"].startswith("This is a section")
    assert words["file.delimiter"].startswith("The delimiter and the quotation mark can not be the same")
    assert words["force.agency"] == "This is missing. It must be: gwent-police"


def test_codes_and_areas_are_held_against_the_lists() -> None:
    text = GWENT.read_text()
    known = {"opening": {"WELFARE_CONCERN": ANY_DAY}}
    keys = {key for _line, key, _words in sentences(text, CodeBook(known, frozenset({"W06000018"})))}
    assert "codes.opening.DOM" in keys
    assert "codes.opening.CFS" not in keys
    assert "codes.area.BLAENAU GWENT" in keys
    assert "codes.area.CAERPHILLY" not in keys
    assert not any(key.startswith("codes.closing") for key in keys)


def test_differences_are_of_keys_and_not_of_remarks() -> None:
    before = '# one\n[file]\ndelimiter = ";"\n[incident]\nplace = ["A", "B"]\n'
    after = '# two\n[incident]\nplace = ["A"]\nnumber = "N"\n[file]\ndelimiter = ";"\n'
    assert [(one.key, one.before, one.after) for one in list_differences(before, after)] == [
        ("incident.number", "", '"N"'),
        ("incident.place", '["A", "B"]', '["A"]'),
    ]
