"""`load_directory SOURCE [--rejects FILE.csv]`, also `earlyhelp directory load`."""

import csv
import io
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.signpost.actions import LoadReport, load_directory
from earlyhelp.signpost.management.sources import read_source
from earlyhelp.signpost.openreferral import FeedError, Reject

UNREADABLE = 2  # exit code
SHOWN = 20  # rejects printed when no file is asked for

_COLUMNS = ["record", "where", "loaded", "fault", "reason", "value"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that starts so


class Command(BaseCommand):
    """Load services from an Open Referral UK 3.0 feed."""

    help = (
        "Load services from an Open Referral UK 3.0 feed: a file or an http(s) address. "
        "Nothing is ever deleted. "
        "Ends with 0 when the feed was read, rejects or not, and with 2 when it could not be read at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="path or address of the feed (JSON)")
        parser.add_argument(
            "--rejects", type=Path, help="write every rejected record, with its reason, here (CSV)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = load(options["source"], options["rejects"])
        self.stdout.write(_("New: %(number)d") % {"number": report.loaded})
        self.stdout.write(_("Changed: %(number)d") % {"number": report.changed})
        self.stdout.write(_("Unchanged: %(number)d") % {"number": report.unchanged})
        self.stdout.write(_("Not loaded: %(number)d") % {"number": report.refused})
        left_out = len(report.rejects) - report.refused
        self.stdout.write(_("Parts left out: %(number)d") % {"number": left_out})
        if options["rejects"]:
            self.stdout.write(_("Reasons: %(file)s") % {"file": options["rejects"]})
            return
        for reject in report.rejects[:SHOWN]:
            self.stdout.write(f"{reject.where}\t{reject.value}\t{reject.reason}")
        if len(report.rejects) > SHOWN:
            self.stdout.write(_("Use --rejects FILE.csv to see every reason."))


def load(source: str, rejects: Path | None) -> LoadReport:
    """Load a feed and write its rejects. Raises CommandError with exit code 2 when either cannot be done."""
    try:
        _check_writable(rejects)
        feed, name = read_source(source)
        with Progress(console=Console(stderr=True), transient=True) as bar, acting(_loader()) as by:
            task = bar.add_task(_("Loading services"), total=None)
            report = load_directory(
                by=by,
                feed=feed,
                source=name,
                at=timezone.now(),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except FeedError as fault:
        raise CommandError(str(fault), returncode=UNREADABLE) from fault
    if rejects is not None:
        rejects.write_text(rejects_table(report.rejects), encoding="utf-8-sig", newline="")
    return report


def rejects_table(rejects: Iterable[Reject]) -> str:
    """Every reject as CSV, one a line, safe to open in a spreadsheet."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_COLUMNS)
    for reject in rejects:
        loaded = "yes" if reject.loaded else "no"
        row = [reject.record_id, reject.where, loaded, reject.fault.value, reject.reason, reject.value]
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue()


def _loader() -> Actor:
    return Actor.system(Purpose.RUNNING)


def _check_writable(rejects: Path | None) -> None:
    """Find out before the load, not after it."""
    if rejects is None:
        return
    try:
        rejects.write_text("", encoding="utf-8")
    except OSError as fault:
        raise FeedError(_("The file for rejects cannot be written. Check its folder.")) from fault
