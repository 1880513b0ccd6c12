"""Link a table of people, or train a model on one: the whole way from file to file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from math import log2
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from earlyhelp.understand.linkage.batch import blocking, clusters, keys, people, settings, training
from earlyhelp.understand.linkage.batch.engines import DuckDB, Engine, quoted
from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault
from earlyhelp.understand.linkage.batch.mapping import Mapping, guess, read_mapping
from earlyhelp.understand.linkage.batch.model import Model, read_model, write_model
from earlyhelp.understand.linkage.batch.scoring import Scorer

FEWEST_RECORDS: Final = 2
KEPT_FROM: Final = -6.0
"""Bits: pairs below it are not kept."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run found."""

    mapping: Mapping
    model: Model
    records: int
    people: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Ready:
    """A model that is settled on these data, and how many pairs met."""

    settled: training.Settled
    pairs: int

    def edges(self) -> clusters.Pairs:
        """The pairs that may be one person, the prior included."""
        scored = self.settled.scored
        weight = scored["weight"].to_numpy() + self.settled.scorer.model.prior_bits
        every = clusters.Pairs(scored["l"].to_numpy(), scored["r"].to_numpy(), weight)
        return every.where(weight >= KEPT_FROM)


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a run. ``model`` names a trained one; without it the run trains itself on the records."""

    records: Path
    mapping: Path | None = None
    model: Path | None = None
    threshold: float | None = None
    seed: int = 1
    spark: str = ""
    """The master of a Spark on which pairs are found and weighed; empty for this machine alone."""


def link(job: Job, out: Path, *, on: date, tell: Tell) -> Linked:
    """Link the records and write ``record_id, person_id``. Raises CannotLink; then nothing is written."""
    if not out.parent.is_dir():
        raise CannotLink(Fault.NO_FOLDER, str(out.parent))
    if job.records.exists() and out.exists() and out.samefile(job.records):
        raise CannotLink(Fault.SAME_FILE, str(out))
    engine = engine_for(job)
    try:
        mapping = prepare(engine, job, on=on, tell=tell)
        linked = resolve(engine, ready(engine, job, mapping, tell=tell), mapping, job, tell=tell)
        tell("writing")
        _write(_outcome(engine, mapping), out)
    finally:
        engine.close()
    return linked


def engine_for(job: Job) -> Engine:
    """DuckDB on this machine, or Spark as well. Raises CannotLink."""
    if not job.spark:
        return DuckDB()
    from earlyhelp.understand.linkage.batch.sparks import Spark

    return Spark(job.spark)


def learn(job: Job, model_file: Path, *, on: date, tell: Tell) -> tuple[Mapping, Model]:
    """Train a model on the records and keep it. Raises CannotLink; then nothing is written."""
    if not model_file.parent.is_dir():
        raise CannotLink(Fault.NO_FOLDER, str(model_file.parent))
    engine = engine_for(job)
    try:
        mapping = prepare(engine, job, on=on, tell=tell)
        made = _trained(engine, job, mapping, tell=tell)
        model = replace(made.settled.scorer.model, trained_on=job.records.name)
        write_model(model, model_file)
    finally:
        engine.close()
    return mapping, model


def prepare(engine: Engine, job: Job, *, on: date, tell: Tell) -> Mapping:
    """Read the file and make ``people``. Raises CannotLink."""
    if not job.records.is_file():
        raise CannotLink(Fault.NO_FILE, str(job.records))
    tell("reading")
    columns = engine.open(job.records)
    mapping = read_mapping(job.mapping, columns) if job.mapping else guess(columns)
    if not set(mapping.columns) - {"record_id", "source"}:
        raise CannotLink(Fault.NOTHING_TO_COMPARE, str(job.records), ", ".join(columns))
    _check_ids(engine, job.records, mapping)
    tell("preparing")
    people.make_people(engine, mapping, this_year=on.year)
    return mapping


def _check_ids(engine: Engine, path: Path, mapping: Mapping) -> None:
    rows = count(engine, "raw")
    if not rows:
        raise CannotLink(Fault.EMPTY, str(path))
    if rows < FEWEST_RECORDS:
        raise CannotLink(Fault.NOT_ENOUGH, str(rows))
    if not mapping.of("record_id"):
        return
    column = quoted(mapping.of("record_id")[0])
    said = engine.ask(
        f"SELECT count({column}) AS filled, count(DISTINCT {column}) AS apart FROM raw"
    ).to_pylist()[0]
    if said["filled"] < rows:
        raise CannotLink(Fault.MISSING_IDS, mapping.of("record_id")[0], str(rows - said["filled"]))
    if said["apart"] < rows:
        raise CannotLink(Fault.REPEATED_IDS, mapping.of("record_id")[0], str(rows - said["apart"]))


def filled_columns(engine: Engine) -> frozenset[str]:
    """The columns of ``people`` that say something about more than one record in a thousand."""
    names = [name for name in engine.ask("SELECT * FROM people LIMIT 0").column_names if name != "n"]
    chosen = ", ".join(f"count({name}) AS {name}" for name in names)
    said = engine.ask(f"SELECT count(*) AS everything, {chosen} FROM people").to_pylist()[0]
    least = max(2, said["everything"] / 1000)
    return frozenset(name for name in names if said[name] >= least)


def town_stands_apart(engine: Engine, filled: frozenset[str]) -> bool:
    """Say whether the town tells something that the postcode does not: people of one postcode are of many towns."""
    if "town" not in filled or "postcode" not in filled:
        return False
    said = engine.ask(
        "SELECT sum(most) AS most, sum(number) AS number FROM (SELECT max(c) AS most, sum(c) AS number FROM "
        "(SELECT postcode, town, count(DISTINCT coalesce(given, '') || coalesce(family, '')) AS c FROM people "
        "WHERE postcode IS NOT NULL AND town IS NOT NULL GROUP BY postcode, town) GROUP BY postcode HAVING sum(c) > 2)"
    ).to_pylist()[0]
    return bool(said["number"]) and said["most"] < 0.6 * float(said["number"])


def _trained(engine: Engine, job: Job, mapping: Mapping, *, tell: Tell) -> Ready:
    filled = filled_columns(engine)
    compared = settings.compared(filled, town_apart=town_stands_apart(engine, filled))
    if not compared:
        raise CannotLink(Fault.NOTHING_TO_COMPARE, str(job.records))
    tell("pairs")
    pairs = _find_pairs(engine, filled, mapping)
    return Ready(training.train(engine, compared, seed=job.seed, tell=tell), pairs)


def _find_pairs(engine: Engine, filled: frozenset[str], mapping: Mapping) -> int:
    chosen = keys.keys_for(filled, count(engine))
    if not chosen:
        raise CannotLink(Fault.NOTHING_TO_COMPARE, "", ", ".join(sorted(mapping.columns)))
    return blocking.find_pairs(engine, chosen, once_in_each_source=mapping.once_in_each_source)


def count(engine: Engine, table: str = "people") -> int:
    """How many rows a table has."""
    return int(engine.ask(f"SELECT count(*) AS c FROM {table}")["c"][0].as_py())


def ready(engine: Engine, job: Job, mapping: Mapping, *, tell: Tell) -> Ready:
    """The model that is named, with the prior of these data, or one trained on them; and the pairs that it weighs."""
    if job.model is None:
        return _trained(engine, job, mapping, tell=tell)
    model = read_model(job.model)
    columns = set(engine.ask("SELECT * FROM people LIMIT 0").column_names)
    lacking = [
        each.name
        for each in model.comparisons
        if each.name.startswith(("id_", "also_")) and each.name not in columns
    ]
    if lacking:
        raise CannotLink(Fault.MODEL_OF_OTHER_FIELDS, str(job.model), ", ".join(lacking))
    tell("pairs")
    pairs = _find_pairs(engine, filled_columns(engine), mapping)
    records = count(engine)
    tell("scoring")
    model = replace(model, records=records, prior=training.first_prior(records))
    return Ready(training.settle_prior(engine, Scorer.of(engine, model)), pairs)


def bits_of(probability: float) -> float:
    """The odds of a probability, in bits."""
    return log2(probability / (1 - probability))


def resolve(engine: Engine, made: Ready, mapping: Mapping, job: Job, *, tell: Tell) -> Linked:
    """Make the tables ``clusters`` and ``weighed``."""
    tell("clustering")
    model = made.settled.scorer.model
    clusters.make_clusters(
        engine,
        made.settled.scorer,
        made.edges(),
        least_bits(job, model),
        once_in_each_source=mapping.once_in_each_source,
    )
    number = int(engine.ask("SELECT count(DISTINCT c) AS c FROM clusters")["c"][0].as_py())
    return Linked(mapping, model, count(engine), number, made.pairs)


def least_bits(job: Job, model: Model) -> float:
    """Bits, prior included, from which a pair counts as sure."""
    return bits_of(job.threshold if job.threshold is not None else model.threshold)


def _outcome(engine: Engine, mapping: Mapping) -> pa.Table:
    """Two columns, in the order of the file: each record's own id, and the id of the first record of its person."""
    named = mapping.of("record_id")
    column = f"w.{quoted(named[0])}" if named else "CAST(w.row_n + 1 AS BIGINT)"
    if named and _are_numbers(engine, named[0]):
        column = f"CAST({column} AS BIGINT)"
    first = column.replace("w.", "f.", 1)
    return engine.ask(
        f"SELECT {column} AS record_id, {first} AS person_id FROM raw w JOIN clusters c ON c.n = w.row_n "
        "JOIN raw f ON f.row_n = c.c ORDER BY w.row_n"
    )


def _are_numbers(engine: Engine, column: str) -> bool:
    """Say whether ids are whole numbers as numbers are written, so that a CSV's ids come back as numbers."""
    cell = f"CAST({quoted(column)} AS VARCHAR)"
    plain_number = (
        f"try_cast({cell} AS BIGINT) IS NOT NULL AND CAST(try_cast({cell} AS BIGINT) AS VARCHAR) = {cell}"
    )
    return bool(
        engine.ask(f"SELECT coalesce(bool_and({plain_number}), false) AS yes FROM raw")["yes"][0].as_py()
    )


def _write(rows: pa.Table, out: Path) -> None:
    """Write the whole file, or none: under another name first."""
    part = out.with_name(out.name + ".part")
    try:
        if out.suffix.lower() == ".csv":
            pyarrow.csv.write_csv(rows, part)
        else:
            pyarrow.parquet.write_table(rows, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
