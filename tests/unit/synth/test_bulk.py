"""Facts of a synthetic Wales: in the shape that is promised, and with what was put in to be found in them."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from earlyhelp.evaluate.facts.tables import TABLES
from earlyhelp.identify.facts import list_codes
from earlyhelp.synth.bulk import NotEmpty, Plan, make_facts

INCIDENTS = 120_000
KINDS = {"date": "date32[day]", "bool": "bool"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("facts") / "wales"
    make_facts(Plan(incidents=INCIDENTS, seed=3), made)
    return made


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Any]:
    with duckdb.connect() as opened:
        for name in TABLES:
            opened.execute(f"CREATE VIEW {name} AS FROM read_parquet('{folder}/{name}/**/*.parquet')")
        yield opened


@pytest.fixture(scope="module")
def manifest(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return read


def one(engine: Any, query: str) -> Any:
    return engine.execute(query).fetchone()[0]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_columns_in_order_and_by_year(folder: Path, name: str) -> None:
    table = TABLES[name]
    files = sorted((folder / name).glob("year=*/*.parquet"))
    assert [path.parent.name for path in files] == [
        # Help begins in the third year, and so does what hangs on it.
        f"year={year}"
        for year in range(2022 if name in {"help", "goals"} else 2020, 2026)
    ]
    for path in files:
        rows = pq.read_table(path, partitioning=None)
        assert rows.column_names == list(table.names)
        assert [str(field.type) for field in rows.schema] == [
            KINDS.get(c.kind, c.kind) for c in table.columns
        ]
        assert not [c.name for c in table.columns if c.needed and rows[c.name].null_count]
        assert set(rows["year"].to_pylist()) == {int(path.parent.name.removeprefix("year="))}


def test_incidents_lie_sorted_by_person_and_time(folder: Path) -> None:
    for path in (folder / "incidents").glob("year=*/*.parquet"):
        rows = pq.read_table(path, columns=["person", "at"], partitioning=None).to_pylist()
        keys = [(row["person"], row["at"]) for row in rows if row["person"] is not None]
        assert keys == sorted(keys)


def test_a_month_is_the_one_in_london(engine: Any) -> None:
    query = """SELECT count(*) FROM incidents
        WHERE month <> date_trunc('month', timezone('Europe/London', to_timestamp("at")))::date"""
    engine.execute("SET TimeZone = 'UTC'")
    assert one(engine, query) == 0


def test_there_are_about_as_many_as_were_asked_for(engine: Any, manifest: dict[str, Any]) -> None:
    found = one(engine, "SELECT count(*) FROM incidents")
    assert found == manifest["rows"]["incidents"]
    assert abs(found - INCIDENTS) < 0.04 * INCIDENTS
    assert one(engine, "SELECT count(DISTINCT incident) FROM incidents") == found
    assert one(engine, "SELECT count(DISTINCT area) FROM incidents WHERE area <> ''") == 22
    assert one(engine, "SELECT count(DISTINCT force) FROM incidents") == 4


def test_codes_are_those_of_the_standard(engine: Any) -> None:
    known = {code.code: code.theme for code in list_codes()}
    for code, of in engine.execute("SELECT DISTINCT opening, opening_class FROM incidents").fetchall():
        assert of == (known[code] if code else "other")
    closings = dict(engine.execute("SELECT DISTINCT closing, closing_class FROM incidents").fetchall())
    assert closings["CLOSED_CRIME"] == "crime"
    assert closings["CLOSED_DUPLICATE"] == "administration"


def test_few_people_have_much_of_what_happens(engine: Any) -> None:
    """4 % of those involved have about 40 % of incidents, fewer in a small sample; over a third come again."""
    share = one(
        engine,
        """WITH each AS (SELECT count(*) AS many FROM incidents WHERE person IS NOT NULL GROUP BY person),
        ranked AS (SELECT many, percent_rank() OVER (ORDER BY many DESC) AS place FROM each)
        SELECT sum(many) FILTER (WHERE place < 0.04) / sum(many) FROM ranked""",
    )
    assert 0.28 < share < 0.5
    again = one(
        engine,
        """WITH each AS (
            SELECT count(*) AS many FROM incidents WHERE year = 2021 AND person IS NOT NULL GROUP BY person
        )
        SELECT avg((many > 1)::int) FROM each""",
    )
    assert again > 1 / 3


def test_recording_and_care_change_when_the_manifest_says(engine: Any, manifest: dict[str, Any]) -> None:
    force = "south-wales-police"
    month = manifest["breaks"]["crime_recording"][force]
    share = f"SELECT avg((closing_class = 'crime')::int) FROM incidents WHERE force = '{force}' AND month"
    assert one(engine, f"{share} < DATE '{month}'") < 0.23
    assert one(engine, f"{share} >= DATE '{month}'") > 0.27
    care = manifest["breaks"]["right_care_right_person"][force]
    concern = "SELECT avg((opening = 'WELFARE_CONCERN')::int) FROM incidents WHERE month"
    assert one(engine, f"{concern} >= DATE '{care}'") < 0.7 * one(engine, f"{concern} < DATE '{care}'")


def test_help_begins_area_by_area_and_not_everywhere(engine: Any, manifest: dict[str, Any]) -> None:
    found = dict(engine.execute("SELECT area, min(month) FROM help GROUP BY area").fetchall())
    begins = {area: date.fromisoformat(month) for area, month in manifest["begins"].items() if month}
    assert len(begins) == 17
    assert len(set(begins.values())) > 8
    assert set(found) <= set(begins)
    assert all(month >= begins[area] for area, month in found.items())


def test_those_who_are_helped_were_at_their_worst(engine: Any) -> None:
    query = """SELECT count(*) FILTER (WHERE i."at" < h."at") / count(DISTINCT h.person) FROM help h
        JOIN incidents i ON i.person = h.person AND abs(i."at" - h."at") < 183 * 86400"""
    after = query.replace('i."at" < h."at"', 'i."at" >= h."at"')
    assert one(engine, query) > 1.5 * one(engine, after)


def test_the_truth_adds_up(folder: Path, engine: Any, manifest: dict[str, Any]) -> None:
    path = folder / "truth.csv"
    assert sha256(path.read_bytes()).hexdigest() == manifest["truth.csv"]
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 22 * 72
    assert sum(int(row["incidents"]) for row in rows) == one(
        engine, "SELECT count(*) FROM incidents WHERE person IS NOT NULL"
    )
    for row in rows:
        began = manifest["begins"][row["area"]]
        same = row["incidents"] == row["incidents_without_help"]
        assert same or (began is not None and row["month"] >= began)


def test_notifications_are_decided_after_they_were_sent(engine: Any) -> None:
    assert (
        one(engine, 'SELECT count(*) FROM notifications WHERE decided_at <= "at" OR told_at <= decided_at')
        == 0
    )
    assert one(engine, "SELECT count(*) FROM notifications WHERE (outcome = '') <> (decided_at IS NULL)") == 0
    assert one(engine, "SELECT count(*) FROM referrals WHERE started_at <= accepted_at") == 0
    assert one(engine, "SELECT count(*) FROM joint WHERE asked = asking") == 0


def read(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 5), ("two", 5), ("three", 6)):
        make_facts(Plan(incidents=1_000, seed=seed, years=3), tmp_path / name)
    one, two, three = (read(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two
    assert one != three


def test_help_that_does_nothing_takes_nothing_away(tmp_path: Path) -> None:
    made = make_facts(Plan(incidents=1_000, years=3, effect=1.0), tmp_path / "facts")
    assert made["effect"]["six_months_after"]["difference_each"] in {None, 0.0}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"incidents": 5}, "--incidents"),
        ({"years": 2}, "--years"),
        ({"effect": 0.0}, "--effect"),
        ({"first_year": 1066}, "--first-year"),
    ],
)
def test_a_plan_that_can_not_be_is_refused_in_a_sentence(
    tmp_path: Path, wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        call_command("synth_facts", tmp_path / "facts", **wrong)
    assert refusal.value.returncode == 2


def test_facts_of_two_runs_never_mix(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("something")
    with pytest.raises(NotEmpty):
        make_facts(Plan(incidents=1_000, years=3), tmp_path)
    with pytest.raises(CommandError, match="There is something in this folder already"):
        call_command("synth_facts", tmp_path, incidents=1_000, years=3)
    with pytest.raises(CommandError, match="could not be written"):
        call_command("synth_facts", tmp_path / "there.txt" / "facts", incidents=1_000, years=3)


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    out = StringIO()
    call_command("synth_facts", tmp_path / "facts", incidents=1_000, years=3, stdout=out)
    assert "incidents 1,0" in out.getvalue() or "incidents 9" in out.getvalue()
    assert "manifest.json" in out.getvalue()
