"""`earlyhelp areas load-index FILE` and `earlyhelp areas load-postcodes FILE… --edition YYYY-MM`."""

import csv
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.actions.places import load_places
from earlyhelp.partnership.choices.places import PlacesKind
from earlyhelp.partnership.management.places import Found, Wrong, read_index, read_postcodes
from earlyhelp.partnership.queries.places import count_unknown_postcodes
from earlyhelp.partnership.rules.places import INDEX_ON

SOME_REJECTED: Final = 1
COULD_NOT: Final = 2
_SHOWN: Final = 20


class Command(BaseCommand):
    """Load the open data by which a postcode says in which fifth of Wales its small area is."""

    help = (
        "Load open data on places: the Welsh Index of Multiple Deprivation 2019 by small area, or postcodes by small "
        "area. What was there is replaced. The same files again change nothing. Ends with 0 when every row was right, "
        "1 when some were not and the rest is there, 2 when nothing was loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=PlacesKind.values)
        parser.add_argument("files", type=Path, nargs="+", help="tables (CSV) as they are published")
        parser.add_argument("--edition", default="", help="the month of the list of postcodes: 2026-08")
        parser.add_argument("--rejects", type=Path, help="write every row that was not taken here (CSV)")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = PlacesKind(options["kind"])
        try:
            edition_on = INDEX_ON if kind is PlacesKind.INDEX else _month(options["edition"])
            files = options["files"]
            found = read_index(files[0]) if kind is PlacesKind.INDEX else read_postcodes(files)
            if options["rejects"]:
                _write(options["rejects"], found.wrong)
            self._say(found)
            with acting(Actor.system(Purpose.RUNNING)) as by:
                edition, is_new = load_places(
                    by=by,
                    kind=kind,
                    edition_on=edition_on,
                    rows=found.rows,
                    refused=len(found.wrong),
                    at=timezone.now(),
                )
                unknown = count_unknown_postcodes(by=by)
        except RuleError as refusal:
            raise CommandError(str(refusal), returncode=COULD_NOT) from refusal
        if is_new:
            self.stdout.write(_("Rows loaded: %(number)d") % {"number": edition.rows})
        else:
            self.stdout.write(_("These rows were loaded before. Nothing was changed."))
        self.stdout.write(
            _("Postcodes in a small area that the index does not know: %(number)d") % {"number": unknown}
        )
        if found.wrong:
            raise CommandError(_("Something was rejected. The rest is there."), returncode=SOME_REJECTED)

    def _say(self, found: Found) -> None:
        self.stdout.write(_("Rows read: %(number)d") % {"number": found.read})
        self.stdout.write(_("Rows that are not of Wales: %(number)d") % {"number": found.elsewhere})
        self.stdout.write(_("Rows not taken: %(number)d") % {"number": len(found.wrong)})
        for one in found.wrong[:_SHOWN]:
            told = {"file": one.file, "line": one.line, "reason": one.fault.label}
            self.stdout.write(_("%(file)s, line %(line)d: %(reason)s") % told)
        if len(found.wrong) > _SHOWN:
            self.stdout.write(_("More of them: %(number)d") % {"number": len(found.wrong) - _SHOWN})


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as fault:
        raise RuleError(_("Say of which month the postcodes are, such as --edition 2026-08.")) from fault


def _write(path: Path, wrong: Sequence[Wrong]) -> None:
    """Where each row is and why it was not taken, in both languages; nothing of the row itself."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(["file", "line", "reason", "rheswm"])
            for one in wrong:
                table.writerow([one.file.lstrip("=+-@"), one.line, _in("en", one), _in("cy", one)])
    except OSError as fault:
        raise RuleError(_("The file for rejects can not be written. Check its folder.")) from fault


def _in(language: str, wrong: Wrong) -> str:
    with override(language):
        return str(wrong.fault.label)
