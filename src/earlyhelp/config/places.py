"""The words of `earlyhelp areas`: open data on places."""

import argparse
from pathlib import Path


def add_areas(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe how the data are loaded by which a postcode says how deprived its small area is."""
    areas = commands.add_parser("areas", help="open data on places: small areas and postcodes")
    steps = areas.add_subparsers(dest="step", required=True, metavar="STEP")
    index = steps.add_parser("load-index", help="load the Welsh Index of Multiple Deprivation 2019")
    index.add_argument(
        "files", nargs=1, type=Path, metavar="FILE", help="its ranks, deciles or quintiles (CSV)"
    )
    postcodes = steps.add_parser("load-postcodes", help="load which small area each Welsh postcode is in")
    postcodes.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="all files of the ONS Postcode Directory or the National Statistics Postcode Lookup (CSV)",
    )
    postcodes.add_argument("--edition", required=True, metavar="YYYY-MM", help="of which month they are")
    for step in (index, postcodes):
        step.add_argument(
            "--rejects",
            type=Path,
            metavar="FILE.csv",
            help="write every row that was not taken, and why, here",
        )


def areas_call(asked: argparse.Namespace) -> tuple[str, list[str | Path], dict[str, object]]:
    """The room's own command for what was asked, with its words and options."""
    kind = "index" if asked.step == "load-index" else "postcodes"
    return (
        "load_places",
        [kind, *asked.files],
        {
            "edition": getattr(asked, "edition", ""),
            "rejects": asked.rejects,
        },
    )
