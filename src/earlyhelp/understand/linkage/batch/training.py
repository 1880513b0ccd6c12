"""Train a model on the data themselves, without labels: Splink estimates, and a few guards keep it to people.

Splink finds how often values agree by chance (from random pairs) and how often in true pairs (by expectation
maximisation on several blocks, none of them a household). Three things it cannot know are put right afterwards: chance
agreement is not learnt from duplicates, no worst step may hold more true pairs than is believable (then households were
found in place of people), and the prior is made to agree with the pairs that it leads to.
"""

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from math import log2
from typing import Any, Final

import numpy as np
import pyarrow as pa

from earlyhelp.understand.linkage.batch.engines import Engine
from earlyhelp.understand.linkage.batch.keys import TRAINED_ON
from earlyhelp.understand.linkage.batch.model import Model, Weighed, WeighedStep
from earlyhelp.understand.linkage.batch.scoring import Scorer
from earlyhelp.understand.linkage.batch.settings import Compared, Step

LEAST_TRUE: Final = 0.0005
"""No finding is thought rarer than this in true pairs."""
SESSIONS: Final = 3
BLOCK_PAIRS: Final = 2_000_000
RANDOM_PAIRS: Final = 1_000_000
OF_THE_BEGINNING: Final = 0.08
"""How much of the chances that training began with stays in what it found."""
SURE_BITS: Final = 60.0
HOPELESS: Final = 0.0
"""Bits without the prior: a pair below it is less likely than a pair drawn at random."""
UNTHINKABLE: Final = 12.0
"""Bits by which a pair may stay behind the number of records: below it, one in four thousand is a true one."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settled:
    """A model with its prior, its people, and the pairs that it makes thinkable: l, r, weight without the prior."""

    scorer: Scorer
    scored: pa.Table


def train(engine: Engine, comparisons: tuple[Compared, ...], *, seed: int, tell: Tell) -> Settled:
    """Train on the table ``people`` and the pairs that met."""
    records = int(engine.ask("SELECT count(*) AS c FROM people")["c"][0].as_py())
    tell("chance")
    learnt = _splink(engine, comparisons, seed=seed, tell=tell)
    guarded = tuple(guard(each, learnt.get(each.name, {})) for each in comparisons)
    model = Model(guarded, prior=first_prior(records), records=records)
    tell("prior")
    scorer = Scorer.of(engine, model)
    prior = settle_prior(engine, scorer).scorer.model.prior
    model = replace(
        model, prior=prior, comparisons=tuple(without_duplicates(each, prior) for each in model.comparisons)
    )
    return settle_prior(engine, scorer.under(model))


def first_prior(records: int) -> float:
    """One in so many records has a twin: where the search for the prior begins."""
    return min(0.5, 1.0 / max(2, records))


def _splink(
    engine: Engine, comparisons: tuple[Compared, ...], *, seed: int, tell: Tell
) -> dict[str, dict[str, tuple[float | None, float | None]]]:
    """Let Splink estimate. Returns m and u by comparison and step; None where it saw nothing."""
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api = engine.splink()
        linker = Linker(api.register("people"), _settings(comparisons), log_level=logging.ERROR)
        linker.training.estimate_u_using_random_sampling(
            max_pairs=RANDOM_PAIRS, seed=seed, min_count_per_level=None, num_chunks=1
        )
        for number, block in enumerate(blocks_for(comparisons, _filled(engine))):
            tell(f"block {number + 1}")
            _one_session(linker, block)
    said: dict[str, Any] = linker.misc.save_model_to_json()
    found: dict[str, dict[str, tuple[float | None, float | None]]] = {}
    for each, own in zip(comparisons, said["comparisons"], strict=True):
        levels = [level for level in own["comparison_levels"] if not level.get("is_null_level")]
        found[each.name] = {
            step.name: (level.get("m_probability"), level.get("u_probability"))
            for step, level in zip(each.steps, levels, strict=True)
        }
    return found


def _filled(engine: Engine) -> frozenset[str]:
    names = engine.ask("SELECT * FROM people LIMIT 0").column_names
    chosen = ", ".join(f"count({name}) AS {name}" for name in names)
    row = engine.ask(f"SELECT {chosen} FROM people").to_pylist()[0]
    return frozenset(name for name, number in row.items() if number)


def _one_session(linker: Any, block: str) -> None:
    """One run of expectation maximisation. A block without pairs teaches nothing, and that is no fault."""
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block, estimate_without_term_frequencies=True, max_pairs=BLOCK_PAIRS
        )
    except Exception as problem:
        if type(problem).__name__ not in {"EMTrainingException", "SplinkException"}:
            raise


def blocks_for(comparisons: tuple[Compared, ...], filled: frozenset[str]) -> list[str]:
    """The blocks to train on: at least two, until each comparison was learnt from one that says nothing about it."""
    names = {each.name for each in comparisons}
    chosen: list[str] = []
    left = set(names)
    for columns, about in TRAINED_ON:
        if not set(columns) <= filled | {"given_root", "family_root", "given_sound"} & _rooted(filled):
            continue
        learns = names - about
        if learns and (len(chosen) < 2 or left & learns) and len(chosen) < SESSIONS:
            chosen.append(" AND ".join(f"l.{column} = r.{column}" for column in columns))
            left -= learns
    return chosen


def _rooted(filled: frozenset[str]) -> set[str]:
    return {f"{name}_{kind}" for name in ("given", "family") if name in filled for kind in ("root", "sound")}


def _settings(comparisons: tuple[Compared, ...]) -> Any:
    """The comparisons as Splink takes them."""
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="n",
        comparisons=[splink_comparison(each) for each in comparisons],
        retain_matching_columns=False,
        max_iterations=25,
    )


def splink_comparison(each: Compared | Weighed) -> dict[str, Any]:
    """One comparison as Splink takes it, with its chances."""
    levels: list[dict[str, Any]] = [
        {"sql_condition": each.unknown, "label_for_charts": "not_known", "is_null_level": True}
    ]
    total = sum(step.m for step in each.steps)
    levels += [
        {
            "sql_condition": step.condition,
            "label_for_charts": step.name,
            "m_probability": step.m / total,
            "u_probability": step.u,
        }
        for step in each.steps
    ]
    return {"output_column_name": each.name, "comparison_levels": levels}


def guard(each: Compared, learnt: dict[str, tuple[float | None, float | None]]) -> Weighed:
    """Keep what was learnt to what is believable of people."""
    total_m = sum(step.m for step in each.steps)
    first_m = {step.name: step.m / total_m for step in each.steps}
    m = {}
    for step in each.steps:
        found = learnt.get(step.name, (None, None))[0]
        m[step.name] = (
            first_m[step.name]
            if found is None
            else (1 - OF_THE_BEGINNING) * found + OF_THE_BEGINNING * first_m[step.name]
        )
    m = {name: min(share, M_AT_MOST.get(name, 1.0)) for name, share in _without_households(each, m).items()}
    steps = []
    for step in each.steps:
        u = learnt.get(step.name, (None, None))[1]
        steps.append(_step(step, max(m[step.name], LEAST_TRUE), u if u else step.u * 0.5))
    return Weighed(each.name, each.unknown, _in_order(steps))


M_AT_MOST: Final = {"two_slips": 0.015, "same_year": 0.01}
"""Of true pairs so many can have two whole dates of birth so far apart: brothers and sisters often have."""
WORST: Final = frozenset({"different", "a_generation_apart", "looks_alike"})


def _without_households(each: Compared, m: dict[str, float]) -> dict[str, float]:
    """Take from the worst steps what they hold beyond belief, and give it to the others in proportion."""
    total = sum(m.values())
    m = {name: share / total for name, share in m.items()}
    worst = sum(share for name, share in m.items() if name in WORST)
    if worst <= each.most_different:
        return m
    down = each.most_different / worst
    up = (1 - each.most_different) / (1 - worst) if worst < 1 else 0.0
    return {name: share * (down if name in WORST else up) for name, share in m.items()}


BITS_AT_MOST: Final = {"made_of_the_name": 1.5, "one_character_differs": 8.0, "two_characters_differ": 2.0}
"""An e-mail address made of the name only says the name again. Numbers given out in order differ by one figure in a
family, whatever strangers drawn at random say.
"""


def _step(step: Step, m: float, u: float) -> WeighedStep:
    return WeighedStep(
        step.name, step.condition, m, min(max(u, 1e-7), 0.9999), step.by_share, step.share_weight
    )


def _in_order(steps: list[WeighedStep]) -> tuple[WeighedStep, ...]:
    """The worst step never speaks for a pair, and the best never weighs less than the next."""
    done = list(steps)
    for place, step in enumerate(done):
        most = BITS_AT_MOST.get(step.name)
        if most is not None and step.bits > most:
            done[place] = replace(step, u=min(0.9999, step.m / 2**most))
    last = done[-1]
    if last.m > last.u:
        done[-1] = replace(last, m=last.u * 0.9)
    first, others = done[0], [step for step in done[1:-1] if not step.by_share]
    most = max((step.bits for step in others), default=first.bits)
    if not first.by_share and first.bits < most and first.name == "same":
        done[0] = replace(first, u=max(1e-7, min(first.u, first.m / 2**most)))
    return tuple(done)


def without_duplicates(each: Weighed, prior: float) -> Weighed:
    """Take out of chance agreement what the doubles of a small table brought in: (seen - prior m) / (1 - prior)."""
    steps = []
    for step in each.steps:
        u = (step.u - prior * step.m) / (1 - prior)
        steps.append(replace(step, u=max(u, step.u * 0.02, 1e-7)))
    return Weighed(each.name, each.unknown, tuple(steps))


# --- the prior ------------------------------------------------------------------------------------------


def settle_prior(engine: Engine, scorer: Scorer, *, rounds: int = 50) -> Settled:
    """Weigh the pairs that met and find the prior that agrees with the pairs that it leads to.

    It is the expected number of true pairs over all pairs that there can be.
    """
    model = scorer.model
    scored = engine.weigh(partial(scorer.keep, floor=max(HOPELESS, log2(model.records) - UNTHINKABLE)))
    bits, number = np.unique(np.round(scored["weight"].to_numpy() * 4) / 4, return_counts=True)
    everything = model.records * (model.records - 1) / 2
    prior = model.prior
    for _ in range(rounds):
        odds = log2(prior / (1 - prior))
        expected = float(np.sum(number / (1 + 2 ** -np.clip(bits + odds, -SURE_BITS, SURE_BITS))))
        now = min(max(expected / everything, 0.02 / everything), 0.5)
        if abs(now - prior) < prior * 1e-4:
            break
        prior = now
    return Settled(scorer.under(replace(model, prior=prior)), scored)
