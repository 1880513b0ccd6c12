"""`load_directory SOURCE [--rejects FILE.csv]`, also `earlyhelp directory load`."""

import csv
import io
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from earlyhelp.signpost.actions import LoadReport
from earlyhelp.signpost.choices import LoadState
from earlyhelp.signpost.management.loading import Outcome, bring_in, state_sentence
from earlyhelp.signpost.openreferral import FeedError, Reject

CUT_OFF, UNREADABLE = 1, 2  # exit codes
SHOWN = 20  # rejects printed when no file is asked for

_COLUMNS = ["record", "where", "loaded", "fault", "reason_en", "reason_cy", "value"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that starts so


class Command(BaseCommand):
    """Load services from a feed, a file or tables."""

    help = (
        "Load services from an Open Referral UK feed (3.0 or 1.0), a file of one, or tables (CSV). "
        "Nothing is ever deleted. "
        "Ends with 0 when the source was read, rejects or not, with 1 when it was cut off and what was read is "
        "kept, and with 2 when it could not be read at all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="a file, a folder or archive of tables, or an http(s) address")
        parser.add_argument(
            "--rejects", type=Path, help="write every rejected record, with its reason, here (CSV)"
        )
        parser.add_argument(
            "--sync",
            action="store_true",
            help="go on where the last reading was cut off, and ask only for what has changed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = read(options["source"], options["rejects"], anew=not options["sync"])
        report = outcome.report
        self.stdout.write(_("New: %(number)d") % {"number": report.loaded})
        self.stdout.write(_("Changed: %(number)d") % {"number": report.changed})
        self.stdout.write(_("Unchanged: %(number)d") % {"number": report.unchanged})
        self.stdout.write(_("Not loaded: %(number)d") % {"number": report.refused})
        left_out = len(report.rejects) - report.refused
        self.stdout.write(_("Parts left out: %(number)d") % {"number": left_out})
        if report.missing:
            self.stdout.write(_("No longer in the source: %(number)d") % {"number": report.missing})
        self._show_rejects(report, options["rejects"])
        sentence = state_sentence(outcome)
        if sentence:
            self.stdout.write(sentence)
        if outcome.state == LoadState.CUT_OFF:
            raise CommandError(outcome.problem, returncode=CUT_OFF)

    def _show_rejects(self, report: LoadReport, rejects: Path | None) -> None:
        if rejects:
            self.stdout.write(_("Reasons: %(file)s") % {"file": rejects})
            return
        for reject in report.rejects[:SHOWN]:
            self.stdout.write(f"{reject.where}\t{reject.value}\t{reject.reason}")
        if len(report.rejects) > SHOWN:
            self.stdout.write(_("Use --rejects FILE.csv to see every reason."))


def read(source: str, rejects: Path | None, *, anew: bool) -> Outcome:
    """Read a source and write its rejects. Raises CommandError with exit code 2 when either cannot be done."""
    try:
        _check_writable(rejects)
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(_("Loading services"), total=None)
            outcome = bring_in(
                source,
                anew=anew,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except FeedError as fault:
        raise CommandError(str(fault), returncode=UNREADABLE) from fault
    if rejects is not None:
        rejects.write_text(rejects_table(outcome.report.rejects), encoding="utf-8-sig", newline="")
    return outcome


def load(source: str, rejects: Path | None) -> LoadReport:
    """Read a source from its start. Raises CommandError with exit code 2 when it cannot be done."""
    return read(source, rejects, anew=True).report


def rejects_table(rejects: Iterable[Reject]) -> str:
    """Every reject as CSV, one a line, safe to open in a spreadsheet."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_COLUMNS)
    for reject in rejects:
        loaded = "yes" if reject.loaded else "no"
        row = [reject.record_id, reject.where, loaded, reject.fault.value, *_reasons(reject), reject.value]
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue()


def _reasons(reject: Reject) -> list[str]:
    """The reason in both languages: the owner of a feed may read either."""
    reasons = []
    for language in ("en", "cy"):
        with translation.override(language):
            reasons.append(reject.reason)
    return reasons


def _check_writable(rejects: Path | None) -> None:
    """Find out before the load, not after it."""
    if rejects is None:
        return
    try:
        rejects.write_text("", encoding="utf-8")
    except OSError as fault:
        raise FeedError(_("The file for rejects cannot be written. Check its folder.")) from fault
