"""What a person should look at after a run: pairs near the threshold, and clusters held by a weak bridge."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from earlyhelp.understand.linkage.batch import running, scoring
from earlyhelp.understand.linkage.batch.engines import DuckDB, Engine, quoted
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
    engine: Engine = DuckDB()
    try:
        mapping = running.prepare(engine, job, on=on, tell=tell)
        model = running.model_for(engine, job, mapping, tell=tell)
        running.resolve(engine, model, mapping, job, tell=tell)
        named = mapping.of("record_id")
        column = quoted(named[0]) if named else "row_n + 1"
        engine.make("ids", f"SELECT row_n AS n, CAST({column} AS VARCHAR) AS id FROM raw")
        least = running.bits_of(job.threshold if job.threshold is not None else model.threshold)
        return Review(model, _pairs(engine, model, least), _clusters(engine))
    finally:
        engine.close()


def _pairs(engine: Engine, model: Model, least: float) -> tuple[Pair, ...]:
    engine.make("near", f"SELECT l, r FROM edges ORDER BY abs(weight - ({least})), l, r LIMIT {PAIRS}")
    weights = ", ".join(f"{scoring.weight_sql(each)} AS w_{each.name}" for each in model.comparisons)
    rows = engine.ask(
        f"SELECT a.id AS left_id, b.id AS right_id, e.weight, s.*, {weights} "
        f"FROM ({scoring.steps_sql(model, 'near')}) s JOIN edges e ON e.l = s.l AND e.r = s.r "
        "JOIN ids a ON a.n = s.l JOIN ids b ON b.n = s.r ORDER BY e.weight DESC, s.l, s.r"
    ).to_pylist()
    return tuple(
        Pair(
            row["left_id"],
            row["right_id"],
            row["weight"],
            tuple(
                (each.name, each.steps[row[f"g_{each.name}"]].name, float(row[f"w_{each.name}"]))
                for each in model.comparisons
                if row[f"g_{each.name}"] >= 0
            ),
        )
        for row in rows
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
