"""`link run|train|report`, also `earlyhelp link`: which records are about one person, for any table of people.

It opens no database and links nobody in the service: it reads a file and writes a file.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault
from earlyhelp.understand.linkage.batch.mapping import Mapping
from earlyhelp.understand.linkage.batch.model import read_model
from earlyhelp.understand.linkage.batch.reviewing import review
from earlyhelp.understand.linkage.batch.running import Job, Linked, learn, link
from earlyhelp.understand.linkage.batch.sparks import LOCAL
from earlyhelp.understand.management.linking import sentence, stage
from earlyhelp.understand.management.reporting import write_report

COULD_NOT: Final = 2
LEAST, MOST = 0.01, 0.9999
ENGINES: Final = ("duckdb", "spark")


class Command(BaseCommand):
    """Link a table of people."""

    help = (
        "Find which records of a table are about one person. Nothing is read from the database and nobody is linked in "
        "the service. Ends with 0 when it was done, with 2 when it could not be; then nothing was written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        run = steps.add_parser("run")
        train = steps.add_parser("train")
        for each in (run, train):
            each.add_argument("--records", type=Path, required=True)
            each.add_argument("--mapping", type=Path)
            each.add_argument("--seed", type=int, default=1)
        run.add_argument("--out", type=Path, required=True)
        run.add_argument("--model", type=Path)
        run.add_argument("--threshold", type=float)
        run.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
        run.add_argument("--master", default=LOCAL)
        train.add_argument("--model", type=Path, required=True)
        report = steps.add_parser("report")
        report.add_argument("--model", type=Path, required=True)
        report.add_argument("--out", type=Path, required=True)
        report.add_argument("--records", type=Path)
        report.add_argument("--mapping", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        self.asked = options
        try:
            {"run": self._run, "train": self._train, "report": self._report}[options["step"]]()
        except CannotLink as problem:
            raise CommandError(sentence(problem), returncode=COULD_NOT) from problem

    def _job(self, *, model: Path | None = None, threshold: float | None = None) -> Job:
        asked = self.asked
        spark = asked["master"] if asked.get("engine") == "spark" else ""
        return Job(asked["records"], asked["mapping"], model, threshold, asked["seed"], spark)

    def _run(self) -> None:
        threshold = self.asked["threshold"]
        if threshold is not None and not LEAST <= threshold <= MOST:
            raise CommandError(
                _("--threshold is a probability. Give a number between 0.01 and 0.9999."),
                returncode=COULD_NOT,
            )
        with _bar() as tell:
            job = self._job(model=self.asked["model"], threshold=threshold)
            linked = link(job, self.asked["out"], on=timezone.localdate(), tell=tell)
        self._say_columns(linked.mapping)
        self._say(linked)

    def _train(self) -> None:
        with _bar() as tell:
            mapping, model = learn(self._job(), self.asked["model"], on=timezone.localdate(), tell=tell)
        self._say_columns(mapping)
        self.stdout.write(_("Records learnt from: %(number)d") % {"number": model.records})
        self.stdout.write(_("Model: %(file)s") % {"file": self.asked["model"]})

    def _report(self) -> None:
        asked = self.asked
        if not asked["out"].absolute().parent.is_dir():
            raise CannotLink(Fault.NO_FOLDER, str(asked["out"].absolute().parent))
        model, seen = read_model(asked["model"]), None
        with _bar() as tell:
            if asked["records"]:
                job = Job(asked["records"], asked["mapping"], asked["model"])
                seen = review(job, on=timezone.localdate(), tell=tell)
                model = seen.model
            tell("charts")
            pages = write_report(model, seen, asked["out"])
        for page in pages:
            self.stdout.write(_("Written: %(file)s") % {"file": page})

    def _say_columns(self, mapping: Mapping) -> None:
        if mapping.was_guessed:
            self.stdout.write(_("Columns recognised by their names (--mapping says otherwise):"))
            for name, columns in mapping.columns.items():
                self.stdout.write(f"  {name}: {', '.join(columns)}")
        if not mapping.of("record_id"):
            self.stdout.write(_("No column with record ids was named: records are numbered from 1."))

    def _say(self, linked: Linked) -> None:
        self.stdout.write(_("Records: %(number)d") % {"number": linked.records})
        self.stdout.write(_("Pairs compared: %(number)d") % {"number": linked.pairs})
        self.stdout.write(_("People: %(number)d") % {"number": linked.people})
        self.stdout.write(_("Written: %(file)s") % {"file": self.asked["out"]})


@contextmanager
def _bar() -> Iterator[Callable[[str], None]]:
    """Show what is being done, on the terminal's second stream."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda name: bar.update(task, description=stage(name))
