"""`earlyhelp measures` from the terminal: values as files, the same bytes again, both engines alike, plain faults."""

import json
import re
import shutil
import sys
from datetime import date

import pyarrow.parquet as pq
import pytest
from pyarrow import csv

from earlyhelp.config import commandline
from earlyhelp.evaluate.measures import engine, pieces, writing
from earlyhelp.evaluate.measures.catalogue import MEASURES
from earlyhelp.evaluate.measures.faults import CannotMeasure, Fault
from earlyhelp.evaluate.measures.measure import COLUMNS, Period
from tests.factories.demand_facts import at_random, write_facts

PERIOD = Period(date(2025, 2, 1), date(2025, 9, 30))


def run(*words):
    return commandline.main(["measures", *map(str, words)])


def plain(text):
    return " ".join(text.split())


@pytest.fixture
def facts(tmp_path):
    rows = at_random(7, 400)
    streets = [row | {"kind": row["opening"] or "other"} for row in rows[:50]]
    return write_facts(tmp_path / "facts", incidents=rows, streets=streets)


def test_values_are_written_for_each_measure_and_in_one_table(facts, tmp_path, capsys):
    out = tmp_path / "values"
    assert run("run", "--facts", facts, "--out", out, "--only", "repeat_person", "gini_person.1") == 0
    assert "2 measures were written." in plain(capsys.readouterr().out)
    one = pq.read_table(out / "repeat_person.1.parquet")
    assert one.schema.names == list(COLUMNS)
    assert csv.read_csv(out / "repeat_person.1.csv").num_rows == one.num_rows > 0
    whole = pq.read_table(out / "values.parquet")
    assert whole.schema.names == ["measure", "version", *COLUMNS]
    assert set(whole["measure"].to_pylist()) == {"repeat_person", "gini_person"}
    told = json.loads((out / "run.json").read_text("utf-8"))
    assert told["period"] == {"first": "2024-01-01", "last": "2026-02-28"}
    assert told["facts"] == {"incidents": 400}
    assert set(told["inputs"]) == {f"incidents/year={year}/part.parquet" for year in (2024, 2025, 2026)}
    assert told["breaks"] == []


def test_the_same_facts_give_the_same_bytes(facts, tmp_path):
    words = ["run", "--facts", facts, "--first", "2025-02-01", "--last", "2025-09-30", "--memory", "1GB"]
    for name in ("one", "two"):
        assert run(*words, "--out", tmp_path / name, "--only", "time_to_next", "top_share_person") == 0
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_breaks_of_the_period_are_said_and_written(facts, tmp_path, capsys, settings):
    settings.BREAKS_FILE = tmp_path / "own.toml"
    entry = (
        'date = 2025-03-01\nforce = "gwent"\ntitle_en = "Began"\ntitle_cy = "Dechrau"\nsource = "The force"\n'
    )
    settings.BREAKS_FILE.write_text("[[break]]\n" + entry, "utf-8")
    words = ["run", "--facts", facts, "--out", tmp_path / "out", "--only", "gini_person"]
    assert run(*words) == 0
    assert "counting changed on 2025-03-01. Began" in plain(capsys.readouterr().out)
    settings.BREAKS_FILE.write_text("[[break]]\n", "utf-8")
    assert run(*words) == 2
    assert "own.toml: 1" in plain(capsys.readouterr().err).replace(" ", "").replace(
        "own.toml:1", "own.toml: 1"
    )


@pytest.mark.slow
def test_spark_gives_the_values_of_duckdb(facts):
    ours = engine.run(facts, PERIOD)
    theirs = engine.run(facts, PERIOD, "spark", master="local[2]")
    assert [name for name in ours if not ours[name].equals(theirs[name])] == []


@pytest.mark.parametrize(("what", "told"), [("pyspark", "pyspark~=4.0.0"), ("java", "default-jre-headless")])
def test_what_spark_lacks_is_said_with_the_command_to_run(facts, tmp_path, capsys, monkeypatch, what, told):
    if what == "pyspark":
        monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    else:
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        monkeypatch.delenv("JAVA_HOME", raising=False)
    assert run("run", "--facts", facts, "--out", tmp_path / "out", "--engine", "spark") == 2
    assert told in plain(capsys.readouterr().err)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--facts", "{empty}/nowhere"], "no such folder of facts"),
        (["--facts", "{empty}"], "hold no whole month"),
        (["--facts", "{empty}", "--first", "2025-01-01", "--last", "2025-01-31"], "no facts in this folder"),
        (["--facts", "{facts}", "--only", "crime_score"], "no measure of this name: crime_score"),
        (["--facts", "{facts}", "--first", "yesterday"], "not a period: yesterday"),
        (["--facts", "{facts}", "--first", "2025-02-01", "--last", "2025-01-01"], "not a period"),
    ],
)
def test_a_fault_is_said_with_what_to_do(facts, tmp_path, capsys, words, told):
    (tmp_path / "empty").mkdir()
    filled = [word.format(facts=facts, empty=tmp_path / "empty") for word in words]
    assert run("run", *filled, "--out", tmp_path / "out") == 2
    assert told in plain(capsys.readouterr().err)


def test_values_that_cannot_be_written_are_a_fault(facts, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert run("run", "--facts", facts, "--out", tmp_path / "file", "--only", "gini_person") == 2
    assert "cannot be written" in plain(capsys.readouterr().err)


def test_facts_of_another_version_are_refused(facts):
    path = facts / "incidents" / "year=2025" / "part.parquet"
    for old in (facts / "incidents").glob("**/*.parquet"):
        pq.write_table(pq.read_table(old, partitioning=None).drop(["closing"]), old)
    assert path.exists()
    with pytest.raises(CannotMeasure) as caught:
        engine.run(facts, PERIOD, only=["demand_share"])
    assert (caught.value.fault, caught.value.about) == (Fault.NO_COLUMN, "incidents: closing")


def test_every_definition_can_be_read(capsys):
    assert run("list") == 0
    out = re.sub(r"[│\s]+", " ", capsys.readouterr().out)
    assert all(f"{measure.name}: " in out for measure in MEASURES)
    assert run("list", "--language", "cy") == 0


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (["2025-01-01", "2025-02-28"], date(2025, 1, 1), date(2025, 2, 28)),
        (["2025-01-02", "2025-03-30"], date(2025, 2, 1), date(2025, 2, 28)),
        (["2024-12-31", "2025-03-31"], date(2025, 1, 1), date(2025, 3, 31)),
    ],
)
def test_only_whole_months_are_counted_unless_days_are_given(tmp_path, days, first, last):
    rows = [row for day in days for row in at_random(1, 1, start=day, days=1)]
    assert writing.whole_months(write_facts(tmp_path, incidents=rows)) == Period(first, last)


def test_less_than_a_month_is_no_period(tmp_path):
    rows = at_random(1, 3, start="2025-01-02", days=3)
    with pytest.raises(CannotMeasure, match="no-period"):
        writing.whole_months(write_facts(tmp_path, incidents=rows))


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2024, 2, 28), date(2023, 3, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_twelve_months_end_with_the_last_day(last, first):
    assert pieces.year_to(last) == Period(first, last)
