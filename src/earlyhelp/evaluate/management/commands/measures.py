"""`measures run|list`, also `earlyhelp measures run|list`."""

from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as Drawn

from earlyhelp.evaluate.measures.catalogue import MEASURES
from earlyhelp.evaluate.measures.faults import CannotMeasure, Fault
from earlyhelp.evaluate.measures.measure import Measure, Period
from earlyhelp.evaluate.rules.breaks import BadBreak, Break, breaks_in, read_breaks

COULD_NOT: Final = 2


class Command(BaseCommand):
    """Count every measure over a folder of facts, or print what each of them counts."""

    help = "Count every measure over a folder of facts, or print what each of them counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=("run", "list"))
        parser.add_argument("--facts", type=Path, help="the folder of facts")
        parser.add_argument("--out", type=Path, help="where the values are written")
        parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
        parser.add_argument("--master", default="", help="which Spark")
        parser.add_argument("--memory", default="", help="the most that DuckDB takes")
        parser.add_argument("--first", default="", help="the first day: 2025-04-01")
        parser.add_argument("--last", default="", help="the last day: 2026-03-31")
        parser.add_argument("--only", nargs="+", default=[], help="these measures only")
        parser.add_argument("--language", choices=("en", "cy"), default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout, width=110)  # type: ignore[arg-type]
        if options["step"] == "list":
            with translation.override(options["language"]):
                _list(console)
            return
        try:
            _run(console, options)
        except CannotMeasure as problem:
            raise CommandError(_sentence(problem), returncode=COULD_NOT) from problem


def _run(console: Console, options: dict[str, Any]) -> None:
    # What counts is loaded here, so that a list of definitions, or a page, never loads it.
    from earlyhelp.evaluate.measures import engine, writing
    from earlyhelp.evaluate.measures.backends import LOCAL, MEMORY

    facts, out = options["facts"], options["out"]
    if facts is None or out is None or not facts.is_dir():
        raise CannotMeasure(Fault.NO_FOLDER, facts or "--facts")
    measures = engine.chosen(options["only"])
    period = _period(options, facts)
    breaks = _breaks(period)
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with progress:
        task = progress.add_task("", total=len(measures))
        found = engine.run(
            facts,
            period,
            options["engine"],
            options["only"],
            memory=options["memory"] or MEMORY,
            master=options["master"] or LOCAL,
            told=lambda name, done, _all: progress.update(task, description=name, completed=done),
        )
    told = writing.account(facts, period, options["engine"], found, measures)
    told["breaks"] = [asdict(one) | {"on": one.on.isoformat()} for one in breaks]
    try:
        writing.write(out, found, measures, told)
    except OSError as problem:
        raise CannotMeasure(Fault.NOT_WRITABLE, out) from problem
    _show(console, found, measures, period)
    for one in breaks:
        words = _("Take care: counting changed on %(day)s. %(title)s")
        console.print(
            words % {"day": one.on.isoformat(), "title": one.title(translation.get_language() or "en")}
        )


def _breaks(period: Period) -> list[Break]:
    """The days in the period on which recording changed, so that whoever reads the values knows."""
    own = settings.BREAKS_FILE
    try:
        return breaks_in(period, more=read_breaks(own) if own else ())
    except BadBreak as problem:
        raise CannotMeasure(Fault.NOT_A_BREAK, problem.where) from problem


def _period(options: dict[str, Any], facts: Path) -> Period:
    from earlyhelp.evaluate.measures import writing

    if not (options["first"] and options["last"]):
        whole = writing.whole_months(facts)
    first = _day(options["first"]) if options["first"] else whole.first
    last = _day(options["last"]) if options["last"] else whole.last
    if last < first:
        raise CannotMeasure(Fault.NOT_A_PERIOD, f"{first} – {last}")
    return Period(first, last)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as problem:
        raise CannotMeasure(Fault.NOT_A_PERIOD, said) from problem


def _show(console: Console, found: dict[str, Any], measures: list[Measure], period: Period) -> None:
    told = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    drawn = Drawn(title=_("Measures from %(first)s to %(last)s") % told, title_justify="left")
    drawn.add_column(_("Measure"))
    drawn.add_column(_("What it counts"))
    drawn.add_column(_("Rows"), justify="right")
    for measure in measures:
        drawn.add_row(measure.name, str(measure.title), f"{found[measure.name].num_rows:,}")
    console.print(drawn)
    words = ngettext("%(n)d measure was written.", "%(n)d measures were written.", len(measures))
    console.print(words % {"n": len(measures)})
    console.print(
        _("These values are not yet protected: nobody outside may see them before they are released.")
    )


def _list(console: Console) -> None:
    for measure in MEASURES:
        drawn = Drawn(
            title=f"{measure.name}: {measure.title}", title_justify="left", show_header=False, width=110
        )
        drawn.add_column(width=16)
        drawn.add_column(overflow="fold")
        for heading, said in (
            (_("Unit"), measure.unit),
            (_("When"), measure.window),
            (_("Of what"), measure.denominator),
            (_("Source"), measure.source),
            (_("Take care"), measure.caveat),
        ):
            drawn.add_row(heading, str(said))
        console.print(drawn)


_SENTENCES: Final[dict[Fault, Promise]] = {
    Fault.NO_FOLDER: gettext_lazy(
        "There is no such folder of facts: %(about)s. Give --facts a folder that “earlyhelp facts export” wrote, "
        "and --out a folder for the values."
    ),
    Fault.NO_FACTS: gettext_lazy(
        "There are no facts in this folder: %(about)s. Give the folder in which these stand: %(known)s"
    ),
    Fault.NO_COLUMN: gettext_lazy(
        "Facts lack a column, so they are of another version. Export them again. Missing: %(about)s. "
        "There are: %(known)s"
    ),
    Fault.NO_MEASURE: gettext_lazy("There is no measure of this name: %(about)s. Choose from: %(known)s"),
    Fault.NO_PERIOD: gettext_lazy(
        "The facts hold no whole month. Say from which day to which one with --first and --last."
    ),
    Fault.NOT_A_PERIOD: gettext_lazy(
        "This is not a period: %(about)s. Write days as 2026-03-31, the first one before the last one."
    ),
    Fault.NOT_WRITABLE: gettext_lazy(
        "The values cannot be written to this folder: %(about)s. Choose another, or make room."
    ),
    Fault.NOT_A_BREAK: gettext_lazy(
        "This entry of the file of breaks cannot be used: %(about)s. It needs a date, a title in both languages and a "
        "source."
    ),
    Fault.NO_SPARK: gettext_lazy(
        "Spark needs a part that is not installed. Install it once: pip install 'pyspark~=4.0.0'"
    ),
    Fault.NO_JAVA: gettext_lazy(
        "Spark needs Java 17, which is not installed. Install it once: sudo apt-get install default-jre-headless"
    ),
    Fault.SPARK_NOT_STARTED: gettext_lazy(
        "This Spark does not answer. Check the name that --master gives: %(about)s"
    ),
}


def _sentence(problem: CannotMeasure) -> str:
    """What is wrong, and what to do."""
    return str(_SENTENCES[problem.fault]) % {"about": problem.about, "known": problem.known}
