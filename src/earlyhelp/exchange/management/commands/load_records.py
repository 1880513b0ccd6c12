"""`earlyhelp records load FILE --agency CODE --system NAME [--mapping MAP.toml] [--rejects FILE.csv]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from earlyhelp.exchange.management.commands.import_incidents import COULD_NOT, SOME_REJECTED, progress_bar
from earlyhelp.exchange.management.loading_records import load_records, open_record_file
from earlyhelp.exchange.management.rejects import RejectFile
from earlyhelp.kit.errors import RuleError


class Command(BaseCommand):
    """Load the people whom a partner's own system knows."""

    help = (
        "Load a partner's records of people: CSV, JSON Lines or Parquet, in the product's own columns or in those that "
        "a mapping names. The same file again changes nothing; of a record that changed, what it said before is kept. "
        "Ends with 0 when all was loaded, 1 when something was rejected, 2 when it could not be done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--agency", required=True, help="the code of the partner whose records they are")
        parser.add_argument("--system", required=True, help="the partner's own name for the system")
        parser.add_argument("--mapping", type=Path, help="what the columns of the file mean (TOML)")
        parser.add_argument("--rejects", type=Path, help="write every reject, with its reason, here (CSV)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with RejectFile(options["rejects"]) as rejects, progress_bar() as bar:
                task = bar.add_task(_("Reading records"), total=None)
                source = open_record_file(
                    options["file"],
                    agency=options["agency"],
                    system=options["system"],
                    mapping=options["mapping"],
                )
                found = load_records(
                    source,
                    at=timezone.now(),
                    clock=timezone.now,
                    tell=lambda number: bar.advance(task, number),
                    reject=rejects.add,
                )
        except RuleError as refusal:
            raise CommandError(str(refusal), returncode=COULD_NOT) from refusal
        self.stdout.write(_("Rows read: %(number)d") % {"number": found.records})
        self.stdout.write(_("New records: %(number)d") % {"number": found.new})
        self.stdout.write(_("Changed records: %(number)d") % {"number": found.changed})
        self.stdout.write(_("Unchanged records: %(number)d") % {"number": found.unchanged})
        self.stdout.write(_("Records not loaded: %(number)d") % {"number": found.refused})
        self.stdout.write(_("Reasons: %(number)d") % {"number": found.rejects})
        if not found.is_clean:
            raise CommandError(_("Something was rejected. The rest is there."), returncode=SOME_REJECTED)
