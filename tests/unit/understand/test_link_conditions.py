"""What NumPy answers to the conditions of linkage is what DuckDB answers, whom Splink asks."""

from random import Random

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from earlyhelp.understand.linkage.batch import conditions, settings
from earlyhelp.understand.linkage.batch.columns import people_of

FILLED = (
    "given", "family", "others", "born_year", "sex", "address", "postcode", "town", "telephone", "email", "id_1",
    "also_1", "birthplace",
)  # fmt: skip
EVERY = settings.compared(frozenset(FILLED), town_apart=False)
CONDITIONS = sorted(
    {step.condition for each in EVERY for step in each.steps if step.condition != "ELSE"}
    | {each.unknown for each in EVERY}
)
NUMBERS = ("born_year", "born_month", "born_day")
YES_OR_NO = ("given_known", "family_known", "email_named")


def word(chance: Random) -> str | None:
    """Few letters and few lengths, so that everything is met: the same, a slip, a beginning, nothing."""
    if chance.random() < 0.15:
        return None
    return "".join(chance.choice("abe1") for _ in range(chance.choice((1, 2, 4, 5, 5, 6, 9))))


def table(chance: Random) -> pa.Table:
    """Sixty records. The year of birth is always known: of pairs without it nothing more is asked."""
    names = sorted(set().union(*(conditions.columns_of(each) for each in CONDITIONS)))
    made: dict[str, pa.Array] = {}
    for name in names:
        if name in NUMBERS:
            known = (1, 2, 3, 11, 19) if name == "born_year" else (None, 1, 2, 3, 11, 19)
            made[name] = pa.array([chance.choice(known) for _ in range(60)], pa.int32())
        elif name in YES_OR_NO:
            made[name] = pa.array([chance.random() < 0.5 for _ in range(60)])
        elif name == "born":
            days = [f"19{chance.choice('89')}0{chance.choice('01')}1{chance.choice('01')}{chance.choice('12')}"
                    for _ in range(60)]  # fmt: skip
            made[name] = pa.array([None if chance.random() < 0.2 else day[:8] for day in days], pa.string())
        else:
            made[name] = pa.array([word(chance) for _ in range(60)], pa.string())
    return pa.table({"n": pa.array(range(60), pa.int32()), **made})


@pytest.mark.parametrize("condition", CONDITIONS)
def test_both_give_one_answer_for_every_condition(condition):
    people = table(Random(5))
    ours = people_of(people.drop_columns(["n"]), sorted(conditions.compared_columns(condition)))
    left, right = (each.ravel().astype(np.int32) for each in np.mgrid[0:60, 0:60])
    said = conditions.test_of(condition)(ours, left, right)
    sides = ", ".join(f"{s}.{name} AS {name}_{s}" for s in "lr" for name in people.column_names)
    here = duckdb.connect()
    here.register("people", people)
    asked = here.execute(
        f"SELECT coalesce({condition}, false) AS yes FROM (SELECT {sides} FROM people l, people r) "
        "ORDER BY n_l, n_r"
    ).to_arrow_table()
    assert said.tolist() == asked["yes"].to_pylist()


def test_a_condition_that_is_not_known_is_refused():
    for condition in ("given_l ~ 'a'", "soundex(given_l) = 'a'"):
        with pytest.raises(ValueError, match="given_l"):
            conditions.test_of(condition)
