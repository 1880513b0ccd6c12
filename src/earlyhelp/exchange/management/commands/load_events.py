"""`load_events FILE --agency CODE [--dry-run] [--again] [--rejects FILE.csv]`, also `earlyhelp events load`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from earlyhelp.exchange import queries
from earlyhelp.exchange.management.commands.import_incidents import COULD_NOT, SOME_REJECTED, progress_bar
from earlyhelp.exchange.management.importing import Summary
from earlyhelp.exchange.management.loading_events import load_events, open_events, try_out_events
from earlyhelp.exchange.management.rejects import RejectFile
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError


class Command(BaseCommand):
    """Load what a partner's own system says happened."""

    help = (
        "Load events from a partner's file: CSV, JSON Lines or Parquet, in the columns that the guide names. The same "
        "file again changes nothing; a load that was stopped goes on where it was. "
        "Ends with 0 when all was loaded, 1 when something was rejected, 2 when it could not be done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--agency", required=True, help="the code of the partner whose events they are")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument("--again", action="store_true", help="read a file that was read before")
        parser.add_argument("--rejects", type=Path, help="write every reject, with its reason, here (CSV)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with RejectFile(options["rejects"]) as rejects, progress_bar() as bar:
                task = bar.add_task(_("Reading events"), total=None)
                source = open_events(options["file"], options["agency"])

                def tell(number: int) -> None:
                    bar.advance(task, number)

                if options["dry_run"]:
                    found = try_out_events(source, at=timezone.now(), tell=tell, reject=rejects.add)
                else:
                    again = options["again"]
                    found = load_events(source, at=timezone.now(), clock=timezone.now, again=again, tell=tell)
                    _write(rejects, found)
        except RuleError as refusal:
            raise CommandError(str(refusal), returncode=COULD_NOT) from refusal
        self._say(found)
        if not found.is_clean:
            raise CommandError(_("Something was rejected. The rest is there."), returncode=SOME_REJECTED)

    def _say(self, found: Summary) -> None:
        if found.was_done:
            self.stdout.write(_("This file was imported before. Nothing was changed."))
        elif found.resumed_after:
            self.stdout.write(_("Went on after line: %(line)d") % {"line": found.resumed_after})
        self.stdout.write(_("Rows read: %(number)d") % {"number": found.records})
        if found.run is None:
            self.stdout.write(_("Events that would be loaded: %(number)d") % {"number": found.new})
        else:
            self.stdout.write(_("New events: %(number)d") % {"number": found.new})
            self.stdout.write(_("Changed events: %(number)d") % {"number": found.changed})
            self.stdout.write(_("Unchanged events: %(number)d") % {"number": found.unchanged})
        self.stdout.write(_("Events not loaded: %(number)d") % {"number": found.refused})
        self.stdout.write(_("Reasons: %(number)d") % {"number": found.rejects})


def _write(rejects: RejectFile, found: Summary) -> None:
    """All rejects of the run, those from before it was stopped too."""
    if found.run is None or found.force is None:
        return
    with acting(found.force) as by:
        for one in queries.list_rejects(by=by, run_id=found.run.pk).iterator(chunk_size=5_000):
            rejects.add(one)
