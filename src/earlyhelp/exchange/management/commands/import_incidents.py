"""`import_incidents FILE --mapping NAME [--dry-run] [--rejects FILE.csv]`, also `earlyhelp import incidents`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from earlyhelp.exchange import queries
from earlyhelp.exchange.management.importing import Source, Summary, import_file, open_source, try_out
from earlyhelp.exchange.management.rejects import RejectFile
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError

SOME_REJECTED: Final = 1
COULD_NOT: Final = 2


class Command(BaseCommand):
    """Import incidents from a police force's own system."""

    help = (
        "Import incidents from a police force's file: CSV, JSON Lines or Parquet. The same file again changes nothing; "
        "an import that was stopped goes on where it was. "
        "Ends with 0 when all was loaded, 1 when something was rejected, 2 when it could not be done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--mapping", required=True, help="a mapping that is kept here, or a file (TOML)")
        parser.add_argument("--agency", default="", help="the code of the agency that keeps the mapping")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument("--again", action="store_true", help="read a file that was read before")
        parser.add_argument("--rejects", type=Path, help="write every reject, with its reason, here (CSV)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with RejectFile(options["rejects"]) as rejects, progress_bar() as bar:
                task = bar.add_task(_("Reading incidents"), total=None)
                source = open_source(
                    options["file"],
                    options["mapping"],
                    at=timezone.now(),
                    agency=options["agency"],
                )
                if options["dry_run"]:
                    found = try_out(
                        source,
                        at=timezone.now(),
                        tell=lambda number: bar.advance(task, number),
                        reject=rejects.add,
                    )
                else:
                    found = import_file(
                        source,
                        at=timezone.now(),
                        clock=timezone.now,
                        again=options["again"],
                        tell=lambda number: bar.advance(task, number),
                    )
                    _write(rejects, source, found)
        except RuleError as refusal:
            raise CommandError(str(refusal), returncode=COULD_NOT) from refusal
        self._say(source, found, options["rejects"])
        if not found.is_clean:
            raise CommandError(_("Something was rejected. The rest is there."), returncode=SOME_REJECTED)

    def _say(self, source: Source, found: Summary, rejects: Path | None) -> None:
        if source.described.version is not None:
            self.stdout.write(
                _("Mapping: %(name)s, version %(version)d")
                % {"name": source.described.name, "version": source.described.version}
            )
        if found.was_done:
            self.stdout.write(_("This file was imported before. Nothing was changed."))
        elif found.resumed_after:
            self.stdout.write(_("Went on after line: %(line)d") % {"line": found.resumed_after})
        self.stdout.write(_("Rows read: %(number)d") % {"number": found.records})
        if found.run is None:
            self.stdout.write(_("Incidents that would be loaded: %(number)d") % {"number": found.new})
        else:
            self.stdout.write(_("New incidents: %(number)d") % {"number": found.new})
            self.stdout.write(_("Changed incidents: %(number)d") % {"number": found.changed})
            self.stdout.write(_("Unchanged incidents: %(number)d") % {"number": found.unchanged})
        self.stdout.write(_("Incidents not loaded: %(number)d") % {"number": found.refused})
        self.stdout.write(_("Reasons: %(number)d") % {"number": found.rejects})
        if rejects:
            self.stdout.write(_("Reject file: %(file)s") % {"file": rejects})


def progress_bar() -> Progress:
    """How far a file was read, on the terminal only."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _write(rejects: RejectFile, source: Source, found: Summary) -> None:
    """All rejects of the run, those from before it was stopped too."""
    if found.run is None:
        return
    with acting(source.by) as by:
        for one in queries.list_rejects(by=by, run_id=found.run.pk).iterator(chunk_size=5_000):
            rejects.add(one)
