"""The words of `earlyhelp figures`."""

import argparse
from pathlib import Path


def add_figures(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe keeping figures for the boards on the command line."""
    figures = commands.add_parser("figures", help="what the boards show")
    steps = figures.add_subparsers(dest="step", required=True, metavar="STEP")
    keep = steps.add_parser("keep", help="count every measure over facts now, and keep what may be read")
    keep.add_argument(
        "--facts", type=Path, metavar="DIR", help="the folder of facts (default: EARLYHELP_FACTS)"
    )
    keep.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="what counts (default: %(default)s)"
    )


def figures_call(asked: argparse.Namespace) -> tuple[str, list[Path], dict[str, object]]:
    """The room's own command for what was asked, with its options."""
    return "keep_figures", [], {"facts": asked.facts, "engine": asked.engine}
