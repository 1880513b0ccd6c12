"""`release build|verify`, also `earlyhelp release`."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from earlyhelp.evaluate.measures.catalogue import MEASURES
from earlyhelp.evaluate.publishing import release
from earlyhelp.evaluate.publishing.periods import NoPeriod, Year, year_of

FOUND_FAULTS: Final = 1
COULD_NOT: Final = 2


class Command(BaseCommand):
    """Build a statistical release from values of measures, or check one."""

    help = "Build a statistical release from values of measures, or check one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=("build", "verify"))
        parser.add_argument("folder", nargs="?", type=Path, help="of the release to check")
        parser.add_argument("--values", type=Path, help="the folder that `earlyhelp measures run` wrote")
        parser.add_argument("--period", default="", help="a financial year: 2025-26")
        parser.add_argument("--out", type=Path, help="where the release is written")
        parser.add_argument("--audience", choices=("public", "board"), default="public")
        parser.add_argument("--published-on", default="", help="the day of publication: 2026-07-01")
        parser.add_argument("--before", type=Path, help="the folder of the release before this one")
        parser.add_argument("--rebuild", action="store_true", help="build it again and compare every byte")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["step"] == "build":
            self._build(options)
        else:
            self._verify(options)

    def _build(self, options: dict[str, Any]) -> None:
        _check_values(options["values"])
        out: Path = options["out"]
        if out.exists() and any(out.iterdir()):
            raise CommandError(
                _(
                    "The folder for the release is not empty. Name a new one: a release is never written over."
                ),
                returncode=COULD_NOT,
            )
        year = _year(options["period"])
        wanted = release.Wanted(
            year,
            _day(options["published_on"]) if options["published_on"] else year.published_on,
            options["audience"],
            release.read_manifest(options["before"]) if options["before"] else None,
        )
        try:
            made = release.build(options["values"], out, wanted, MEASURES)
        except release.NothingToRelease as problem:
            raise CommandError(
                _("No measure has a value in this period. Run the measures for it first."),
                returncode=COULD_NOT,
            ) from problem
        told = {"files": len(made["outputs"]), "figures": len(made["measures"])}
        self.stdout.write(_("Figures: %(figures)s. Files: %(files)s.") % told)

    def _verify(self, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        if not (folder / release.MANIFEST).is_file():
            raise CommandError(_("There is no manifest in this folder."), returncode=COULD_NOT)
        manifest = release.read_manifest(folder)
        found = release.differences(folder, manifest)
        if options["rebuild"]:
            _check_values(options["values"])
            with TemporaryDirectory() as place:
                year = _year(manifest["asked"]["period"])
                found += release.rebuilt(manifest, options["values"], year, Path(place), MEASURES)
        for name in sorted(set(found)):
            self.stdout.write(_("Not as the manifest says: %(name)s") % {"name": name})
        if found:
            raise CommandError(_("The release is not what its manifest says."), returncode=FOUND_FAULTS)
        self.stdout.write(_("Every file is as the manifest says."))


def _check_values(folder: Path | None) -> None:
    if folder is None or not all((folder / name).is_file() for name in release.INPUTS):
        raise CommandError(
            _(
                "Name with --values the folder that “earlyhelp measures run” wrote: it has values.parquet and run.json."
            ),
            returncode=COULD_NOT,
        )


def _year(said: str) -> Year:
    try:
        return year_of(said)
    except NoPeriod as problem:
        raise CommandError(
            _("A period is a financial year, such as 2025-26."), returncode=COULD_NOT
        ) from problem


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as problem:
        raise CommandError(
            _("The day of publication is a date, such as 2026-07-01."), returncode=COULD_NOT
        ) from problem
