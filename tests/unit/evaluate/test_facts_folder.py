"""Files of facts: what fits, what is rewritten, and what a reader is told when something is missing."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from earlyhelp.evaluate.facts.reading import BadFacts, open_facts
from earlyhelp.evaluate.facts.tables import TABLES
from earlyhelp.evaluate.facts.writing import STATE, BadFact, Folder, build, open_folder

AT = datetime(2026, 11, 23, tzinfo=UTC)
TABLE = TABLES["training"]


class Row(NamedTuple):
    month: date = date(2026, 5, 1)
    agency: object = "gwent-police"
    requirement: str = "noticing"
    required: object = 20
    covered: int = 15


class Contact(NamedTuple):
    contact: int
    person: int
    at: int
    force: str = "gwent-police"
    area: str = "W06000022"
    kind: str = "arrest"


def keep(folder: Path, *rows: Row, seen: str = "", mark: str = "key") -> Folder:
    with open_folder(folder, mark=mark, at=AT) as there:
        if not there.is_current(TABLE, "one", 2026, seen):
            there.keep_year(TABLE, "one", 2026, rows, seen)
        there.keep_years(TABLE, "one", [2026])
    return there


def test_rows_are_sorted_compressed_and_typed_as_the_tables_say() -> None:
    made = build(TABLES["contacts"], [Contact(1, 9, 200), Contact(2, 3, 1_780_000_000), Contact(3, 3, 100)])
    assert made.column("contact").to_pylist() == [3, 2, 1]
    assert made.column("month").to_pylist()[1] == date(2026, 5, 1)
    assert made.schema.field("year").type == pa.int16()


def test_the_same_rows_in_another_order_leave_the_file_alone(tmp_path: Path) -> None:
    rows = [Row(requirement="noticing"), Row(requirement="listening")]
    assert keep(tmp_path, *rows).kept.written == 1
    again = keep(tmp_path, *reversed(rows))
    assert (again.kept.written, again.kept.unchanged) == (0, 1)
    file = pq.ParquetFile(tmp_path / "training" / "year=2026" / "part-one.parquet")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_year_that_looks_the_same_from_outside_is_not_read_again(tmp_path: Path) -> None:
    keep(tmp_path, Row(), seen="1 row")
    assert keep(tmp_path, Row(covered=1), seen="1 row").kept.written == 0
    assert keep(tmp_path, Row(covered=1), seen="2 rows").kept.written == 1
    assert keep(tmp_path, Row(covered=2), seen="2 rows", mark="another key").kept.written == 1
    (tmp_path / "training" / "year=2026" / "part-one.parquet").unlink()
    assert keep(tmp_path, Row(covered=2), seen="2 rows", mark="another key").kept.written == 1


def test_years_and_owners_that_are_no_more_leave(tmp_path: Path) -> None:
    keep(tmp_path, Row())
    with open_folder(tmp_path, mark="key", at=AT) as there:
        there.keep_year(TABLE, "two", 2025, [Row(month=date(2025, 5, 1))])
        there.keep_years(TABLE, "two", [2025])
        there.keep_years(TABLE, "one", [])
        assert (there.kept.removed, there.count(TABLE)) == (1, 1)
        there.keep_owners(TABLE, [])
        assert (there.kept.removed, there.count(TABLE)) == (2, 0)
    assert open_facts(tmp_path).paths["training"] == ()
    assert "training" not in open_facts(tmp_path).missing


def test_no_rows_make_no_file_and_take_away_the_one_that_was_there(tmp_path: Path) -> None:
    keep(tmp_path, Row())
    assert keep(tmp_path).kept.removed == 1
    assert keep(tmp_path).kept.removed == 0


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (Row(agency=None), "training.agency: empty"),
        (Row(required="many"), "training.required: not int64"),
        (Row(required=2**70), "training.required: not int64"),
        (Contact(1, 2, 3), "training: .*contact"),
    ],
)
def test_a_row_that_does_not_fit_stops_and_what_was_there_stays(tmp_path: Path, row: Row, why: str) -> None:
    keep(tmp_path, Row())
    with pytest.raises(BadFact, match=why):
        keep(tmp_path, row)
    (file,) = open_facts(tmp_path).paths["training"]
    assert pq.read_table(file).num_rows == 1


def test_what_was_written_down_and_cannot_be_read_is_worked_out_again(tmp_path: Path) -> None:
    keep(tmp_path, Row(), seen="1 row")
    for spoilt in ("{", "{}", '{"tables": 1}'):
        (tmp_path / STATE).write_text(spoilt)
        assert keep(tmp_path, Row(), seen="1 row").kept.unchanged == 1


def test_what_a_stopped_export_left_beside_is_swept_away(tmp_path: Path) -> None:
    keep(tmp_path, Row())
    left = tmp_path / "training" / "year=2026" / "part-two.new"
    left.write_text("half")
    keep(tmp_path, Row())
    assert not left.exists()


def test_a_reader_is_told_what_is_missing(tmp_path: Path) -> None:
    keep(tmp_path, Row())
    found = open_facts(tmp_path, needed=["training"])
    assert "incidents" in found.missing
    with pytest.raises(BadFacts, match="Nothing was published of this table: incidents"):
        open_facts(tmp_path, needed=["training", "incidents"])
    with pytest.raises(BadFacts, match="no folder"):
        open_facts(tmp_path / "nowhere")


def test_a_reader_is_told_of_other_columns_and_of_what_is_no_parquet(tmp_path: Path) -> None:
    part = tmp_path / "training" / "year=2026" / "part-one.parquet"
    part.parent.mkdir(parents=True)
    pq.write_table(pa.table({"month": [1], "surname": ["Prawf"]}), part)
    part.with_name("part-two.parquet").write_text("nothing")
    with pytest.raises(BadFacts) as bad:
        open_facts(tmp_path)
    said = str(bad.value)
    for words in (
        "Column surname is string and should be not there",
        "Column agency is missing",
        "cannot be read",
    ):
        assert words in said
