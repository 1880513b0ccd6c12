"""`earlyhelp audit archive`."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from earlyhelp.govern.actions.archiving import archive_month
from earlyhelp.govern.archives import NotAnArchive
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.rules.archives import NotWhole
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError


def month_of(text: str) -> date:
    """The first day of a month that is named like 2024-03. Raises CommandError."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as problem:
        raise CommandError("Name a month like 2024-03.", returncode=2) from problem


class Command(BaseCommand):
    help = "Verify the audit, write one month of it into files, and take the month out of the service."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which month, and where its files go."""
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        by, month = Actor.system(Purpose.ASSURANCE), month_of(options["month"])
        try:
            files = archive_month(by=by, month=month, folder=options["folder"], at=timezone.now())
        except NotWhole as problem:
            raise CommandError(str(problem), returncode=1) from problem
        except (RuleError, NotAnArchive, OSError) as problem:
            raise CommandError(str(problem), returncode=2) from problem
        if not files:
            self.stdout.write(f"There is no {month:%Y-%m} in the audit.")
        for one in files:
            entries = one.seam.position - one.seam.first + 1
            self.stdout.write(f"{one.file}: {entries} entries, SHA-256 {one.file_digest.hex()}")
