"""Figures of a hundredth of the size that is measured: the measure, Polars and pandas give the same answer.

The same code as in `benchmarks/figures.py`, never timed.
"""

from pathlib import Path

import pytest
from benchmarks import figures
from benchmarks.figure_peers import COLUMNS, PEERS

from earlyhelp.synth.bulk import Plan, make_facts


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("figures") / "facts"
    make_facts(Plan(incidents=60_000, seed=8), made)
    return made


@pytest.mark.parametrize("question", COLUMNS)
def test_everybody_gives_the_same_answer(facts: Path, question: str) -> None:
    answers = {
        who: PEERS[who](facts, question, figures.FIRST, figures.LAST)
        for who in ("measured", "polars", "pandas")
    }
    # A month in which a force has none of a class has no figure.
    least = {"monthly": 1400, "repeat": 300, "concentration": 1, "survival": 73}
    assert len(answers["measured"]) >= least[question]
    for who in ("polars", "pandas"):
        figures.check_same(question, who, answers[who], answers["measured"])


def test_the_reading_reads_every_row(facts: Path) -> None:
    found = PEERS["reading"](facts, "repeat", figures.FIRST, figures.LAST)
    assert abs(found["rows"] - 60_000) < 3_000


def test_figures_that_differ_are_refused() -> None:
    with pytest.raises(AssertionError):
        figures.check_same("monthly", "polars", {"a": 1.0}, {"a": 2.0})
    with pytest.raises(AssertionError):
        figures.check_same("monthly", "polars", {"a": 1.0}, {"b": 1.0})
