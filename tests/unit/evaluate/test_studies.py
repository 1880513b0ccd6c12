"""What a study refuses, how its file is read, and the command's words."""

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from tests.factories.studies import FIRST, START, people_with, series_with, units_with, wedge_with

from earlyhelp.config.commandline import parser
from earlyhelp.config.figures import study_call
from earlyhelp.evaluate.studies import panels, series, sizing, tables
from earlyhelp.evaluate.studies.matched import band_of, people, study_matched
from earlyhelp.evaluate.studies.results import BadStudy, Effect, Fault
from earlyhelp.synth.bulk import Plan, make_facts


def written(folder: Path, heading: Sequence[str], lines: Iterable[Sequence[object]]) -> Path:
    path = folder / "study.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *lines])
    return path


def told(*words: Any, **options: Any) -> str:
    out = StringIO()
    call_command("study_effect", *words, stdout=out, **options)
    return " ".join(out.getvalue().split())


def refused(*words: Any, **options: Any) -> str:
    with pytest.raises(CommandError) as refusal:
        told(*words, **options)
    assert refusal.value.returncode == 2
    return str(refusal.value)


def a_series(folder: Path, seed: int = 7) -> Path:
    helped, _ = series_with(seed)
    other, _ = series_with(seed + 5000, at_once=0.0, each_month=0.0)
    rows = zip(map(tables.name_of, helped.months), helped.rates, other.rates, strict=True)
    return written(folder, ["month", "calls", "elsewhere"], rows)


def test_a_series_is_told_with_its_comparison(tmp_path: Path) -> None:
    path = a_series(tmp_path)
    words = told("its", path, when="month", value="calls", start="2023-01", compare="elsewhere")
    assert "Difference that the help made" in words
    assert "Before and after alone went from" in words
    assert "That is not the effect" in words
    assert "They say nothing about any one person." in words


def test_the_result_is_written_as_json(tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    told("its", a_series(tmp_path), when="month", value="calls", start="2023-01", out=out, no_season=True)
    result = json.loads(out.read_text())
    assert result["design"] == "its"
    assert set(result["effects"]) == {"mean", "level", "slope"}
    assert result["counts"] == {"before": 36, "after": 24}
    assert len(result["series"]) == 60
    month, seen, expected = result["series"][-1]
    assert month == "2024-12"
    assert seen < expected


def test_rates_are_taken_per_thousand() -> None:
    given = series.monthly([FIRST + 1, FIRST], [5, 2], [1000, 500])
    assert list(given.months) == [FIRST, FIRST + 1]
    assert list(given.rates) == [4.0, 5.0]


def test_nobody_among_whom_to_count_is_refused() -> None:
    with pytest.raises(BadStudy) as refusal:
        series.monthly([FIRST], [5], [0])
    assert refusal.value.fault == Fault.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("months", "fault"), [([FIRST, FIRST], Fault.TWICE), ([FIRST, FIRST + 2], Fault.A_GAP)]
)
def test_every_month_comes_once(months: list[int], fault: Fault) -> None:
    with pytest.raises(BadStudy) as refusal:
        series.monthly(months, [1, 2])
    assert refusal.value.fault == fault


@pytest.mark.parametrize(("start", "fault"), [(FIRST + 3, Fault.FEW_BEFORE), (FIRST + 58, Fault.FEW_AFTER)])
def test_a_trend_needs_months(start: int, fault: Fault) -> None:
    with pytest.raises(BadStudy) as refusal:
        series.study_series(series_with(1)[0], start=start)
    assert refusal.value.fault == fault


def test_a_comparison_of_other_months_is_refused() -> None:
    helped, _ = series_with(1)
    other = series.Months([month + 1 for month in helped.months], helped.rates)
    with pytest.raises(BadStudy) as refusal:
        series.study_series(helped, start=START, compared=other)
    assert refusal.value.fault == Fault.NO_COMPARISON


def test_a_month_that_is_missing_for_the_strength_of_likeness_is_no_break() -> None:
    """The months around the start are left out to try the answer: the others keep their true distance."""
    made, _ = series_with(3)
    result = series.study_series(made, start=START)
    assert result.sensitivity is not None
    low, high = result.sensitivity
    assert low <= high < 0


def test_units_with_help_from_different_months(tmp_path: Path) -> None:
    given, _ = units_with(2)
    starts = {
        unit: tables.name_of(int(given.periods[(given.units == unit) & given.helped].min()))
        for unit in set(given.units[given.helped])
    }
    path = written(
        tmp_path,
        ["team", "month", "rate", "since"],
        [
            (unit, tables.name_of(int(period)), outcome, starts.get(unit, ""))
            for unit, period, outcome in zip(given.units, given.periods, given.outcome, strict=True)
        ],
    )
    words = told("did", path, unit="team", when="month", value="rate", helped_from="since")
    assert "units 20, helped 12, cells 216, not compared 0" in words
    assert "Without help, the comparison went from" in words


def test_help_that_was_chosen_by_a_trend_is_noticed() -> None:
    """The helped were already falling faster: the design says so."""
    given, _ = units_with(4, effect=0.0)
    ever = np.isin(given.units, given.units[given.helped])
    falling = given.outcome - ever * 2.0 * (given.periods - FIRST)
    result = panels.study_differences(panels.Panel(given.units, given.periods, falling, given.helped))
    assert result.checks == {"alike_before": False}


def test_a_month_after_everybody_began_cannot_be_compared() -> None:
    rows = [
        (f"u{unit}", FIRST + month, float(unit), month >= 2 + unit % 3)
        for unit in range(8)
        for month in range(8)
    ]
    units, periods, outcome, helped = zip(*rows, strict=True)
    result = panels.study_differences(panels.panel(units, periods, outcome, helped))
    assert result.main.estimate == pytest.approx(0.0, abs=1e-9)
    assert result.compared is None
    assert result.counts["not_compared"] == 8 * 4


def test_a_unit_twice_in_a_month_is_refused() -> None:
    rows = [(f"u{unit}", FIRST, 1.0, unit > 3) for unit in range(8)] * 2
    with pytest.raises(BadStudy) as refusal:
        panels.study_differences(panels.panel(*zip(*rows, strict=True)))
    assert refusal.value.fault == Fault.TWICE


def test_few_units_and_nobody_to_compare_with_are_refused() -> None:
    with pytest.raises(BadStudy) as few:
        panels.panel(["a", "b"], [1, 1], [1, 1], [True, False])
    assert few.value.fault == Fault.FEW_UNITS
    with pytest.raises(BadStudy) as nobody:
        panels.panel([str(unit) for unit in range(8)], [1] * 8, [1] * 8, [True] * 8)
    assert nobody.value.fault == Fault.NO_COMPARISON


def test_units_that_all_began_in_one_month_are_no_wedge() -> None:
    rows = [(f"u{unit}", FIRST + month, 1.0, month > 2) for unit in range(8) for month in range(6)]
    with pytest.raises(BadStudy) as refusal:
        panels.study_wedge(panels.panel(*zip(*rows, strict=True)))
    assert refusal.value.fault == Fault.NO_COMPARISON


def test_a_wedge_from_a_file(tmp_path: Path) -> None:
    given, _ = wedge_with(1)
    path = written(
        tmp_path,
        ["team", "month", "calls", "helped"],
        [
            (unit, tables.name_of(int(period)), outcome, "ydy" if helped else "nac ydy")
            for unit, period, outcome, helped in zip(
                given.units, given.periods, given.outcome, given.helped, strict=True
            )
        ],
    )
    words = told("wedge", path, unit="team", when="month", value="calls", helped="helped")
    assert "units 16, periods 9, lines 144" in words


def test_people_from_a_file(tmp_path: Path) -> None:
    given, _ = people_with(1, number=3000)
    path = written(
        tmp_path,
        ["helped", "before", "after", "age"],
        [
            ("yes" if helped else "no", before, after, alike[0])
            for helped, before, after, alike in zip(
                given.helped, given.before, given.after, given.alike, strict=True
            )
        ],
    )
    words = told("matched", path, helped="helped", before="before", after="after", match=["age"])
    assert "Without help, the comparison went from" in words
    assert "The interval leaves out 0" in words


def test_too_few_people_alike_are_refused() -> None:
    helped = [True] * 5 + [False] * 50
    with pytest.raises(BadStudy) as refusal:
        study_matched(people(helped, [1] * 55, [1] * 55))
    assert refusal.value.fault == Fault.NO_MATCH
    with pytest.raises(BadStudy):
        study_matched(people(helped, [3] * 5 + [0] * 50, [1] * 55))


def test_bands_of_earlier_events() -> None:
    assert [band_of(number) for number in (0, 5, 6, 7, 8, 14, 49, 900)] == [0, 5, 6, 6, 8, 10, 30, 50]


def test_alone_in_a_group_takes_the_spread_of_its_band() -> None:
    helped = [True] * 12 + [True] + [False] * 40 + [False] * 3
    before = [1] * 12 + [4] + [1] * 40 + [4] * 3
    after = list(range(12)) + [3] + [number % 4 for number in range(40)] + [2, 3, 4]
    result = study_matched(people(helped, before, after))
    assert result.counts["matched"] == 13
    assert result.main.low < result.main.estimate < result.main.high


def test_everybody_alike_has_a_point_for_an_interval_and_no_more_is_claimed() -> None:
    result = study_matched(people([True] * 12 + [False] * 12, [2] * 24, [1] * 24))
    assert result.main.estimate == 0
    assert not result.main.is_clear


def test_the_smallest_effect_is_the_textbooks() -> None:
    """Two equal arms of 64, standard deviation 1, 80 %: half a standard deviation (Cohen 1988, table 2.3.5)."""
    assert sizing.smallest_effect(sizing.Plan(units=128, each=1, spread=1.0)) == pytest.approx(
        0.495, abs=0.001
    )
    alike = sizing.smallest_effect(sizing.Plan(units=16, each=8, spread=1.0, alike=0.05))
    assert alike == pytest.approx(0.495 * (1 + 7 * 0.05) ** 0.5, abs=0.001)


def test_the_size_of_a_study_in_words() -> None:
    assert "would find: 0.495." in told("size", units=128, spread=1.0)
    assert "Give --units" in refused("size", units=1, spread=1.0)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("calls", "many", "this is not a number that can stand here: many"),
        ("calls", "nan", "this is not a number that can stand here: nan"),
        ("month", "March", "this is not a month: March"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, column: str, value: str, words: str) -> None:
    line = {"month": "2026-01", "calls": "1"} | {column: value}
    path = written(tmp_path, list(line), [list(line.values())])
    assert words in refused("its", path, when="month", value="calls", start="2026-01")


def test_neither_yes_nor_no_says_where(tmp_path: Path) -> None:
    path = written(tmp_path, ["h", "b", "a"], [["perhaps", 1, 1]])
    assert "h:2: this is neither yes nor no: perhaps" in refused(
        "matched", path, helped="h", before="b", after="a"
    )


def test_a_column_or_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, ["month"], [["2026-01"]])
    assert "calls" in refused("its", path, when="month", value="calls", start="2026-01")
    assert "--value" in refused("its", path, when="month", start="2026-01")
    assert "can not be read" in refused("its", tmp_path / "none.csv", when="m", value="v", start="2026-01")
    assert "FILE.csv" in refused("its", when="m", value="v", start="2026-01")


def test_an_interval_that_holds_nothing_says_so() -> None:
    assert not Effect(1.0, -1.0, 3.0).is_clear
    assert Effect(-2.0, -3.0, -1.0).is_clear


def test_a_table_of_facts_needs_facts_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There are no facts of this kind: incidents") as refusal:
        call_command("study_from_facts", tmp_path, table="did", out=tmp_path / "out.csv")
    assert refusal.value.returncode == 2


def test_the_table_of_each_design_is_read_by_its_own_command(tmp_path: Path) -> None:
    """The words that the command prints are those that the study understands."""
    make_facts(Plan(incidents=150_000, seed=4, effect=0.6), tmp_path / "facts")
    for design in ("its", "did", "wedge", "matched"):
        file = tmp_path / f"{design}.csv"
        out = StringIO()
        call_command("study_from_facts", tmp_path / "facts", table=design, out=file, stdout=out)
        words = out.getvalue().split("earlyhelp ")[1].split()
        assert words[:3] == ["study", design, str(file)]
        called, words_of_it, options = study_call(parser().parse_args(words))
        assert called == "study_effect"
        said = told(*words_of_it, **options)
        assert "Difference that the help made" in said
        assert "Before and after alone went from" in said


def test_nobody_without_help_is_no_table(tmp_path: Path) -> None:
    make_facts(Plan(incidents=20_000, seed=4), tmp_path / "facts")
    found = {
        "No incidents of this area are known: W99": {"table": "its", "area": ["W99"]},
        "--events, --months and --settle": {"table": "matched", "settle": 0},
        "could not be written": {"table": "did", "out": tmp_path / "no" / "out.csv"},
    }
    for words, options in found.items():
        with pytest.raises(CommandError, match=words):
            call_command("study_from_facts", tmp_path / "facts", **({"out": tmp_path / "out.csv"} | options))
