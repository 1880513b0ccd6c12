"""`study_from_facts DIR --table DESIGN --out FILE.csv`, also `earlyhelp study from-facts`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from earlyhelp.evaluate.management.commands.study_effect import COULD_NOT, sentence
from earlyhelp.evaluate.studies.of_facts import DESIGNS, Wanted, make_table, write_table
from earlyhelp.evaluate.studies.results import BadStudy

_USUAL = Wanted()


class Command(BaseCommand):
    """Make the table of a study out of facts."""

    help = "Make the table of a study out of facts: whoever was helped beside whoever was not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("facts", type=Path)
        parser.add_argument("--table", choices=DESIGNS, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--area", action="append", default=[])
        parser.add_argument("--events", type=int, default=_USUAL.events)
        parser.add_argument("--months", type=int, default=_USUAL.before)
        parser.add_argument("--settle", type=int, default=_USUAL.settle)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted(
            areas=tuple(options["area"]),
            events=options["events"],
            before=options["months"],
            settle=options["settle"],
        )
        try:
            made = make_table(options["facts"], options["table"], wanted)
            write_table(made, options["out"])
        except BadStudy as problem:
            raise CommandError(sentence(problem), returncode=COULD_NOT) from problem
        self.stdout.write(_("Lines written: %d") % len(made.lines))
        self.stdout.write(
            _("Now ask: %s")
            % " ".join(["earlyhelp study", made.words[0], str(options["out"]), *made.words[1:]])
        )
