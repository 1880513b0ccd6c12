"""`earlyhelp retention due|run|hold|reapply`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from earlyhelp.govern.actions.retention import reapply_erasures, run_retention
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.proofs import read_register
from earlyhelp.govern.queries import retention as queries
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting


class Command(BaseCommand):
    help = "What falls due, one night's work, the legal holds in force, and deleting again after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("step", choices=["due", "run", "hold", "reapply"])
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--register", type=Path, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        self.dry_run, self.register = options["dry_run"], options["register"] or settings.ERASURE_REGISTER
        step = {"due": self._due, "run": self._run, "hold": self._hold, "reapply": self._reapply}[
            options["step"]
        ]
        for name, by in queries.list_controllers(by=Actor.system(Purpose.RUNNING)):
            with self._acting(by):
                step(name, by)
        if self.dry_run:
            self.stdout.write("Nothing was changed: this was a dry run.")

    @contextmanager
    def _acting(self, by: Actor) -> Iterator[None]:
        with acting(by):
            yield
            if self.dry_run:
                transaction.set_rollback(True)

    def _due(self, name: str, by: Actor) -> None:
        for row in queries.count_due(by=by, on=timezone.localdate()):
            self.stdout.write(
                f"{name}: {row['record_class']}: {row['to_review']} to review, {row['to_list']} to list, "
                f"{row['kept_back']} kept back, {row['later']} within 90 days"
            )

    def _run(self, name: str, by: Actor) -> None:
        done = run_retention(by=by, at=timezone.now(), register=None if self.dry_run else self.register)
        self.stdout.write(
            f"{name}: {done.due} fall due, {done.erased} deleted for good, {done.swept} rows swept"
        )

    def _hold(self, name: str, by: Actor) -> None:
        for hold in queries.list_holds(by=by).filter(ended_at=None):
            until = hold.until_on or "it is ended"
            self.stdout.write(f"{name}: {hold.title}: from {hold.from_on} until {until}")

    def _reapply(self, name: str, by: Actor) -> None:
        try:
            lines = list(read_register(self.register))
        except ValueError as problem:
            raise CommandError(str(problem), returncode=1) from problem
        done, waiting = reapply_erasures(by=by, register=lines, at=timezone.now())
        self.stdout.write(f"{name}: {done} deleted again, {waiting} on which something still rests")
