"""What a person should look at after a run: pairs near the threshold, and clusters held by a weak bridge."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from earlyhelp.understand.linkage.batch import running
from earlyhelp.understand.linkage.batch.engines import Engine, quoted
from earlyhelp.understand.linkage.batch.model import Model

PAIRS: Final = 6
CLUSTERS: Final = 25

Found = tuple[str, str, float]
"""A comparison, the step at which the pair stands, and what it weighs there in bits."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their ids, with what each comparison weighs. No name, date or address is in it."""

    left: str
    right: str
    weight: float
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A person that a run found: the id of the first record, how many there are, and the weakest pair in bits."""

    person: str
    records: int
    weakest: float


@dataclass(frozen=True, slots=True)
class Review:
    """What to look at, the least sure first."""

    model: Model
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]


def review(job: running.Job, *, on: date, tell: running.Tell) -> Review:
    """Link the records with the model and choose what to look at. Raises CannotLink; nothing is written."""
    engine = running.engine_for(job)
    try:
        mapping = running.prepare(engine, job, on=on, tell=tell)
        made = running.ready(engine, job, mapping, tell=tell)
        linked = running.resolve(engine, made, mapping, job, tell=tell)
        named = mapping.of("record_id")
        column = quoted(named[0]) if named else "row_n + 1"
        engine.make("ids", f"SELECT row_n AS n, CAST({column} AS VARCHAR) AS id FROM raw")
        least = running.least_bits(job, linked.model)
        return Review(linked.model, _pairs(engine, made, least), _clusters(engine))
    finally:
        engine.close()


def _pairs(engine: Engine, made: running.Ready, least: float) -> tuple[Pair, ...]:
    """The pairs nearest to the threshold, each with what its comparisons weigh."""
    edges, scorer = made.edges(), made.settled.scorer
    near = np.lexsort((edges.right, edges.left, np.abs(edges.weight - least)))[:PAIRS]
    near = near[np.argsort(-edges.weight[near], kind="stable")]
    found = scorer.weigh(edges.left[near], edges.right[near])
    ids = dict(zip(*engine.ask("SELECT n, id FROM ids").to_pydict().values(), strict=True))
    return tuple(
        Pair(
            ids[int(found.left[place])],
            ids[int(found.right[place])],
            float(edges.weight[near[place]]),
            tuple(
                (
                    each.name,
                    each.steps[found.steps[each.name][place]].name,
                    float(found.bits[each.name][place]),
                )
                for each in scorer.model.comparisons
                if found.steps[each.name][place] >= 0
            ),
        )
        for place in range(len(near))
    )


def _clusters(engine: Engine) -> tuple[Cluster, ...]:
    """Clusters of three or more, those with the weakest pair first."""
    rows = engine.ask(
        "SELECT i.id, k.number, min(w.weight) AS weakest FROM weighed w JOIN clusters a ON a.n = w.l "
        "JOIN clusters b ON b.n = w.r AND b.c = a.c "
        "JOIN (SELECT c, count(*) AS number FROM clusters GROUP BY c HAVING count(*) > 2) k ON k.c = a.c "
        f"JOIN ids i ON i.n = a.c GROUP BY i.id, k.number, a.c ORDER BY weakest, a.c LIMIT {CLUSTERS}"
    ).to_pylist()
    return tuple(Cluster(row["id"], row["number"], row["weakest"]) for row in rows)
