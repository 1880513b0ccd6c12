"""The same linkage on Spark: the same people as on one machine, and plain words when Spark cannot run."""

import shutil
import sys

import pyarrow.parquet as pq
import pytest
from benchmarks import link_batch

from earlyhelp.config import commandline


def run(*words):
    return commandline.main(["link", *map(str, words)])


@pytest.fixture
def records(tmp_path):
    link_batch.welsh(tmp_path / "records.parquet", tmp_path / "truth.parquet", people=150)
    return tmp_path / "records.parquet"


def test_a_local_spark_finds_the_people_that_duckdb_finds(records, tmp_path):
    ours, spark = tmp_path / "ours.parquet", tmp_path / "spark.parquet"
    assert run("run", "--records", records, "--out", ours) == 0
    assert run("run", "--records", records, "--out", spark, "--engine", "spark", "--master", "local[2]") == 0
    assert pq.read_table(spark).equals(pq.read_table(ours))


@pytest.mark.parametrize(("what", "told"), [("pyspark", "pyspark~=4.0.0"), ("java", "default-jre-headless")])
def test_what_spark_lacks_is_said_with_the_command_to_run(records, tmp_path, capsys, monkeypatch, what, told):
    if what == "pyspark":
        monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    else:
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        monkeypatch.delenv("JAVA_HOME", raising=False)
    out = tmp_path / "out.parquet"
    assert run("run", "--records", records, "--out", out, "--engine", "spark") == 2
    assert told in " ".join(capsys.readouterr().err.split())
    assert not out.exists()
