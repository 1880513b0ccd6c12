"""The words of `earlyhelp facts`."""

import argparse
from pathlib import Path


def add_facts(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe what is said about facts on the command line."""
    facts = commands.add_parser("facts", help="what figures are made from, without anybody's name")
    steps = facts.add_subparsers(dest="step", required=True, metavar="STEP")
    export = steps.add_parser("export", help="write the facts of every room that have changed")
    export.add_argument("--whole", action="store_true", help="read everything anew")
    streets = steps.add_parser("streets", help="put street-level files of data.police.uk beside them")
    streets.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a street-level file (CSV)")
    for step in (export, streets):
        step.add_argument(
            "--out", type=Path, metavar="DIR", help="the folder of facts (default: EARLYHELP_FACTS)"
        )


def facts_call(asked: argparse.Namespace) -> tuple[str, list[Path], dict[str, object]]:
    """The command for what was asked, with its words and options."""
    if asked.step == "streets":
        return "load_streets", asked.files, {"out": asked.out}
    return "export_facts", [], {"out": asked.out, "whole": asked.whole}
