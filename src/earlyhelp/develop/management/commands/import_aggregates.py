"""`import_aggregates FILE`, also `earlyhelp wellbeing import-aggregates FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from earlyhelp.develop.actions.wellbeing.aggregates import import_aggregates
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError

SOME_REFUSED: Final = 1
COULD_NOT: Final = 2


class Command(BaseCommand):
    """Bring in sums over staff."""

    help = (
        "Bring in monthly sums over ten staff or more: a CSV file with the columns agency, team_kind, month, measure, "
        "people and amount. "
        "Ends with 0 when every line was taken, 1 when some were refused, 2 when it could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file, in UTF-8")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = options["file"].read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(str(problem), returncode=COULD_NOT) from problem
        try:
            with acting(Actor.system(Purpose.RUNNING)) as by:
                found = import_aggregates(by=by, text=text, at=timezone.now())
        except RuleError as refusal:
            raise CommandError(str(refusal), returncode=COULD_NOT) from refusal
        self.stdout.write(f"Lines taken: {len(found.taken)}")
        self.stdout.write(f"Lines that were there already: {len(found.known)}")
        for one in found.refused:
            self.stdout.write(f"Line {one.number}: {one.fault.label}")
        if found.refused:
            raise CommandError(f"Lines refused: {len(found.refused)}", returncode=SOME_REFUSED)
