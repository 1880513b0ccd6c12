"""The measures of the journey, on facts few enough to count by hand. It prints docs/generated/measures-journey.md."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from earlyhelp.evaluate.measures.contacts import CONTACTS
from earlyhelp.evaluate.measures.measure import COLUMNS, Measure, Period
from earlyhelp.evaluate.measures.notifications import NOTIFICATIONS
from earlyhelp.evaluate.measures.partners import PARTNERS
from earlyhelp.evaluate.measures.people import PEOPLE
from earlyhelp.evaluate.measures.referrals import REFERRALS
from tests.factories.journey_cases import CASES, Case
from tests.factories.journey_facts import facts, values

PAGE = Path(__file__).resolve().parents[3] / "docs" / "generated" / "measures-journey.md"
MEASURES = {one.code: one for one in (*NOTIFICATIONS, *REFERRALS, *CONTACTS, *PEOPLE, *PARTNERS)}
DIMENSIONS = ("force", "area", "agency", "group")


def read(text: str) -> list[dict[str, Any]]:
    """Expected rows: a stroke or a column that is not there means all."""
    heads, *lines = [line.split() for line in text.strip().splitlines()]
    rows = []
    for line in lines:
        said = dict(zip(heads, line, strict=True))
        row: dict[str, Any] = {name: "" if said.get(name, "-") == "-" else said[name] for name in DIMENSIONS}
        row |= {"first": said["first"], "count": int(said["count"]), "out_of": int(said["out_of"])}
        row |= {name: float(said[name]) for name in ("value", "low", "high") if name in said}
        rows.append(row)
    return rows


def level(row: dict[str, Any], heads: tuple[str, ...]) -> bool:
    """Whether a row stands at one of the levels that an expected table shows."""
    return all(not row[name] for name in DIMENSIONS if name not in heads)


def shown(found: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """What was found at the levels, and in the months, that the expected table shows."""
    expected = read(text)
    levels = {tuple(bool(row[name]) for name in DIMENSIONS) for row in expected}
    months = {row["first"] for row in expected}
    kept = [
        row
        for row in found
        if tuple(bool(row[name]) for name in DIMENSIONS) in levels and str(row["first"]) in months
    ]
    names = list(expected[0])
    return [{name: _plain(row[name]) for name in names} for row in kept]


def _plain(value: Any) -> Any:
    return (
        round(value, 4) + 0.0 if isinstance(value, float) else str(value) if hasattr(value, "year") else value
    )


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: [str(row[name]) for name in ("first", *DIMENSIONS)])


@pytest.mark.parametrize(
    ("case", "code"),
    [pytest.param(case, code, id=code) for case in CASES for code in case.says],
)
def test_a_measure_says_what_was_counted_by_hand(case: Case, code: str) -> None:
    found = values(MEASURES[code], facts(**case.facts), Period(*case.period))
    assert in_order(shown(found, case.says[code])) == in_order(read(case.says[code]))
    keys = [tuple(row[name] for name in ("first", *DIMENSIONS)) for row in found]
    assert len(keys) == len(set(keys)), "a row of values stands twice"
    assert all(tuple(row) == tuple(COLUMNS) and 0 <= row["count"] <= row["out_of"] for row in found)


def test_every_measure_has_its_worked_table() -> None:
    assert {code for case in CASES for code in case.says} == set(MEASURES)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_without_facts_there_are_no_rows(measure: Measure) -> None:
    assert not values(measure, facts(), Period(*CASES[0].period))


def test_those_helped_are_never_shown_without_the_comparison() -> None:
    case = next(case for case in CASES if "contacts_before_after" in case.says)
    alone = facts(help=case.facts["help"], contacts=case.facts["contacts"])
    for measure in CONTACTS:
        assert not values(measure, alone, Period(*case.period))
    for row in values(CONTACTS[0], facts(**case.facts), Period(*case.period)):
        other = {"helped": "not_helped", "not_helped": "helped"}[row["group"].partition(".")[0]]
        assert row["out_of"] > 0, other
    places: dict[str, set[str]] = {}
    for row in values(CONTACTS[0], facts(**case.facts), Period(*case.period)):
        places.setdefault(row["area"], set()).add(row["group"].partition(".")[0])
    assert set(map(frozenset, places.values())) == {frozenset({"helped", "not_helped"})}


def table(text: str) -> list[str]:
    """A small table as it stands in the test, as a table of a page."""
    heads, *lines = [line.split() for line in text.strip().splitlines()]
    cells = [heads, ["---"] * len(heads), *lines]
    return ["| " + " | ".join("" if cell == "-" else cell for cell in line) + " |" for line in cells]


def page() -> str:
    """All worked tables, each with the entry of its measure."""
    lines = ["# Measures of the journey, worked by hand", ""]
    lines += [
        "Printed by `tests/spec/evaluate/test_measures_journey.py`, never written by hand. An empty place or group",
        "",
    ]
    lines[-2] += " means all of them."
    for number, case in enumerate(CASES, 1):
        first, last = case.period
        lines += [f"## Facts {number}: {first} to {last}", "", case.why, ""]
        for name, text in case.facts.items():
            lines += [f"`{name}`", "", *table(text), ""]
        for code, text in case.says.items():
            lines += [
                f"### {MEASURES[code].name}: {MEASURES[code].title}",
                "",
                f"Of: {MEASURES[code].denominator}",
            ]
            lines += ["", *table(text), ""]
    return "\n".join(lines)


def test_the_worked_tables_are_printed() -> None:
    with override("en"):
        drawn = page()
    if os.environ.get("UPDATE_GENERATED"):
        PAGE.write_text(drawn, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn, "run with UPDATE_GENERATED=1"
