"""The words of `earlyhelp release`."""

import argparse
from pathlib import Path
from typing import Any

Commands = Any  # argparse keeps the type of its subparsers to itself.


def add_release(commands: Commands) -> None:
    """Describe building and checking a statistical release."""
    release = commands.add_parser("release", help="published figures: bulletin, tables, charts, manifest")
    steps = release.add_subparsers(dest="step", required=True, metavar="STEP")
    build = steps.add_parser("build", help="make a release of a period from values of measures")
    build.add_argument(
        "--values", type=Path, required=True, metavar="DIR", help="what `earlyhelp measures run` wrote"
    )
    build.add_argument("--period", required=True, metavar="YEAR", help="a financial year: 2025-26")
    build.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for the release")
    build.add_argument(
        "--audience",
        choices=["public", "board"],
        default="public",
        help="who may read it: anybody (under 10 left out) or partner boards (under 5) (default: %(default)s)",
    )
    build.add_argument(
        "--published-on", default="", metavar="DATE", help="the day of publication (default: 92 days after)"
    )
    build.add_argument("--before", type=Path, metavar="DIR", help="the release before this one")
    verify = steps.add_parser("verify", help="check each file of a release against its manifest")
    verify.add_argument("folder", type=Path, metavar="DIR", help="the folder of the release")
    verify.add_argument("--rebuild", action="store_true", help="build it again too, and compare every byte")
    verify.add_argument("--values", type=Path, metavar="DIR", help="what it was built from, for --rebuild")


def release_call(asked: argparse.Namespace) -> tuple[str, list[Any], dict[str, object]]:
    """The room's own command for what was asked, with its words and options."""
    left_out = {"command", "step", "folder"}
    told = {name: value for name, value in vars(asked).items() if name not in left_out}
    return "release", [asked.step, *([asked.folder] if "folder" in asked else [])], told
