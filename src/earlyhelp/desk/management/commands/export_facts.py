"""`export_facts [--out DIR] [--whole]`, also `earlyhelp facts export`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from earlyhelp.desk.actions import export_facts
from earlyhelp.evaluate.facts.writing import Busy
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor

COULD_NOT: Final = 2


class Command(BaseCommand):
    """Write the facts from which figures are made."""

    help = (
        "Write the facts from which figures are made, as Parquet in folders by year. They name nobody. Run again, only "
        "what has changed is written. Ends with 0 when the facts are there, with 2 when it could not be done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, help="the folder; by default the one in the settings")
        parser.add_argument("--whole", action="store_true", help="read everything anew")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["out"] or settings.FACTS_DIR
        if not folder:
            words = _("Say with --out where the facts go: no folder is named in the settings.")
            raise CommandError(words, returncode=COULD_NOT)
        try:
            made = export_facts(
                by=Actor.system(Purpose.ASSURANCE),
                at=timezone.now(),
                folder=Path(folder),
                whole=options["whole"],
            )
        except Busy as busy:
            words = _("Another export writes into this folder now.")
            raise CommandError(words, returncode=COULD_NOT) from busy
        except OSError as problem:
            words = _("The folder cannot be written: %(why)s") % {"why": problem.strerror}
            raise CommandError(words, returncode=COULD_NOT) from problem
        for name, rows in made.rows.items():
            if name != "streets":
                self.stdout.write(_("%(table)s: %(rows)d rows") % {"table": name, "rows": rows})
        self.stdout.write(_("Files written: %(number)d") % {"number": made.written})
        self.stdout.write(_("Files taken away: %(number)d") % {"number": made.removed})
        self.stdout.write(_("Files left as they were: %(number)d") % {"number": made.unchanged})
