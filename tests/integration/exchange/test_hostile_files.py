"""Files that are wrong by accident or on purpose: a clear report, and no partial rows."""

from pathlib import Path

import pytest

from earlyhelp.exchange.models import ImportReject
from earlyhelp.identify.models import Incident, IncidentPerson
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Agency
from tests.factories.exchange import HEADINGS, force, many, row, table
from tests.integration.exchange.test_import import as_force, bring, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def police() -> Agency:
    return force()


def faults() -> list[tuple[int, str]]:
    return list(ImportReject.objects.order_by("line", "id").values_list("line", "fault"))


def numbers(police: Agency) -> list[str]:
    """What was loaded; each of them has its person, or something was loaded by halves."""
    with acting(as_force(police)):
        found = list(Incident.objects.order_by("number").values_list("number", flat=True))
        assert IncidentPerson.objects.values("incident").distinct().count() == len(found)
    return found


GOOD = ["P26-000000", "P26-000001"]


def around(bad: str) -> str:
    """A bad line between two good ones."""
    first, second = table(many(1)), table(many(1, start=1)).split("\n", 1)[1]
    return first + bad + second


def test_bytes_of_another_encoding_refuse_their_row_only(tmp_path: Path, police: Agency) -> None:
    bad = table([row(Incident_Number="BAD")]).split("\n", 1)[1]
    path = tmp_path / "file.csv"
    path.write_bytes(
        table(many(1)).encode() + bad.encode("cp1252") + table(many(2)).split("\n", 2)[2].encode()
    )
    assert bring(path)[0] == 1
    assert faults() == [(3, "encoding")]
    assert numbers(police) == GOOD


def test_text_that_was_misread_before_is_found_out(tmp_path: Path, police: Agency) -> None:
    bad = table([row(Incident_Number="BAD", Forename="Siân".encode().decode("cp1252"))]).split("\n", 1)[1]
    assert bring(write(tmp_path, around(bad)))[0] == 1
    assert faults() == [(3, "encoding")]
    assert numbers(police) == GOOD


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp037"])
def test_a_file_in_quite_another_encoding_is_not_begun(tmp_path: Path, police: Agency, encoding: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(table(many(2)).encode(encoding, "replace"))
    code, said = bring(path)
    assert code == 2
    assert said.endswith(".")
    assert numbers(police) == []


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path: Path, police: Agency) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"\xef\xbb\xbf" + table(many(2)).encode())
    assert bring(path)[0] == 0
    assert numbers(police) == GOOD


@pytest.mark.parametrize(
    "bad",
    [
        {"Location": "=HYPERLINK(A1)"},
        {"Location": "+441656"},
        {"Location": "@SUM(A1)"},
        {"Home_Address": "-2+3"},
        {"Incident_Number": "=1+1"},
        {"Forename": "=cmd|' /C calc'!A0"},
    ],
)
def test_a_formula_is_refused_and_its_report_is_safe(
    tmp_path: Path, police: Agency, bad: dict[str, str]
) -> None:
    rejects = tmp_path / "rejects.csv"
    line = table([row(**({"Incident_Number": "BAD"} | bad))]).split("\n", 1)[1]
    assert bring(write(tmp_path, around(line)), rejects=rejects)[0] == 1
    assert [fault for _line, fault in faults()] == ["formula"]
    assert numbers(police) == GOOD
    cells = [
        cell for line in rejects.read_text(encoding="utf-8-sig").splitlines() for cell in line.split(",")
    ]
    assert not any(cell.strip('"').startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("quoted", [True, False])
def test_a_field_of_ten_megabytes_is_passed_over(tmp_path: Path, police: Agency, quoted: bool) -> None:
    huge = "A" * 10_000_000
    line = table([row(Incident_Number="BAD", Location=f"{huge}\n{huge}" if quoted else huge)]).split("\n", 1)[
        1
    ]
    assert bring(write(tmp_path, around(line)))[0] == 1
    assert faults() == [(3, "too_long")]
    assert numbers(police) == GOOD


def test_rows_hidden_in_a_long_quoted_field_are_not_loaded(tmp_path: Path, police: Agency) -> None:
    hidden = "\n".join(table(many(300, start=100)).splitlines()[1:])
    line = table([row(Incident_Number="BAD", Location=hidden)]).split("\n", 1)[1]
    assert bring(write(tmp_path, around(line)))[0] == 1
    assert faults() == [(3, "too_long")]
    assert numbers(police) == GOOD


def test_dates_in_three_formats_are_told_apart(tmp_path: Path, police: Agency) -> None:
    rows = [
        row(Incident_Number="A", Date_Opened="01/03/2026"),
        row(Incident_Number="B", Date_Opened="2026-03-01"),
        row(Incident_Number="C", Date_Opened="03/31/2026"),
        row(Incident_Number="D", DOB="2 April 1991"),
    ]
    assert bring(write(tmp_path, table(rows)))[0] == 1
    assert faults() == [(3, "date_format"), (4, "date_format"), (5, "date_format")]
    assert numbers(police) == ["A"]


def test_a_row_that_was_cut_off_is_refused(tmp_path: Path, police: Agency) -> None:
    text = table(many(3))
    assert bring(write(tmp_path, text[: text.rindex("CF99") - 4]))[0] == 1
    assert faults() == [(4, "columns")]
    assert numbers(police) == GOOD


def test_a_quotation_mark_that_never_closes_is_said_once(tmp_path: Path, police: Agency) -> None:
    text = table([*many(2), row(Incident_Number="BAD", Town='"cut')])
    cut = text.replace('"""cut"', '"cut')
    assert bring(write(tmp_path, cut + "more\n" * 50))[0] == 1
    assert faults() == [(4, "unclosed")]
    assert numbers(police) == GOOD


def test_a_field_over_several_lines_is_one_field(tmp_path: Path, police: Agency) -> None:
    assert bring(write(tmp_path, table([row(Location="1 Heol\nSynthetig"), *many(1)])))[0] == 0
    with acting(as_force(police)):
        assert Incident.objects.get(line=2).place == "1 Heol Synthetig Pen-y-bont ar Ogwr"
        assert Incident.objects.get(number="P26-000000").line == 4


def test_a_row_twice_in_a_row_is_read_once(tmp_path: Path, police: Agency) -> None:
    assert bring(write(tmp_path, table([row(), row(), *many(2)])))[0] == 1
    assert faults() == [(3, "repeated")]
    assert len(numbers(police)) == 3


def test_rows_of_one_incident_that_disagree_refuse_it(tmp_path: Path, police: Agency) -> None:
    rows = [
        row(Incident_Number="BAD"),
        row(Incident_Number="BAD", Closing_Code="CRI", Forename="Gwen"),
        *many(2),
    ]
    assert bring(write(tmp_path, table(rows)))[0] == 1
    assert faults() == [(3, "conflict")]
    assert numbers(police) == GOOD


def test_a_person_without_an_incident_is_an_orphan(tmp_path: Path, police: Agency) -> None:
    assert bring(write(tmp_path, table([row(Incident_Number=""), *many(2)])))[0] == 1
    assert faults() == [(2, "orphan")]
    assert numbers(police) == GOOD


def test_one_number_on_every_row_is_refused_whole(tmp_path: Path, police: Agency) -> None:
    crowd = [row(Forename=f"A{chr(97 + one % 26)}{chr(97 + one // 26)}b") for one in range(400)]
    assert bring(write(tmp_path, table([*crowd, *many(2)])))[0] == 1
    assert {fault for _line, fault in faults()} == {"too_many_people"}
    assert numbers(police) == GOOD


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ({"Forename": "Si\x00ân"}, "control"),
        ({"Location": "1 Heol \x1b[31m"}, "control"),
        ({"Location": "1 Heol \u202egnihtemos"}, "control"),
        ({"Opening_Code": "NOPE"}, "code_unknown"),
        ({"Qualifiers": "ALC;{1,2}"}, "code_unknown"),
        ({"Closed": "01/03/2026 20:00"}, "closed_before_opened"),
        ({"Closed": "01/03/2126 20:00"}, "date_future"),
        ({"Local_Authority": "Anglesey"}, "area"),
        ({"Location_Postcode": "somewhere"}, "postcode"),
        ({"Telephone": "ring mum"}, "telephone"),
        ({"Email": "nobody"}, "email"),
        ({"Sex": "?"}, "sex"),
        ({"Telephone": "", "Home_Address": ""}, "four_and_one"),
        ({"Location": "", "Town": ""}, "missing"),
        ({"Location": "A" * 301}, "length"),
        ({"Incident_Number": "9" * 41}, "length"),
    ],
)
def test_one_fault_is_told_by_its_name(
    tmp_path: Path, police: Agency, bad: dict[str, str], fault: str
) -> None:
    line = table([row(**({"Incident_Number": "BAD"} | bad))]).split("\n", 1)[1]
    assert bring(write(tmp_path, around(line)))[0] == 1
    assert faults() == [(3, fault)]
    assert numbers(police) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x01\x02" * 100,
        "A,B,C\n1,2,3\n",
        ",".join(HEADINGS) + ",DOB\n",
        "\t".join(HEADINGS) + "\n",
        '"never closes\n' * 3,
        "PK\x03\x04" + "\x00" * 50,
    ],
)
def test_what_is_no_such_file_ends_in_one_sentence(tmp_path: Path, police: Agency, text: str) -> None:
    code, said = bring(write(tmp_path, text))
    assert code == 2
    assert said.endswith(".")
    assert numbers(police) == []


_INCIDENT = '[force]\nagency = "x"\n[incident]\nnumber="N"\nopened_at="O"\nopening_code="C"\nplace="P"\n'


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "[force]\n",
        '[force]\nagency = "x"\n[incident]\nnumber = "N"\n',
        _INCIDENT + '[file]\nencoding = "klingon"\n',
        _INCIDENT + 'name = "Q"\n',
        "force = 3",
    ],
)
def test_a_mapping_that_says_nonsense_ends_in_one_sentence(tmp_path: Path, police: Agency, text: str) -> None:
    code, said = bring(write(tmp_path, table(many(1))), write(tmp_path, text, "m.toml"))
    assert code == 2
    assert said.endswith(".")


def test_files_that_are_not_there_end_in_one_sentence(tmp_path: Path, police: Agency) -> None:
    assert bring(tmp_path / "none.csv")[0] == 2
    assert bring(write(tmp_path, table(many(1))), tmp_path / "none.toml")[0] == 2
    assert bring(write(tmp_path, table(many(1))), rejects=tmp_path / "no" / "folder.csv")[0] == 2
