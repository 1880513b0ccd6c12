"""The part of the command line that makes figures: what surveys show, and whether help made a difference."""

import argparse
from pathlib import Path
from typing import Any

from earlyhelp.config.boards import add_figures as add_boards
from earlyhelp.config.boards import figures_call
from earlyhelp.config.facts import add_facts, facts_call
from earlyhelp.config.measures import add_measures, measures_call
from earlyhelp.config.releasing import add_release, release_call

Commands = Any  # argparse keeps the type of its subparsers to itself.


def add_figures(commands: Commands) -> None:
    """Every command that makes figures, in this order."""
    add_facts(commands)
    add_measures(commands)
    add_boards(commands)
    add_evidence(commands)
    add_study(commands)
    add_release(commands)


def add_evidence(commands: Commands) -> None:
    """`earlyhelp evidence tabulate`."""
    evidence = commands.add_parser("evidence", help="what population surveys show, never one person")
    steps = evidence.add_subparsers(dest="step", required=True, metavar="STEP")
    tabulate = steps.add_parser("tabulate", help="an outcome by levels of an exposure, with intervals")
    tabulate.add_argument("survey", type=Path, help="a CSV file: a line for each respondent, or with --count")
    tabulate.add_argument("--outcome", required=True, metavar="COLUMN", help="the outcome: yes or no")
    tabulate.add_argument("--exposure", default="", metavar="COLUMN", help="the exposure")
    tabulate.add_argument(
        "--instrument", default="", metavar="NAME", help="code the exposure from its items: short-9, short-11"
    )
    tabulate.add_argument("--yes", default="", metavar="VALUE", help="the value of the outcome that counts")
    tabulate.add_argument("--reference", default="", metavar="LEVEL", help="the level to compare with")
    tabulate.add_argument(
        "--adjust", action="append", default=[], metavar="COLUMN", help="hold equal; may be given again"
    )
    tabulate.add_argument("--by", default="", metavar="COLUMN", help="split by this column")
    tabulate.add_argument("--weight", default="", metavar="COLUMN", help="the survey's weights")
    tabulate.add_argument("--count", default="", metavar="COLUMN", help="for how many people a line stands")
    tabulate.add_argument(
        "--threshold", type=int, default=10, help="counts below this are left out (default: %(default)s)"
    )
    tabulate.add_argument("--out", type=Path, metavar="FILE", help="write the tables here (.csv or .json)")


def add_study(commands: Commands) -> None:
    """`earlyhelp study`, with a step for each design."""
    study = commands.add_parser("study", help="whether help made a difference, by a design that compares")
    designs = study.add_subparsers(dest="design", required=True, metavar="DESIGN")
    its = _design(designs, "its", "a monthly series before and after help began")
    _columns(its, when="the month", value="what was counted in it")
    its.add_argument("--from", dest="start", required=True, metavar="MONTH", help="when help began: 2026-03")
    _columns(its, people="how many people it is counted among", required=False)
    _columns(its, compare="the same count where there was no help", required=False)
    _columns(its, compare_people="how many people that is counted among", required=False)
    its.add_argument("--no-season", action="store_true", help="leave out the wave of the year")

    did = _design(designs, "did", "units that began at different times, or never")
    _columns(did, unit="team, force or area", when="the month", value="the outcome")
    _columns(did, helped_from="the month in which the unit began; empty for never")

    wedge = _design(designs, "wedge", "units that began in an order drawn by lot (stepped wedge)")
    _columns(wedge, unit="team, force or area", when="the month", value="the outcome")
    _columns(wedge, helped="yes or no, in that month")

    matched = _design(designs, "matched", "people who were helped beside people like them")
    _columns(matched, helped="yes or no", before="events before", after="events after")
    matched.add_argument(
        "--match", action="append", default=[], metavar="COLUMN", help="alike in this too; may be given again"
    )

    _of_facts(designs)

    size = designs.add_parser("size", help="the smallest difference that a planned study could find")
    size.add_argument("--units", type=int, required=True, metavar="N", help="teams or areas")
    size.add_argument(
        "--each", type=int, default=1, metavar="N", help="people in each (default: %(default)s)"
    )
    size.add_argument(
        "--spread", type=float, required=True, metavar="SD", help="standard deviation of the outcome"
    )
    size.add_argument(
        "--alike", type=float, default=0.0, metavar="ICC", help="how alike people of a unit are, 0 to 1"
    )
    size.add_argument(
        "--share", type=float, default=0.5, help="of the units that are helped (default: %(default)s)"
    )
    size.add_argument("--power", type=float, default=0.8, help="chance to find it (default: %(default)s)")


def study_call(asked: argparse.Namespace) -> tuple[str, list[Any], dict[str, object]]:
    """The command of a study, with its words and options."""
    told = {name: value for name, value in vars(asked).items() if name not in {"command", "design", "file"}}
    if asked.design == "from-facts":
        return "study_from_facts", [told.pop("facts")], told
    return "study_effect", [asked.design, *([asked.file] if "file" in asked else [])], told


def _of_facts(designs: Commands) -> None:
    made = designs.add_parser("from-facts", help="make the table of a design, out of a folder of facts")
    made.add_argument(
        "--facts", type=Path, required=True, metavar="DIR", help="from `earlyhelp facts export`"
    )
    made.add_argument(
        "--design", dest="table", required=True, choices=["its", "did", "wedge", "matched"], help="for which"
    )
    made.add_argument("--out", type=Path, required=True, metavar="FILE.csv", help="write the table here")
    made.add_argument(
        "--area",
        action="append",
        default=[],
        metavar="CODE",
        help="its: the areas with help (default: the one with most months on either side); may be given again",
    )
    for name, default, what in (
        ("events", 3, "matched: how many incidents make somebody comparable"),
        ("months", 6, "matched: in how many months, before and after"),
        ("settle", 1, "matched: in how many months help begins, which count for neither side"),
    ):
        made.add_argument(
            f"--{name}", type=int, default=default, metavar="N", help=f"{what} (default: {default})"
        )


def _design(designs: Commands, name: str, what: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = designs.add_parser(name, help=what)
    made.add_argument("file", type=Path, help="a CSV file in UTF-8")
    made.add_argument("--out", type=Path, metavar="FILE.json", help="write the result here")
    return made


def _columns(design: argparse.ArgumentParser, *, required: bool = True, **columns: str) -> None:
    for name, what in columns.items():
        design.add_argument(
            f"--{name.replace('_', '-')}", required=required, default="", metavar="COLUMN", help=what
        )


def evidence_call(asked: argparse.Namespace) -> tuple[str, list[Any], dict[str, object]]:
    """What to call for `earlyhelp evidence tabulate`."""
    told = {name: value for name, value in vars(asked).items() if name not in {"command", "step", "survey"}}
    return "tabulate_evidence", [asked.survey], told


# The commands that make figures: what each of them calls.
FIGURES = {
    "facts": facts_call,
    "measures": measures_call,
    "figures": figures_call,
    "evidence": evidence_call,
    "study": study_call,
    "release": release_call,
}
