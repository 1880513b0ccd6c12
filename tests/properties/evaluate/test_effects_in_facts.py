"""What was put into synthetic facts is found again by every design, and a before and after alone misleads.

The truth is what the facts would have been without help (`truth.csv`, `manifest.json`).
"""

import csv
import json
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import pytest

from earlyhelp.evaluate.studies import matched, panels, series
from earlyhelp.evaluate.studies.of_facts import Made, Wanted, make_table
from earlyhelp.evaluate.studies.results import Result
from earlyhelp.evaluate.studies.tables import month_of
from earlyhelp.partnership.facts import list_areas
from earlyhelp.synth.bulk import Plan, make_facts

SEEDS = (1, 2, 3)
INCIDENTS = 240_000
EFFECT = 0.6


@dataclass(frozen=True)
class Facts:
    """A folder, its manifest, and by area and month: repeats as they were, and as they would have been."""

    folder: Path
    manifest: dict[str, Any]
    repeats: dict[tuple[str, int], tuple[int, int]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Facts]:
    found = []
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp("effects") / "facts"
        manifest = make_facts(Plan(incidents=INCIDENTS, seed=seed, effect=EFFECT), folder)
        with (folder / "truth.csv").open(newline="") as file:
            repeats = {
                (row["area"], month_of(row["month"], "")): (
                    int(row["repeats"]),
                    int(row["repeats_without_help"]),
                )
                for row in csv.DictReader(file)
            }
        found.append(Facts(folder, json.loads(json.dumps(manifest)), repeats))
    return found


def holds(result: Result, truth: float) -> bool:
    return result.main.low <= truth <= result.main.high


def panel_of(table: Made, *, wedge: bool) -> panels.Panel:
    units, months = [line[0] for line in table.lines], [month_of(line[1], "") for line in table.lines]
    helped = [
        line[4] == "yes" if wedge else bool(line[4]) and month >= month_of(line[4], "")
        for line, month in zip(table.lines, months, strict=True)
    ]
    return panels.panel(units, months, [float(line[3]) for line in table.lines], helped)


def truth_of(facts: Facts, panel: panels.Panel) -> float:
    """The mean logarithm of what was over what would have been, where there was help."""
    cells = [
        facts.repeats[str(unit), int(month)]
        for unit, month, helped in zip(panel.units, panel.periods, panel.helped, strict=True)
        if helped
    ]
    return sum(log(was / would) for was, would in cells) / len(cells)


def test_people_beside_people_like_them(made: list[Facts]) -> None:
    found = []
    for facts in made:
        table = make_table(facts.folder, "matched", Wanted())
        helped, before, after, area, half = zip(*table.lines, strict=True)
        result = matched.study_matched(
            matched.people([said == "yes" for said in helped], before, after, [half])
        )
        truth = facts.manifest["effect"]["six_months_after"]["difference_each"]
        assert result.counts["helped"] == facts.manifest["effect"]["six_months_after"]["helped"]
        found.append(holds(result, truth))
        # They were chosen at their worst: a before and after alone shows more than twice the effect, and those who
        # were not helped fell by more than half of what the helped did.
        assert result.naive.change < 2 * truth < 0
        assert result.compared is not None
        assert result.compared.change < 0.5 * result.naive.change
        assert area
    assert sum(found) >= len(SEEDS) - 1


def test_areas_that_began_at_different_times(made: list[Facts]) -> None:
    found = []
    for facts in made:
        panel = panel_of(make_table(facts.folder, "did", Wanted()), wedge=False)
        result, truth = panels.study_differences(panel), truth_of(facts, panel)
        assert (result.counts["units"], result.counts["helped"]) == (22, 17)
        found.append(holds(result, truth))
        # Fewer calls were taken towards the end everywhere: before and after alone calls that an effect too.
        assert result.naive.change < 1.2 * truth < 0
        assert result.compared is not None
        assert result.compared.change < 0
    assert sum(found) >= len(SEEDS) - 1


def test_areas_in_an_order_drawn_by_lot(made: list[Facts]) -> None:
    found = []
    for facts in made:
        panel = panel_of(make_table(facts.folder, "wedge", Wanted()), wedge=True)
        found.append(holds(panels.study_wedge(panel), truth_of(facts, panel)))
    assert sum(found) >= len(SEEDS) - 1


def test_one_area_beside_those_that_never_began(made: list[Facts]) -> None:
    people = {area.code: area.population for area in list_areas()}
    found = []
    for facts in made:
        area = min(code for code, month in facts.manifest["begins"].items() if month)
        table = make_table(facts.folder, "its", Wanted(areas=(area,)))
        months = [month_of(line[0], "") for line in table.lines]
        start = month_of(table.words[table.words.index("--from") + 1], "")
        result = series.study_series(
            series.monthly(months, [float(line[1]) for line in table.lines]),
            start=start,
            compared=series.monthly(months, [float(line[2]) for line in table.lines]),
        )
        cells = [facts.repeats[area, month] for month in months if month >= start]
        found.append(
            holds(result, sum(was - would for was, would in cells) * 1000 / people[area] / len(cells))
        )
    assert sum(found) >= len(SEEDS) - 1
