"""Surveys as they come: weights, counts, gaps, faults, small groups; and the command's words."""

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from earlyhelp.evaluate import disclosure
from earlyhelp.evaluate.evidence import measures
from earlyhelp.evaluate.evidence.coding import ELEVEN
from earlyhelp.evaluate.evidence.measures import Group
from earlyhelp.evaluate.evidence.survey import Asked, BadSurvey, ordered, read_survey
from earlyhelp.evaluate.evidence.tabulating import list_shares, tabulate


def survey(folder: Path, heading: Sequence[str], lines: Iterable[Sequence[object]]) -> Path:
    path = folder / "survey.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *lines])
    return path


def tabulated(path: Path, **options: Any) -> tuple[str, Path]:
    out = StringIO()
    written = path.parent / options.pop("name", "out.csv")
    call_command("tabulate_evidence", path, stdout=out, out=written, **options)
    return out.getvalue(), written


def confounded(folder: Path) -> Path:
    """Older people are both more often exposed and more often ill; exposure itself does nothing."""
    lines = []
    for age, exposed, risk in (("young", 0.2, 0.1), ("old", 0.8, 0.4)):
        for level, share in (("no one", 1 - exposed), ("some", exposed)):
            people = round(2000 * share)
            ill = round(people * risk)
            lines += [(level, age, "yes", ill), (level, age, "no", people - ill)]
    return survey(folder, ["exposure", "age", "ill", "people"], lines)


def test_holding_age_equal_takes_a_false_effect_away(tmp_path: Path) -> None:
    path = confounded(tmp_path)
    asked = Asked(outcome="ill", exposure="exposure", adjust=("age",), count="people")
    (table,) = tabulate(read_survey(path, asked), reference="no one")
    (row,) = [one for one in table.rows if one.level == "some"]
    assert row.odds is not None
    assert row.odds.low > 1.5
    assert row.adjusted is not None
    assert row.adjusted.value == pytest.approx(1.0, abs=0.01)
    assert table.adjusted_attributable == pytest.approx(0.0, abs=0.01)


def test_weights_that_double_a_line_are_a_line_written_twice(tmp_path: Path) -> None:
    lines = (
        [("a", "yes", 2.0)] * 30
        + [("a", "no", 1.0)] * 60
        + [("b", "yes", 1.0)] * 20
        + [("b", "no", 1.0)] * 80
    )
    path = survey(tmp_path, ["level", "ill", "weight"], lines)
    (table,) = tabulate(read_survey(path, Asked(outcome="ill", exposure="level", weight="weight")))
    first = table.rows[0]
    assert (first.people, first.cases) == (90, 30)
    assert first.risk is not None
    assert first.risk.value == pytest.approx(0.5)
    assert table.difference is None  # it has no simple form with weights


def test_weights_and_counts_together_adjust_as_single_respondents_do(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    single = [
        (level, age, "yes" if rng.random() < risk else "no", weight)
        for level, risk in (("0", 0.2), ("4+", 0.4))
        for age, weight in (("young", 0.5), ("old", 1.5))
        for _respondent in range(100)
    ]
    counted: dict[tuple[object, ...], int] = {}
    for line in single:
        counted[line] = counted.get(line, 0) + 1
    heading = ["types", "age", "ill", "weight"]
    asked = Asked(outcome="ill", exposure="types", adjust=("age",), weight="weight")
    (one,) = tabulate(read_survey(survey(tmp_path, heading, single), asked))
    together = [(*line, number) for line, number in counted.items()]
    path = survey(tmp_path, [*heading, "people"], together)
    asked = Asked(outcome="ill", exposure="types", adjust=("age",), weight="weight", count="people")
    (other,) = tabulate(read_survey(path, asked))
    first, second = one.rows[1].adjusted, other.rows[1].adjusted
    assert first is not None
    assert second is not None
    assert (first.value, first.low) == (pytest.approx(second.value), pytest.approx(second.low))


def test_items_are_coded_and_nobody_with_a_gap_is_counted(tmp_path: Path) -> None:
    columns = [column for kind in ELEVEN for column in kind.columns]
    nothing, one = ["no"] * len(columns), ["no"] * len(columns)
    one[columns.index("verbal_abuse")] = "more than once"
    gap = [*nothing[:-1], ""]
    lines = [[*nothing, "no"]] * 40 + [[*nothing, "yes"]] * 12 + [[*one, "yes"]] * 20 + [[*one, "no"]] * 15
    path = survey(tmp_path, [*columns, "ill"], [*lines, [*gap, "yes"]])
    found = read_survey(path, Asked(outcome="ill", instrument="short-11"))
    assert found.left_out == 1
    (table,) = tabulate(found)
    assert [(row.level, row.people) for row in table.rows] == [("0", 52), ("1", 35)]
    shares = {share.name: share.people for share in list_shares(found)}
    assert shares["verbal abuse"] == 35
    assert shares["incarceration"] == 0
    text, _file = tabulated(path, outcome="ill", instrument="short-11")
    assert "verbal abuse" in text
    assert "Left out because something that was asked for is not known: 1" in text


def test_small_groups_are_left_out_and_can_not_be_worked_out(tmp_path: Path) -> None:
    lines = [("a", "yes")] * 3 + [("a", "no")] * 40 + [("b", "yes")] * 30 + [("b", "no")] * 50
    path = survey(tmp_path, ["level", "ill"], lines)
    text, written = tabulated(path, outcome="ill", exposure="level")
    assert "Counts under 10 are never shown" in text
    rows = list(csv.DictReader(written.open(encoding="utf-8")))
    assert [row["cases"] for row in rows] == ["", ""]
    assert all(not row["risk"] for row in rows)


def test_a_rare_kind_is_left_out_of_the_shares(tmp_path: Path) -> None:
    columns = [column for kind in ELEVEN for column in kind.columns]
    rare = ["no"] * len(columns)
    rare[columns.index("incarceration")] = "yes"
    lines = [[*["no"] * len(columns), "no"]] * 60 + [[*rare, "yes"]] * 4
    found = read_survey(
        survey(tmp_path, [*columns, "ill"], lines), Asked(outcome="ill", instrument="short-11")
    )
    assert {one.name: one.people for one in list_shares(found)}["incarceration"] is None


def test_a_group_that_a_table_leaves_out_is_left_out_of_the_shares_too(tmp_path: Path) -> None:
    columns = [column for kind in ELEVEN for column in kind.columns]
    one = ["no"] * len(columns)
    one[columns.index("incarceration")] = "yes"
    # Thirty-four people with one type, and in one place only four of them.
    none = [*["no"] * len(columns)]
    lines = [[*none, place, ill] for place in "ab" for ill in ("yes", "no") for _one in range(30)]
    lines += [[*one, "a", "yes"]] * 4 + [[*one, "b", ill] for ill in ("yes", "no") for _one in range(15)]
    asked = Asked(outcome="ill", instrument="short-11", by="place")
    found = read_survey(survey(tmp_path, [*columns, "place", "ill"], lines), asked)
    tables = tabulate(found, by=True)
    assert any(row.people is None for row in tables[0].rows if row.level == "1")
    shares = {share.name: share.people for share in list_shares(found, tables=tables)}
    assert shares["1"] is None


def test_a_table_by_stratum_and_as_json(tmp_path: Path) -> None:
    lines = [
        (level, adult, outcome)
        for level, adult, yes in (("0", "yes", 12), ("0", "no", 20), ("4+", "yes", 25), ("4+", "no", 60))
        for outcome in ["yes"] * yes + ["no"] * 40
    ]
    path = survey(tmp_path, ["types", "trusted adult", "ill"], lines)
    text, written = tabulated(path, outcome="ill", exposure="types", by="trusted adult", name="out.json")
    assert "trusted adult: no" in text
    assert [table["stratum"] for table in json.loads(written.read_text(encoding="utf-8"))["tables"]] == [
        "no",
        "yes",
    ]
    assert "of 100 people" in text.lower()


def test_a_group_without_cases_can_not_be_adjusted_and_the_command_says_so(tmp_path: Path) -> None:
    lines = [("a", "x", "no")] * 30 + [("b", "x", "yes")] * 30 + [("b", "x", "no")] * 30
    path = survey(tmp_path, ["level", "other", "ill"], lines)
    text, _written = tabulated(path, outcome="ill", exposure="level", adjust=["other"])
    assert "Adjusting was not possible" in text


def test_columns_that_say_the_same_can_not_be_held_equal(tmp_path: Path) -> None:
    lines = [("a", "a", "no"), ("a", "a", "yes"), ("b", "b", "no"), ("b", "b", "yes")] * 30
    path = survey(tmp_path, ["level", "twin", "ill"], lines)
    asked = Asked(outcome="ill", exposure="level", adjust=("twin",))
    (table,) = tabulate(read_survey(path, asked))
    assert table.could_not_adjust


FAULTS = [
    # heading                 line                    options                                   the sentence says
    (["a", "ill"],            ["x", "yes"],           {"exposure": "b"},                        "no column"),
    (["a", "ill"],            ["x", "yes"],           {},                                       "--exposure COLUMN"),
    (["a", "ill"],            ["x", "yes"],           {"instrument": "long"},                   "no instrument"),
    (["a", "ill"],            ["x", "maybe"],         {"exposure": "a"},                        "neither yes nor no"),
    (["a", "ill"],            ["", "yes"],            {"exposure": "a"},                        "No respondent has"),
    (["a", "ill"],            ["x", ""],              {"exposure": "a"},                        "No respondent has"),
    (["a", "ill"],            ["x", "yes"],           {"exposure": "a", "reference": "q"},      "Levels are: x"),
    (["a", "ill", "n"],       ["x", "yes", "-1"],     {"exposure": "a", "count": "n"},          "not a number"),
    (["a", "ill", "w"],       ["x", "yes", "zero"],   {"exposure": "a", "weight": "w"},         "a number above 0"),
    (["a", "ill", "w"],       ["x", "yes", "0"],      {"exposure": "a", "weight": "w"},         "a number above 0"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "line", "options", "says"), FAULTS)
def test_a_fault_is_said_in_a_sentence(
    tmp_path: Path, heading: list[str], line: list[str], options: dict[str, str], says: str
) -> None:
    path = survey(tmp_path, heading, [line])
    with pytest.raises(CommandError, match=says) as refused:
        call_command("tabulate_evidence", path, outcome="ill", **options)
    assert refused.value.returncode == 2


def test_an_answer_that_the_instrument_does_not_know_is_named_with_its_line(tmp_path: Path) -> None:
    columns = [column for kind in ELEVEN for column in kind.columns]
    path = survey(tmp_path, [*columns, "ill"], [["banana", *["no"] * (len(columns) - 1), "yes"]])
    with pytest.raises(CommandError, match=r"parental_separation:2.*banana"):
        call_command("tabulate_evidence", path, outcome="ill", instrument="short-11")


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadSurvey):
        read_survey(tmp_path / "none.csv", Asked(outcome="a", exposure="b"))
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(BadSurvey):
        read_survey(tmp_path / "bytes.csv", Asked(outcome="a", exposure="b"))


def test_the_value_that_counts_can_be_said(tmp_path: Path) -> None:
    path = survey(tmp_path, ["level", "state"], [("a", "poor")] * 15 + [("a", "good")] * 20)
    (table,) = tabulate(read_survey(path, Asked(outcome="state", exposure="level", yes="poor")))
    assert table.rows[0].cases == 15


def test_levels_stand_in_the_order_a_reader_expects() -> None:
    assert ordered(["4+", "0", "2-3", "1"]) == ["0", "1", "2-3", "4+"]
    assert ordered(["10", "9", "most", "8.5"]) == ["8.5", "9", "10", "most"]


def test_measures_without_a_value_are_not_made_up() -> None:
    nobody, some = Group(50, 0), Group(50, 20)
    assert measures.odds_ratio(nobody, some) is None
    assert measures.risk_ratio(nobody, some) is None
    assert measures.chi_squared([nobody, nobody]) is None
    assert measures.attributable_share([nobody, nobody], nobody) is None


def test_only_a_table_of_counts_is_protected() -> None:
    for wrong in (np.array([1, 2]), np.array([[1, -1]]), np.zeros((0, 2), dtype=np.int64)):
        with pytest.raises(ValueError, match="rows × columns"):
            disclosure.protect(wrong)


def test_a_range_that_nothing_bounds_is_endless() -> None:
    everything = np.ones((2, 2), dtype=bool)
    assert disclosure.largest_and_smallest(np.array([[3, 3], [3, 3]]), everything, (0, 0)) == (0.0, np.inf)
