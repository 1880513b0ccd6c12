"""`load_streets FILE… [--out DIR]`, also `earlyhelp facts streets FILE…`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from earlyhelp.evaluate.facts.streets import MOST_REJECTS, load_streets
from earlyhelp.evaluate.facts.writing import Busy, open_folder

REJECTED: Final = 1
COULD_NOT: Final = 2


class Command(BaseCommand):
    """Put street-level files of data.police.uk beside the facts."""

    help = (
        "Put street-level files of data.police.uk (CSV) beside the facts, as public context. A month of a force takes "
        "the place of what was there of it. One bad row, and nothing is written. "
        "Ends with 0 when all is there, 1 when a row was rejected, 2 when it could not be done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="street-level files (CSV)")
        parser.add_argument(
            "--out", type=Path, help="the folder of facts; by default the one in the settings"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["out"] or settings.FACTS_DIR
        if not folder:
            words = _("Say with --out where the facts go: no folder is named in the settings.")
            raise CommandError(words, returncode=COULD_NOT)
        try:
            with open_folder(Path(folder), mark="", at=timezone.now()) as there:
                loaded = load_streets(there, options["files"])
        except Busy as busy:
            words = _("Another export writes into this folder now.")
            raise CommandError(words, returncode=COULD_NOT) from busy
        except OSError as problem:
            words = _("The folder cannot be written: %(why)s") % {"why": problem.strerror}
            raise CommandError(words, returncode=COULD_NOT) from problem
        for one in loaded.rejects:
            said = {"file": one.file, "line": one.line, "why": one.why}
            self.stdout.write(_("%(file)s, line %(line)d: %(why)s") % said)
        if loaded.rejects:
            words = _("Nothing was written: put these rows right, or leave their file out.")
            if len(loaded.rejects) == MOST_REJECTS:
                words = _("Nothing was written. So many rows are bad that the others were not looked at.")
            raise CommandError(words, returncode=REJECTED)
        self.stdout.write(_("Rows loaded: %(number)d") % {"number": loaded.rows})
        self.stdout.write(_("Months of a force: %(number)d") % {"number": loaded.months})
