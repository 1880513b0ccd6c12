"""The words of `earlyhelp link`."""

import argparse
from pathlib import Path


def add_link(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe finding the records of a table that are about one person."""
    link = commands.add_parser("link", help="find the records of any table that are about one person")
    steps = link.add_subparsers(dest="step", required=True, metavar="STEP")
    run = steps.add_parser("run", help="link a table: which records are about one person")
    train = steps.add_parser("train", help="train a model on a table and keep it")
    for step in (run, train):
        step.add_argument("--records", type=Path, required=True, metavar="FILE", help="a Parquet or CSV file")
        step.add_argument(
            "--mapping",
            type=Path,
            metavar="MAP.toml",
            help="which column says what (without it, columns are recognised by their usual names)",
        )
        step.add_argument(
            "--seed", type=int, default=1, help="the same seed gives the same result (default: %(default)s)"
        )
    run.add_argument(
        "--out", type=Path, required=True, metavar="CLUSTERS.parquet", help="record_id, person_id"
    )
    run.add_argument(
        "--model", type=Path, metavar="MODEL.json", help="a trained model (without it, the run trains)"
    )
    run.add_argument(
        "--threshold", type=float, metavar="P", help="link from this probability on (default: 0.8)"
    )
    run.add_argument("--engine", choices=("duckdb", "spark"), help="what does the work (default: duckdb)")
    run.add_argument("--master", metavar="URL", help="which Spark (default: local[*], on this machine)")
    train.add_argument(
        "--model", type=Path, required=True, metavar="MODEL.json", help="where to keep the model"
    )
    report = steps.add_parser("report", help="draw what a model weighs, and what to look at")
    report.add_argument("--model", type=Path, required=True, metavar="MODEL.json", help="a trained model")
    report.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder for pages and charts"
    )
    report.add_argument(
        "--records",
        type=Path,
        metavar="FILE",
        help="also show pairs and clusters of these records to look at",
    )
    report.add_argument(
        "--mapping", type=Path, metavar="MAP.toml", help="which column of the records says what"
    )
