"""Batch linkage on tables whose truth is known: a small form of `benchmarks/link_batch.py`, without its clock."""

from datetime import date

import pytest
from benchmarks import link_batch

from earlyhelp.understand.linkage.batch.mapping import guess
from earlyhelp.understand.linkage.batch.running import Job, link


def quality(tmp_path, make):
    records, truth, out = (tmp_path / f"{name}.parquet" for name in ("records", "truth", "out"))
    make(records, truth)
    link(Job(records), out, on=date(2026, 11, 22), tell=lambda _: None)
    return link_batch.quality(out, truth)


def test_many_agencies_records_of_a_welsh_population_are_linked_and_few_people_joined(tmp_path):
    precision, recall, f1, over_merged = quality(
        tmp_path, lambda records, truth: link_batch.welsh(records, truth, people=1_500)
    )
    assert precision > 0.97
    assert recall > 0.93
    assert over_merged < 0.03
    assert f1 > 0.95


@pytest.mark.slow
def test_febrl_3_is_solved(tmp_path):
    precision, recall, _f1, over_merged = quality(
        tmp_path, lambda records, truth: link_batch.febrl(records, truth, number=3)
    )
    assert precision > 0.999
    assert recall > 0.99
    assert over_merged < 0.001


def test_a_csv_in_an_old_encoding_is_read(tmp_path):
    given = tmp_path / "people.csv"
    rows = ["id;Forename;Surname;DOB", *(f"{n};Si\u00e2n;Jones{n};05/03/19{n}" for n in range(20, 60))]
    given.write_bytes("\n".join([*rows, "99;Sian;Jones21;05/03/1921"]).encode("latin-1"))
    out = tmp_path / "out.csv"
    linked = link(Job(given), out, on=date(2026, 11, 22), tell=lambda _: None)
    assert linked.records == 41
    assert linked.mapping == guess(["id", "Forename", "Surname", "DOB"])
