"""The words of `earlyhelp training`."""

import argparse
from pathlib import Path


def add_training(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe what is said about training on the command line."""
    training = commands.add_parser("training", help="what people of the agencies have learnt")
    steps = training.add_subparsers(dest="step", required=True, metavar="STEP")
    attendance = steps.add_parser("import-attendance", help="read a file of attendance at training")
    attendance.add_argument(
        "file", type=Path, help="a CSV file with the columns email, course, date, attended"
    )
    attendance.add_argument(
        "--agency", required=True, metavar="CODE", help="the code of the agency whose people they are"
    )
    attendance.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
    attendance.add_argument(
        "--rejects", type=Path, metavar="FILE.csv", help="write every reject, its reason and what to do here"
    )


def training_call(asked: argparse.Namespace) -> tuple[str, list[Path], dict[str, object]]:
    """The room's own command for what was asked, with its words and options."""
    told: dict[str, object] = {"agency": asked.agency, "dry_run": asked.dry_run, "rejects": asked.rejects}
    return "import_attendance", [asked.file], told
