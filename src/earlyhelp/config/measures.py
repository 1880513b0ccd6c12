"""The words of `earlyhelp measures`."""

import argparse
from pathlib import Path
from typing import Any

Commands = Any  # argparse keeps the type of its subparsers to itself.


def add_measures(commands: Commands) -> None:
    """Describe running measures over facts."""
    measures = commands.add_parser("measures", help="figures out of facts, which name nobody")
    steps = measures.add_subparsers(dest="step", required=True, metavar="STEP")
    run = steps.add_parser("run", help="count every measure over a folder of facts")
    run.add_argument("--facts", type=Path, required=True, metavar="DIR", help="the folder of facts")
    run.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the values are written")
    run.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="what counts (default: %(default)s)"
    )
    run.add_argument("--master", default="", metavar="URL", help="which Spark (default: on this machine)")
    run.add_argument(
        "--memory",
        default="",
        metavar="SIZE",
        help="what DuckDB may take (default: 3GB); the rest goes to disk",
    )
    run.add_argument("--first", default="", metavar="YYYY-MM-DD", help="default: of the first whole month")
    run.add_argument("--last", default="", metavar="YYYY-MM-DD", help="default: of the last whole month")
    run.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these measures only")
    listed = steps.add_parser("list", help="print what every measure counts, of what, and when")
    listed.add_argument(
        "--language", choices=("en", "cy"), default="en", help="of the definitions (default: %(default)s)"
    )


def measures_call(asked: argparse.Namespace) -> tuple[str, list[Any], dict[str, object]]:
    """The room's own command for what was asked, with its words and options."""
    told = {name: value for name, value in vars(asked).items() if name not in {"command", "step"}}
    return "measures", [asked.step], told
