"""`synth --scale authority --seed N [--fresh]`, also `earlyhelp synth`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress, TaskID

from earlyhelp.kit.errors import RuleError
from earlyhelp.synth.load import (
    SCALES,
    AlreadyThere,
    Incomplete,
    Loaded,
    forget_everything,
    load_authority,
)

REFUSED, INCOMPLETE = 2, 3  # exit codes


class Command(BaseCommand):
    """Fill a demonstration with a synthetic council area and its year."""

    help = (
        "Fill a demonstration with a synthetic council area: people who do not exist, a year of notifications, "
        "decisions and referrals, and today's queue. Run again, it says what is there and changes nothing. "
        "Ends with 0 when the data are there, with 2 outside a demonstration, and with 3 when an earlier load was "
        "stopped half way (run it with --fresh)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale",
            choices=sorted(SCALES),
            default="authority",
            help="how much: a council area, or 3 %% of one",
        )
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same people")
        parser.add_argument(
            "--fresh", action="store_true", help="empty the demonstration first, audit and all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["fresh"]:
                forget_everything()
            loaded = self._load(options["scale"], options["seed"])
        except AlreadyThere as there:
            self.stdout.write(str(there))
            loaded = there.loaded
        except Incomplete as problem:
            raise CommandError(str(problem), returncode=INCOMPLETE) from problem
        except RuleError as problem:
            raise CommandError(str(problem), returncode=REFUSED) from problem
        self._describe(loaded)

    def _load(self, scale: str, seed: int) -> Loaded:
        with Progress(console=Console(stderr=True), transient=True) as bar:
            tasks: dict[str, TaskID] = {}

            def tell(what: str | Promise, done: int, total: int) -> None:
                name = str(what)
                if name not in tasks:
                    for earlier in tasks.values():
                        bar.update(earlier, completed=bar.tasks[earlier].total or 1)
                    tasks[name] = bar.add_task(name, total=total)
                bar.update(tasks[name], completed=done, total=total)

            return load_authority(scale=scale, seed=seed, at=timezone.now(), tell=tell)

    def _describe(self, loaded: Loaded) -> None:
        for line, number in (
            (_("Notifications: %(number)d"), loaded.notifications),
            (_("Waiting for a decision: %(number)d"), loaded.waiting),
            (_("People: %(number)d"), loaded.people),
            (_("Decisions: %(number)d"), loaded.decisions),
            (_("Referrals: %(number)d"), loaded.referrals),
            (_("Incidents that nobody has notified yet: %(number)d"), loaded.incidents),
            (_("Practitioners: %(number)d"), loaded.practitioners),
            (_("Audit entries: %(number)d"), loaded.audit_entries),
        ):
            self.stdout.write(line % {"number": number})
