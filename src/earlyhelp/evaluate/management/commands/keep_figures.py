"""`keep_figures [--facts DIR] [--engine duckdb|spark]`; `earlyhelp figures keep`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from earlyhelp.evaluate.actions.counting import keep_figures
from earlyhelp.evaluate.measures.faults import CannotMeasure
from earlyhelp.evaluate.rules.periods import months_to_count
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON

COULD_NOT: Final = 2


class Command(BaseCommand):
    """Count every measure over a folder of facts now, and keep what may be read."""

    help = (
        "Count every measure over the last 24 whole months of a folder of facts, and keep for each partner, and for "
        "everybody, what they may read. What was kept before goes. Ends with 2 when there are no facts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--facts", type=Path, help="the folder of facts")
        parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="what counts")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["facts"] or Path(settings.FACTS_DIR or "none")
        if not folder.is_dir():
            raise CommandError(_("There is no folder of facts here."), returncode=COULD_NOT)
        at, service = timezone.now(), Actor.system(Purpose.ASSURANCE)
        months = months_to_count(at.astimezone(LONDON).date())
        try:
            kept = keep_figures(by=service, folder=folder, months=months, at=at, engine=options["engine"])
        except CannotMeasure as problem:
            raise CommandError(
                _("There are no facts that can be counted."), returncode=COULD_NOT
            ) from problem
        self.stdout.write(_("Figures are kept for so many readers: %(number)d") % {"number": len(kept)})
