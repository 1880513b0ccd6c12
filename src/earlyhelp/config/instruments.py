"""The words of `earlyhelp instruments`: questionnaires that an agency uses under its own licence."""

import argparse
from pathlib import Path


def add_instruments(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`earlyhelp instruments load`."""
    instruments = commands.add_parser("instruments", help="questionnaires about training and wellbeing")
    steps = instruments.add_subparsers(dest="step", required=True, metavar="STEP")
    load = steps.add_parser("load", help="load a questionnaire that your agency holds a licence for")
    load.add_argument("file", type=Path, help="the questionnaire (TOML), in both languages")
    load.add_argument("--agency", required=True, metavar="CODE", help="the agency that holds the licence")
    load.add_argument(
        "--licence", required=True, metavar="TEXT", help="under which licence: its holder, number and date"
    )


def instruments_call(asked: argparse.Namespace) -> tuple[str, list[str | Path], dict[str, object]]:
    """The room's own command for what was asked, with its words and options."""
    return "load_instrument", [asked.file], {"agency": asked.agency, "licence": asked.licence}
