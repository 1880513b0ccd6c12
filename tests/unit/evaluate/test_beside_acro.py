"""Whatever the checker of the UK's research environments (acro) would not let out of a table, ours leaves out too."""

import logging
import warnings
from random import Random
from typing import Any

import numpy as np
import pytest

from earlyhelp.evaluate.disclosure import PUBLISHED, protect, protect_values, with_totals


def refused(counts: np.ndarray) -> np.ndarray:
    """Where acro's threshold fails, of a table with its totals. It is given a line for each person."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import acro
        import pandas as pd

        logging.disable(logging.CRITICAL)
        people = [(row, column) for (row, column), n in np.ndenumerate(counts) for _person in range(n)]
        lines = pd.DataFrame(people, columns=["row", "column"])
        checker = acro.ACRO(suppress=False)
        assert checker.config["safe_threshold"] == PUBLISHED
        checker.crosstab(lines["row"], lines["column"], margins=True)
        logging.disable(logging.NOTSET)
        outcome: Any = checker.results.get_index(0).outcome
    return outcome.map(lambda said: "Threshold" in said).to_numpy()


@pytest.fixture(scope="module", params=range(4))
def counts(request: pytest.FixtureRequest) -> np.ndarray:
    chance = Random(request.param)
    kinds = ((1, 9), (1, 20), (10, 60), (0, 0))
    table = np.array([[chance.randint(*chance.choice(kinds)) for _ in range(4)] for _ in range(3)])
    table[0, :] += 1
    table[:, 0] += 1
    return table


def test_a_table_is_no_laxer_than_acro(counts: np.ndarray) -> None:
    table, hidden = with_totals(counts), protect(counts).hidden
    found = refused(counts)
    # acro also asks about noughts; here nought is shown, which the rules of publication say.
    assert found[table > 0].any()
    assert hidden[found & (table > 0)].all()
    # What acro's threshold alone would leave open is closed here: more is left out than is small.
    assert hidden.sum() > (found & (table > 0)).sum()


def test_values_of_a_measure_are_no_laxer_than_acro(counts: np.ndarray) -> None:
    table, found = with_totals(counts), refused(counts)
    names = [
        ["" if one == size - 1 else f"{kind}{one}" for one in range(size)]
        for kind, size in (("g", 4), ("a", 5))
    ]
    rows = [
        {
            "first": "",
            "force": "",
            "area": "",
            "agency": area,
            "group": group,
            "count": int(table[row, column]),
        }
        | {"out_of": None, "value": float(table[row, column]), "low": None, "high": None}
        for row, group in enumerate(names[0])
        for column, area in enumerate(names[1])
    ]
    shown = np.array([row["count"] is not None for row in protect_values(rows)]).reshape(table.shape)
    assert not shown[found & (table > 0)].any()
