"""The part of the command line that brings in sums over staff."""

import argparse
from pathlib import Path
from typing import Any

Commands = Any  # argparse keeps the type of its subparsers to itself.


def add_wellbeing(commands: Commands) -> None:
    """`earlyhelp wellbeing import-aggregates`."""
    wellbeing = commands.add_parser("wellbeing", help="how staff are, never one person")
    steps = wellbeing.add_subparsers(dest="step", required=True, metavar="STEP")
    bring = steps.add_parser("import-aggregates", help="bring in monthly sums over ten staff or more")
    bring.add_argument("file", type=Path, help="a CSV file in UTF-8")


def wellbeing_call(asked: argparse.Namespace) -> tuple[str, list[Path], dict[str, object]]:
    """The room's own command for what was asked, with its words and options."""
    return "import_aggregates", [asked.file], {}
