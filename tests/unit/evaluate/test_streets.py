"""Street-level files of data.police.uk: what is kept of a row, what is refused, and that nothing counts twice."""

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from earlyhelp.evaluate.facts import streets
from earlyhelp.evaluate.facts.reading import open_facts
from earlyhelp.evaluate.facts.streets import COLUMNS, Loaded, Reject, load_streets, read_streets
from earlyhelp.evaluate.facts.writing import open_folder

AT = datetime(2026, 11, 23, tzinfo=UTC)
BURGLARY = dict(
    zip(
        COLUMNS,
        [
            "f" * 64,
            "2026-05",
            "South Wales Police",
            "South Wales Police",
            "-3.58",
            "51.5",
            "On or near Made-up Street",
            "W01000999",
            "Bridgend 003A",
            "Burglary",
            "Under investigation",
            "",
        ],
        strict=True,
    )
)
ASB = BURGLARY | {"Crime ID": "", "Crime type": "Anti-social behaviour", "Last outcome category": ""}
NOWHERE = BURGLARY | {
    "Longitude": "",
    "Latitude": "",
    "LSOA code": "",
    "LSOA name": "",
    "Location": "No Location",
}
OVER_THE_BORDER = BURGLARY | {"LSOA code": "E01014500", "LSOA name": "Forest of Dean 004B"}


def write(path: Path, rows: Iterable[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def load(folder: Path, *files: Path) -> Loaded:
    with open_folder(folder, mark="", at=AT) as there:
        return load_streets(there, files)


def stored(folder: Path) -> list[tuple[object, ...]]:
    files = open_facts(folder).paths["streets"]
    rows = [row for file in files for row in pq.read_table(file).to_pylist()]
    return [
        (row["force"], row["area"], row["place"], row["kind"], row["has_crime_id"], row["outcome"])
        for row in rows
    ]


def test_what_is_kept_of_each_kind_of_row(tmp_path: Path) -> None:
    file = write(tmp_path / "2026-05-south-wales-street.csv", [BURGLARY, ASB, NOWHERE, OVER_THE_BORDER])
    assert load(tmp_path / "facts", file) == Loaded(4, 1)
    force, found = "south-wales-police", "Under investigation"
    assert sorted(stored(tmp_path / "facts"), key=str) == sorted(
        [
            (force, "W06000013", "W01000999", "burglary", True, found),
            (force, "W06000013", "W01000999", "anti-social-behaviour", False, ""),
            (force, "", "", "burglary", True, found),
            (force, "", "E01014500", "burglary", True, found),
        ],
        key=str,
    )
    part = tmp_path / "facts" / "streets" / "year=2026" / "part-south-wales-police-2026-05.parquet"
    (month,) = set(pq.read_table(part).column("month").to_pylist())
    assert month == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Bridgend 003A", "W06000013"),
        ("The Vale of Glamorgan 005C", "W06000014"),
        ("Rhondda Cynon Taf 011AB", "W06000016"),
        ("Isle of Anglesey 001A", "W06000001"),
    ],
)
def test_the_council_follows_from_the_name_of_the_small_area(tmp_path: Path, name: str, area: str) -> None:
    load(tmp_path / "facts", write(tmp_path / "one.csv", [BURGLARY | {"LSOA name": name}]))
    assert stored(tmp_path / "facts")[0][1] == area


def test_the_same_file_again_and_a_newer_one_take_the_place_of_what_was_there(tmp_path: Path) -> None:
    june = BURGLARY | {"Month": "2026-06"}
    first = write(tmp_path / "first.csv", [BURGLARY, ASB, june])
    assert load(tmp_path / "facts", first) == load(tmp_path / "facts", first) == Loaded(3, 2)
    assert len(stored(tmp_path / "facts")) == 3
    load(tmp_path / "facts", write(tmp_path / "newer.csv", [ASB]))
    assert sorted(row[3] for row in stored(tmp_path / "facts")) == ["anti-social-behaviour", "burglary"]


def test_one_month_in_two_files_counts_whole(tmp_path: Path) -> None:
    other = BURGLARY | {
        "Reported by": "Gwent Police",
        "Falls within": "Gwent Police",
        "LSOA name": "Newport 001A",
    }
    files = [write(tmp_path / "a.csv", [BURGLARY]), write(tmp_path / "b.csv", [ASB, other])]
    assert load(tmp_path / "facts", *files) == Loaded(3, 2)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"Month": "2026-13"}, "2026-05"),
        ({"Month": "05/2026"}, "2026-05"),
        ({"Reported by": ""}, "force"),
        ({"Crime type": " "}, "type of crime"),
        ({"LSOA code": "S01006506"}, "small area"),
        ({"LSOA code": "W0100"}, "small area"),
        ({"LSOA code": "E0100"}, "small area"),
        ({"LSOA name": "Atlantis 001A"}, "small area"),
        ({"LSOA name": "Bridgend"}, "small area"),
        ({"Location": "x" * 500}, "longer"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_nothing_is_written(
    tmp_path: Path, changed: dict[str, str], why: str
) -> None:
    loaded = load(tmp_path / "facts", write(tmp_path / "bad.csv", [BURGLARY, BURGLARY | changed, ASB]))
    (reject,) = loaded.rejects
    assert (reject.file, reject.line) == ("bad.csv", 3)
    assert why in str(reject.why)
    assert not list((tmp_path / "facts").rglob("*.parquet"))


def test_other_headings_a_short_row_and_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("Crime ID,Month\n1,2026-05\n")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "short.csv").write_text(",".join(COLUMNS) + "\n1,2026-05\n")
    names = ["other", "empty", "binary", "short", "missing"]
    rejects = [next(read_streets(tmp_path / f"{name}.csv")) for name in names]
    assert [one.line for one in rejects if isinstance(one, Reject)] == [1, 1, 0, 2, 0]


def test_reading_stops_where_nearly_every_row_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streets, "MOST_REJECTS", 3)
    loaded = load(tmp_path / "facts", write(tmp_path / "bad.csv", [BURGLARY | {"Month": ""}] * 9))
    assert len(loaded.rejects) == 3


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = (
        write(tmp_path / "good.csv", [BURGLARY, ASB]),
        write(tmp_path / "bad.csv", [BURGLARY | {"Month": ""}]),
    )
    call_command("load_streets", good, out=tmp_path / "facts")
    assert capsys.readouterr().out.splitlines() == ["Rows loaded: 2", "Months of a force: 1"]
    with pytest.raises(CommandError) as refused:
        call_command("load_streets", bad, out=tmp_path / "facts")
    assert refused.value.returncode == 1
    assert "bad.csv, line 2" in capsys.readouterr().out
    with pytest.raises(CommandError) as taken, open_folder(tmp_path / "facts", mark="", at=AT):
        call_command("load_streets", good, out=tmp_path / "facts")
    assert taken.value.returncode == 2
    with pytest.raises(CommandError) as unwritable:
        call_command("load_streets", good, out=good)
    assert unwritable.value.returncode == 2
