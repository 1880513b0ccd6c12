"""Score pairs with a model's weights, many at a time, in SQL: the same sum that Splink makes, in one pass."""

import re
from typing import Final

from earlyhelp.understand.linkage.batch.engines import Engine
from earlyhelp.understand.linkage.batch.keys import Key
from earlyhelp.understand.linkage.batch.model import Model, Weighed
from earlyhelp.understand.linkage.batch.settings import HOUSEHOLD

HOUSEHOLD_MOST: Final = 14.0
"""Bits that address and telephone may add up to."""
HOUSEHOLD_LEAST: Final = -4.0
"""Bits that they may take away together: somebody who moved changes both."""
NAMES: Final = frozenset({"given", "family"})
"""Together they weigh no more than it is rare for anybody to have both."""
NAMES_MOST: Final = 32.0
TWINS: Final = -9.0
"""Bits for another given name with the same birth in the same family or house."""
FATHER_AND_SON: Final = -7.0
"""Bits for one name in one house and two births that are no slip."""
NEITHER_NAME_NOR_BIRTH: Final = -10.0
"""Bits for another given name and another birth."""

_SIDE: Final = re.compile(r"\b([a-z][a-z_0-9]*?)_(l|r)\b")
_ALIKE: Final = ("different", "looks_alike")
_OTHER_BIRTH: Final = ("different", "a_generation_apart", "same_year", "two_slips")


def sided(condition: str) -> str:
    """Write ``given_l`` as ``l.given``."""
    return _SIDE.sub(r"\2.\1", condition)


def step_sql(each: Weighed) -> str:
    """SQL for the number of the step at which a pair stands: 0 is the first; -1 when nothing can be said."""
    cases = [f"WHEN {sided(each.unknown)} THEN -1"]
    cases += [
        f"WHEN {sided(step.condition)} THEN {n}"
        for n, step in enumerate(each.steps)
        if step.condition != "ELSE"
    ]
    return f"CAST(CASE {' '.join(cases)} ELSE {len(each.steps) - 1} END AS TINYINT)"


def shares_sql(each: Weighed) -> dict[str, str]:
    """SQL for how rare the commoner of the two values is, in bits, by column."""
    return {
        step.by_share: f"least(l.{step.by_share}, r.{step.by_share})" for step in each.steps if step.by_share
    }


def weight_sql(each: Weighed) -> str:
    """SQL for what a comparison weighs, out of its step's number and the shares."""
    cases = []
    for number, step in enumerate(each.steps):
        bits = f"{step.bits:.6f}"
        if step.by_share:
            usual = f"{step.usual_bits:.6f}"
            bits += f" + {step.share_weight:.3f} * (p_{step.by_share} - {usual})"
        cases.append(f"WHEN {number} THEN {bits}")
    return f"(CASE g_{each.name} {' '.join(cases)} ELSE 0.0 END)"


def steps_sql(model: Model, pairs: str) -> str:
    """SQL for every pair with the number of its step in each comparison. ``pairs`` has the records' numbers l and r."""
    columns = [f"{step_sql(each)} AS g_{each.name}" for each in model.comparisons]
    shares: dict[str, str] = {}
    for each in model.comparisons:
        shares |= shares_sql(each)
    columns += [f"{sql} AS p_{name}" for name, sql in shares.items()]
    columns.append(f"coalesce(least(l.names_bits, r.names_bits), {NAMES_MOST}) AS p_names_bits")
    return (
        f"SELECT p.l, p.r, {', '.join(columns)} FROM {pairs} p "
        "JOIN people l ON l.n = p.l JOIN people r ON r.n = p.r"
    )


def total_sql(model: Model) -> str:
    """SQL for the weight of a pair without the prior: what stands for, capped for households, and what holds back."""
    names = [weight_sql(each) for each in model.comparisons if each.name in NAMES]
    own = [weight_sql(each) for each in model.comparisons if each.name not in HOUSEHOLD | NAMES]
    if names:
        own.append(f"least({' + '.join(names)}, p_names_bits)")
    house = [weight_sql(each) for each in model.comparisons if each.name in HOUSEHOLD]
    parts = own or ["0.0"]
    if house:
        parts.append(f"greatest({HOUSEHOLD_LEAST}, least({HOUSEHOLD_MOST}, {' + '.join(house)}))")
    parts += _held_back(model)
    return " + ".join(parts)


def _is(model: Model, comparison: str, steps: tuple[str, ...]) -> str:
    """SQL that says whether a pair stands at one of these steps; never, when it is not compared."""
    each = next((one for one in model.comparisons if one.name == comparison), None)
    numbers = [str(n) for n, step in enumerate(each.steps) if step.name in steps] if each else []
    return f"g_{comparison} IN ({', '.join(numbers)})" if numbers else "false"


def _held_back(model: Model) -> list[str]:
    """What weighs against a pair although each of its fields may speak for it: twins, father and son, a household."""
    names = [each.name for each in model.comparisons]
    sure = [_is(model, name, ("same",)) for name in names if name.startswith("id_")]
    sure.append(_is(model, "email", ("same",)))
    unsure = f"NOT ({' OR '.join(sure)})"
    other_given = _is(model, "given", _ALIKE)
    near = " OR ".join(
        (
            _is(model, "place", ("same", "same_address", "close_address", "same_postcode")),
            _is(model, "family", ("same", "same_in_welsh_and_english")),
        )
    )
    home = _is(model, "place", ("same", "same_address", "close_address"))
    born = _is(model, "born", ("same",))
    one_name = _is(model, "given", ("same", "same_in_welsh_and_english"))
    other_birth = _is(model, "born", _OTHER_BIRTH)
    return [
        f"(CASE WHEN {unsure} AND {other_given} AND {born} AND ({near}) THEN {TWINS} ELSE 0.0 END)",
        f"(CASE WHEN {unsure} AND {one_name} AND {home} AND {_is(model, 'born', ('different', 'a_generation_apart'))} "
        f"THEN {FATHER_AND_SON} ELSE 0.0 END)",
        f"(CASE WHEN {unsure} AND {other_given} AND {other_birth} THEN {NEITHER_NAME_NOR_BIRTH} ELSE 0.0 END)",
    ]


def scored_sql(model: Model, pairs: str) -> str:
    """SQL for every pair of records with its weight."""
    return f"SELECT l, r, {total_sql(model)} AS weight FROM ({steps_sql(model, pairs)})"


# --- keys -----------------------------------------------------------------------------------------------


def make_keyed(engine: Engine, keys: tuple[Key, ...], *, with_source: bool = False) -> None:
    """Make the table ``keyed``: each record's keys, without those that too many share."""
    columns = ", ".join(f"{_key_sql(number, key)} AS k{number}" for number, key in enumerate(keys))
    source = ", source" if with_source else ""
    engine.make("keyed", f"SELECT n{source}, {columns} FROM people")
    kept = []
    for number, key in enumerate(keys):
        engine.make(
            f"crowd{number}",
            f"SELECT k{number} AS k FROM keyed WHERE k{number} IS NOT NULL GROUP BY 1 HAVING count(*) > {key.most}",
        )
        crowded = f"k{number} IN (SELECT k FROM crowd{number})"
        kept.append(f"CASE WHEN {crowded} THEN NULL ELSE k{number} END AS k{number}")
    engine.make("keyed", f"SELECT n{source}, {', '.join(kept)} FROM keyed")
    engine.drop(*(f"crowd{number}" for number in range(len(keys))))


def make_pairs(engine: Engine, keys: tuple[Key, ...], *, once_in_each_source: bool = False) -> None:
    """Make the table ``pairs`` (l < r): every two records that share a key that not too many share."""
    make_keyed(engine, keys, with_source=once_in_each_source)
    apart = "AND l.source IS DISTINCT FROM r.source" if once_in_each_source else ""
    unions = []
    for number in range(len(keys)):
        before = " ".join(f"AND (l.k{n} = r.k{n}) IS NOT TRUE" for n in range(number))
        unions.append(
            f"SELECT l.n AS l, r.n AS r FROM keyed l JOIN keyed r ON l.k{number} = r.k{number} AND l.n < r.n "
            f"WHERE true {before} {apart}"
        )
    engine.make("pairs", " UNION ALL ".join(unions))
    engine.drop("keyed")


def _key_sql(number: int, key: Key) -> str:
    parts = ", ".join(key.parts)
    filled = " AND ".join(f"{column} IS NOT NULL" for column in sorted(key.columns))
    return f"CASE WHEN {filled} THEN hash({number}, {parts}) END"
