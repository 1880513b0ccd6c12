"""A release: the same bytes twice, in both languages, and without a number that was left out."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow
from pypdf import PdfReader
from tests.factories.released import FORCES, MEASURES, MONTHS, SECRETS, YEAR, rows, write_values

from earlyhelp.evaluate.publishing import release
from earlyhelp.evaluate.publishing.periods import NoPeriod, year_of
from earlyhelp.evaluate.publishing.release import Wanted
from earlyhelp.evaluate.publishing.tables import COLUMNS, KEY, LEFT_OUT

WANTED = Wanted(YEAR, date(2026, 7, 1))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, and beside it the values that it was made of."""
    folder = tmp_path_factory.mktemp("release")
    release.build(write_values(folder / "values"), folder / "out", WANTED, MEASURES)
    return folder


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that a reader of a release can read, file by file."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".csv", ".json", ".svg"} and path.name != release.MANIFEST:
            yield path.name, re.sub(r"data:image[^\"]*", "", path.read_text(encoding="utf-8"))
        elif path.suffix in {".xlsx", ".ods"}:
            with zipfile.ZipFile(path) as book:
                for name in book.namelist():
                    yield f"{path.name}/{name}", book.read(name).decode("utf-8", "replace")
        elif path.suffix == ".pdf":
            yield path.name, "\n".join(page.extract_text() for page in PdfReader(path).pages)


def table(built: Path, code: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO((built / "out" / "tables" / f"{code}-1.csv").read_text(encoding="utf-8")))
    )


def test_it_builds_twice_to_the_same_bytes(built: Path, tmp_path: Path) -> None:
    first = release.read_manifest(built / "out")
    again = release.build(built / "values", tmp_path / "out", WANTED, MEASURES)
    assert again == first
    assert (built / "out" / release.MANIFEST).read_bytes() == (
        tmp_path / "out" / release.MANIFEST
    ).read_bytes()
    assert release.differences(tmp_path / "out", first) == []


def test_the_manifest_finds_what_was_changed_lost_or_added(built: Path, tmp_path: Path) -> None:
    manifest = release.build(built / "values", tmp_path / "out", WANTED, MEASURES)
    out = tmp_path / "out"
    (out / "bulletin.en.html").write_text("other")
    (out / "bulletin.cy.pdf").unlink()
    (out / "more.csv").write_text("1")
    assert release.differences(out, manifest) == ["bulletin.cy.pdf", "bulletin.en.html", "more.csv"]
    assert release.rebuilt(manifest, built / "values", YEAR, tmp_path / "again", MEASURES) == []
    write_values(tmp_path / "changed", rows()[:-1])
    found = release.rebuilt(manifest, tmp_path / "changed", YEAR, tmp_path / "other", MEASURES)
    assert "values.parquet" in found
    assert "tables/waits-1.csv" in found


def test_no_small_count_is_anywhere_in_it(built: Path) -> None:
    month = {row["first"]: row for row in table(built, "demand_share") if row["group"] == "crime"}[
        MONTHS[4].isoformat()
    ]
    assert month["count"] == month["value"] == month["status"] == LEFT_OUT
    # The rest of the same month would give it away, and so would its share or its force's counterpart.
    rest = [row for row in table(built, "demand_share") if row["first"] == MONTHS[4].isoformat()]
    assert [row["count"] for row in rest] == [LEFT_OUT, LEFT_OUT]
    forces = [row for row in table(built, "incidents") if row["first"] == MONTHS[2].isoformat()]
    assert sum(row["count"] == LEFT_OUT for row in forces) >= 2
    told = ("0.00428", "0.995", "697", "6007", "6,007", "31.4", "0.4%", "99.6%")
    for name, text in texts(built / "out"):
        assert not [one for one in told if re.search(rf"(?<![\d.,#]){re.escape(one)}", text)], name


def test_a_chart_has_no_point_where_a_number_was_left_out(built: Path) -> None:
    svg = (built / "out" / "charts" / "demand_share-1.en.svg").read_text(encoding="utf-8")
    assert "697" not in re.findall(r"value: (\S+)", svg)
    assert svg.count('aria-roledescription="point"') == 2 * (len(MONTHS) - 1)


@pytest.mark.parametrize(
    "row", rows(), ids=lambda row: f"{row['measure']}-{row['first']}-{row['force']}-{row['group']}"
)
def test_what_is_shown_is_rounded(built: Path, row: dict[str, Any]) -> None:
    shown = next(
        one
        for one in table(built, row["measure"])
        if all(one[name] == str(row[name]) for name in ("first", "force", "group"))
    )
    for name in ("count", "out_of"):
        if shown[name] not in ("", LEFT_OUT):
            assert int(shown[name]) % 5 == 0
            assert abs(int(shown[name]) - row[name]) <= 2
            assert row[name] not in SECRETS


def test_csvw_describes_every_column_in_both_languages(built: Path) -> None:
    for path in (built / "out" / "tables").glob("*.csv"):
        told = json.loads(Path(f"{path}-metadata.json").read_text(encoding="utf-8"))
        assert told["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
        assert told["url"] == path.name
        assert {one["@language"] for one in told["dc:title"]} == {"en", "cy"}
        lines = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"))))
        columns = told["tableSchema"]["columns"]
        # A heading has to be one of the column's titles, and every line has a place for each column.
        assert [column["name"] for column in columns] == lines[0] == [column.name for column in COLUMNS]
        assert all(
            column["name"] in column["titles"][language] for column in columns for language in ("en", "cy")
        )
        assert {len(line) for line in lines} == {len(columns)}
        for line in lines[1:]:
            for column, value in zip(columns, line, strict=True):
                assert fits(column, value), (column["name"], value)
        keys = [
            tuple(line[lines[0].index(name)] for name in told["tableSchema"]["primaryKey"])
            for line in lines[1:]
        ]
        assert told["tableSchema"]["primaryKey"] == list(KEY)
        assert len(set(keys)) == len(keys)


def fits(column: dict[str, Any], value: str) -> bool:
    """Whether a cell is what the metadata says: a null, or a value of its datatype."""
    if value in column.get("null", [""]):
        return True
    readers = {"integer": int, "number": float, "date": date.fromisoformat, "string": str}
    readers[column["datatype"]](value)
    return True


def test_both_languages_say_the_same(built: Path) -> None:
    english, welsh = ((built / "out" / f"bulletin.{language}.html").read_text() for language in ("en", "cy"))
    for tag in ("<h2", "<table", "<tr", "<td", "<img", "<dt"):
        assert english.count(tag) == welsh.count(tag), tag
    assert '<html lang="cy">' in welsh
    assert "A new rule of recording" in english
    assert "Rheol gofnodi newydd" in welsh
    assert {path.name.replace(".en.", ".") for path in built.rglob("*.en.*")} == {
        path.name.replace(".cy.", ".") for path in built.rglob("*.cy.*")
    }


def test_the_paper_is_tagged_and_has_the_figures(built: Path) -> None:
    for language in ("en", "cy"):
        reader = PdfReader(built / "out" / f"bulletin.{language}.pdf")
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)
        assert "10,000" in "".join(page.extract_text() for page in reader.pages)


def test_a_board_sees_more_and_is_told_not_to_pass_it_on(built: Path, tmp_path: Path) -> None:
    release.build(built / "values", tmp_path / "out", Wanted(YEAR, date(2026, 7, 1), "board"), MEASURES)
    seen = table(tmp_path, "incidents")
    assert all(row["count"] != LEFT_OUT for row in seen if row["force"] == FORCES[0])
    assert "do not publish" in (tmp_path / "out" / "bulletin.en.html").read_text()


def test_workbooks_read_back_with_a_sheet_for_each_table(built: Path) -> None:
    for language in ("en", "cy"):
        book = load(built / "out" / f"tables.{language}.ods")
        sheets = {one.getAttribute("name"): one for one in book.getElementsByType(Table)}
        assert len(sheets) == 2 + len(MEASURES)
        lines = sheets["incidents-1"].getElementsByType(TableRow)
        assert len(lines) == 2 + len(table(built, "incidents"))
        assert len(lines[2].getElementsByType(TableCell)) == len(COLUMNS)
        assert {cell.getAttribute("stylename") for cell in lines[1].getElementsByType(TableCell)} == {"head"}
        with zipfile.ZipFile(built / "out" / f"tables.{language}.xlsx") as other:
            assert sum(name.startswith("xl/worksheets/sheet") for name in other.namelist()) == len(sheets)


def test_what_is_new_is_said(built: Path, tmp_path: Path) -> None:
    before = {"measures": ["incidents.1", "waits.1"]}
    release.build(
        built / "values", tmp_path / "a", Wanted(YEAR, date(2026, 7, 1), "public", before), MEASURES
    )
    assert "New since the release before" in (tmp_path / "a" / "bulletin.en.html").read_text()
    before = {"measures": [measure.name for measure in MEASURES]}
    release.build(
        built / "values", tmp_path / "b", Wanted(YEAR, date(2026, 7, 1), "public", before), MEASURES
    )
    assert "same figures as the one before" in (tmp_path / "b" / "bulletin.en.html").read_text()
    assert "first release" in (built / "out" / "bulletin.en.html").read_text()


def test_a_year_without_values_is_no_release(built: Path, tmp_path: Path) -> None:
    with pytest.raises(release.NothingToRelease):
        release.build(
            built / "values", tmp_path / "out", Wanted(year_of("2020-21"), date(2021, 7, 1)), MEASURES
        )


def test_a_period_is_a_financial_year() -> None:
    assert (YEAR.first, YEAR.last) == (date(2025, 4, 1), date(2026, 3, 31))
    assert YEAR.published_on == YEAR.last + timedelta(days=92)
    assert year_of("1999-00").last == date(2000, 3, 31)
    for said in ("2025", "2025-27", "2025-2026", ""):
        with pytest.raises(NoPeriod):
            year_of(said)
