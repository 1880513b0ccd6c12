"""`import_attendance FILE --agency CODE [--dry-run] [--rejects FILE.csv]`; `earlyhelp training import-attendance`."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.develop.actions.elsewhere import import_attendance
from earlyhelp.develop.choices.attendance_files import REASONS
from earlyhelp.develop.queries.elsewhere import Planned, plan_attendance
from earlyhelp.develop.rules.attendance_files import Refused, read_file
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.spreadsheets import csv_of
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency

SOME_REJECTED: Final = 1
COULD_NOT: Final = 2
_HEADINGS: Final = ("line", "column", "reason", "what_to_do", "rheswm", "beth_i_w_wneud")


class Command(BaseCommand):
    """Read a file of attendance at training."""

    help = (
        "Read a file of attendance (CSV with the columns email, course, date and attended). The same file again "
        "changes nothing. Ends with 0 when all was read, 1 when a row was rejected, 2 when it could not be done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--agency", required=True, help="the code of the agency whose people they are")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument(
            "--rejects", type=Path, help="write every rejected row, with its reason, here (CSV)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at, file = timezone.now(), options["file"]
        try:
            agency = Agency.objects.filter(code=options["agency"]).first()
            if agency is None:
                raise RuleError(_("There is no agency of this code."))
            content = file.read_bytes()
            with acting(Actor.system(Purpose.RUNNING, agency_id=agency.pk)) as by:
                if options["dry_run"]:
                    found = plan_attendance(read_file(content, today=at.astimezone(LONDON).date()), by=by)
                else:
                    _run, found = import_attendance(by=by, file_name=file.name, content=content, at=at)
            if options["rejects"]:
                options["rejects"].write_text(_table(found.refused), encoding="utf-8", newline="")
        except RuleError as refusal:
            raise CommandError(str(refusal), returncode=COULD_NOT) from refusal
        except OSError as fault:
            raise CommandError(_("The file cannot be read or written."), returncode=COULD_NOT) from fault
        self._say(found, is_dry=options["dry_run"])
        if found.refused:
            raise CommandError(_("Some rows were not read. The rest is there."), returncode=SOME_REJECTED)

    def _say(self, found: Planned, *, is_dry: bool) -> None:
        if is_dry:
            self.stdout.write(_("Nothing has been kept yet."))
        self.stdout.write(_("Rows in the file: %(number)d") % {"number": found.rows})
        self.stdout.write(_("New records: %(number)d") % {"number": len(found.new)})
        self.stdout.write(_("Corrected records: %(number)d") % {"number": len(found.changed)})
        self.stdout.write(_("Records that are there already: %(number)d") % {"number": len(found.unchanged)})
        self.stdout.write(_("Rows that cannot be read: %(number)d") % {"number": len(found.refused)})


def _table(refused: Iterable[Refused]) -> str:
    """Each rejected row with its reason and what to do, in both languages; never what stood in it."""
    rows = []
    for one in refused:
        words = []
        for language in ("en", "cy"):
            with override(language):
                words += [str(said) for said in REASONS[one.fault]]
        rows.append((one.line, one.column, *words))
    return csv_of(_HEADINGS, rows)
