"""The words of `earlyhelp synth`: synthetic people in a demonstration's database, or facts in files."""

import argparse
from pathlib import Path


def add_synth(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe what can be made up."""
    synth = commands.add_parser("synth", help="fill a demonstration's database with synthetic people")
    synth.add_argument(
        "--scale",
        choices=["authority"],
        default="authority",
        help="how large (default: one council area's year)",
    )
    seed = "the same seed gives the same people (default: %(default)s)"
    synth.add_argument("--seed", type=int, default=1, help=seed)
    synth.add_argument("--fresh", action="store_true", help="remove the synthetic people that are there")
    steps = synth.add_subparsers(dest="step", metavar="STEP")
    facts = steps.add_parser("facts", help="write facts of a synthetic Wales as Parquet, without a database")
    facts.add_argument(
        "--incidents", type=int, default=10_000_000, metavar="N", help="about how many (default: %(default)s)"
    )
    facts.add_argument("--years", type=int, default=6, metavar="N", help="(default: %(default)s)")
    facts.add_argument(
        "--first-year",
        type=int,
        default=2020,
        metavar="YEAR",
        help="the first of them (default: %(default)s)",
    )
    # Left out where it is not said, so that the one before `facts` counts.
    facts.add_argument("--seed", type=int, default=argparse.SUPPRESS, help=seed)
    facts.add_argument(
        "--effect",
        type=float,
        default=0.8,
        metavar="RATIO",
        help="help multiplies a person's later incidents by this (default: %(default)s; 1 for no effect)",
    )
    facts.add_argument("--out", type=Path, required=True, metavar="DIR", help="an empty folder, or a new one")


def writes_files(asked: argparse.Namespace) -> bool:
    """Whether this needs no database."""
    return bool(asked.command == "synth" and asked.step == "facts")


def synth_facts_call(asked: argparse.Namespace) -> tuple[str, list[Path], dict[str, object]]:
    """The command that writes facts, with its words and options."""
    names = ("incidents", "years", "first_year", "seed", "effect")
    return "synth_facts", [asked.out], {name: getattr(asked, name) for name in names}
