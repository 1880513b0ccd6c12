"""`synth_facts DIR --incidents N --years N --seed N --effect RATIO`, also `earlyhelp synth facts`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.progress import Progress

COULD_NOT: Final = 2
_WRONG: Final = {
    "incidents": gettext_lazy("Give --incidents from 1,000 to 200,000,000."),
    "years": gettext_lazy("Give --years from 3 to 20."),
    "effect": gettext_lazy("Give --effect above 0 and at most 1, such as 0.8."),
    "first_year": gettext_lazy("Give --first-year from 1980 to 2100."),
}


class Command(BaseCommand):
    """Write facts of a synthetic Wales."""

    help = "Write facts of a synthetic Wales as Parquet, with the truth that was put in beside them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path)
        parser.add_argument("--incidents", type=int, default=10_000_000)
        parser.add_argument("--years", type=int, default=6)
        parser.add_argument("--first-year", type=int, default=2020)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--effect", type=float, default=0.8)

    def handle(self, *args: Any, **options: Any) -> None:
        # Numbers by the million: only this command loads what makes them.
        from earlyhelp.synth.bulk import NotEmpty, Plan, make_facts

        plan = Plan(
            **{name: options[name] for name in ("incidents", "years", "seed", "effect", "first_year")}
        )
        try:
            with Progress(console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task(_("People"), total=None)
                manifest = make_facts(
                    plan, options["out"], lambda done, of: bar.update(task, completed=done, total=of)
                )
        except NotEmpty as problem:
            words = _("There is something in this folder already. Name a new one: %s")
            raise CommandError(words % options["out"], returncode=COULD_NOT) from problem
        except OSError as problem:
            words = _("The facts could not be written: %s")
            raise CommandError(words % problem, returncode=COULD_NOT) from problem
        except ValueError as problem:
            raise CommandError(str(_WRONG[str(problem)]), returncode=COULD_NOT) from problem
        for name, rows in manifest["rows"].items():
            self.stdout.write(f"{name} {rows:,}")
        self.stdout.write(_("What was put in stands in manifest.json and truth.csv."))
