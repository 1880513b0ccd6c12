"""`earlyhelp access table`: prints who may open what. Needs no database."""

import argparse
import sys


def add_access(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    access = commands.add_parser("access", help="who may open what")
    steps = access.add_subparsers(dest="step", required=True, metavar="STEP")
    table = steps.add_parser("table", help="print every page and column by role and relation")
    table.add_argument(
        "--format", choices=["text", "markdown", "csv"], default="text", help="how (default: %(default)s)"
    )


def print_table(asked: argparse.Namespace) -> int:
    """Print the table in the format that was asked for."""
    from earlyhelp.config.access.table import FORMATS  # here: it needs the settings, which are loaded by now

    sys.stdout.write(FORMATS[asked.format]())
    return 0
