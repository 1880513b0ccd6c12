"""`tabulate_evidence SURVEY.csv --exposure COLUMN --outcome COLUMN`, also `earlyhelp evidence tabulate`."""

import csv
import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table as Drawn

from earlyhelp.evaluate.disclosure import PUBLISHED
from earlyhelp.evaluate.evidence.coding import INSTRUMENTS
from earlyhelp.evaluate.evidence.measures import Estimate
from earlyhelp.evaluate.evidence.survey import Asked, BadSurvey, read_survey
from earlyhelp.evaluate.evidence.tabulating import Row, Share, Table, list_shares, tabulate

COULD_NOT: Final = 2
LEFT_OUT: Final = "…"


class Command(BaseCommand):
    """Tabulate a population survey: an outcome by levels of an exposure."""

    help = "Tabulate a population survey: how often an outcome is found at each level of an exposure."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "survey", type=Path, help="a CSV file: a line for each respondent, or with --count"
        )
        parser.add_argument("--outcome", required=True, help="column of the outcome: yes or no")
        parser.add_argument("--exposure", default="", help="column of the exposure")
        parser.add_argument("--instrument", default="", help="code the exposure from its items")
        parser.add_argument("--yes", default="", help="the value of the outcome that counts")
        parser.add_argument("--reference", default="", help="the level to compare with")
        parser.add_argument("--adjust", action="append", default=[], help="hold this column equal")
        parser.add_argument("--by", default="", help="split by this column")
        parser.add_argument("--weight", default="", help="column of the survey's weights")
        parser.add_argument("--count", default="", help="column that says for how many people a line stands")
        parser.add_argument("--threshold", type=int, default=PUBLISHED, help="smallest count that is shown")
        parser.add_argument("--out", type=Path, help="write the tables here (.csv or .json)")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = Asked(
            outcome=options["outcome"],
            exposure="" if options["instrument"] else options["exposure"],
            instrument=options["instrument"],
            yes=options["yes"],
            adjust=tuple(options["adjust"]),
            by=options["by"],
            weight=options["weight"],
            count=options["count"],
        )
        try:
            columns = read_survey(options["survey"], asked)
            tables = tabulate(
                columns, reference=options["reference"], by=bool(asked.by), threshold=options["threshold"]
            )
            shares = (
                list_shares(columns, tables=tables, threshold=options["threshold"])
                if asked.instrument
                else []
            )
        except BadSurvey as problem:
            raise CommandError(_sentence(problem), returncode=COULD_NOT) from problem
        console = Console(file=self.stdout, width=120)  # type: ignore[arg-type]
        _show(console, asked, tables, shares, left_out=columns.left_out, threshold=options["threshold"])
        if options["out"]:
            _write(options["out"], tables, shares)


def _sentence(problem: BadSurvey) -> str:
    """What is wrong with the file or the options, and what to do."""
    told = {"where": problem.where, "said": problem.said}
    sentences = {
        "unreadable": _(
            "The file can not be read as CSV in UTF-8: %(where)s. Check its name, or save it again."
        ),
        "no-exposure": _("Say what to compare: give --exposure COLUMN, or --instrument NAME."),
        "no-instrument": _("There is no instrument of this name: %(where)s. Known are: %(known)s"),
        "no-column": _("The file has no column of this name: %(where)s. Its columns are: %(said)s"),
        "not-an-answer": _("Column and line %(where)s: this is not an answer of the instrument: %(said)s"),
        "not-yes-or-no": _(
            "Column and line %(where)s: neither yes nor no: %(said)s. Give --yes with the value that counts."
        ),
        "not-a-count": _("Column and line %(where)s: this is not a number of people: %(said)s"),
        "not-a-weight": _("Column and line %(where)s: a weight is a number above 0: %(said)s"),
        "no-reference": _("No respondent has this level of the exposure: %(where)s. Levels are: %(said)s"),
        "nobody": _("No respondent has a known exposure and outcome. Check the names of the columns."),
    }
    return sentences[problem.fault] % (told | {"known": ", ".join(INSTRUMENTS)})


def _show(
    console: Console,
    asked: Asked,
    tables: list[Table],
    shares: list[Share],
    *,
    left_out: int,
    threshold: int,
) -> None:
    if shares:
        console.print(_drawn_shares(shares))
    for table in tables:
        console.print(_drawn(table, asked))
        for line in _below(table):
            console.print(line)
    if left_out:
        console.print(_("Left out because something that was asked for is not known: %d") % left_out)
    if any(row.cases is None for table in tables for row in table.rows):
        words = _(
            "%(mark)s: left out, so that nobody can be recognised. Counts under %(least)d are never shown."
        )
        console.print(words % {"mark": LEFT_OUT, "least": threshold})
    console.print(_("These figures describe a population. They say nothing about any one person."))
    for table in tables:
        if (sentence := _of_a_hundred(table)) is not None:
            console.print(sentence)


def _drawn_shares(shares: list[Share]) -> Drawn:
    drawn = Drawn(title=_("How common"), title_justify="left")
    for heading in (_("Kind or group"), _("People"), _("Of 100 people (95 %)")):
        drawn.add_column(heading, justify="left" if not drawn.columns else "right")
    for share in shares:
        drawn.add_row(share.name, _count(share.people), _hundred(share.share))
    return drawn


def _drawn(table: Table, asked: Asked) -> Drawn:
    title = _("Outcome: %(outcome)s") % {"outcome": asked.outcome}
    if table.stratum:
        title = f"{title} ({asked.by}: {table.stratum})"
    drawn = Drawn(title=title, title_justify="left")
    headings = [
        _("Level"),
        _("People"),
        _("With the outcome"),
        _("Of 100 people (95 %)"),
        _("Times as often"),
        _("Odds ratio"),
    ]
    if asked.adjust:
        headings.append(_("Adjusted odds ratio"))
    for heading in headings:
        drawn.add_column(heading, justify="left" if not drawn.columns else "right")
    for row in table.rows:
        cells = [
            row.level,
            _count(row.people),
            _count(row.cases),
            _hundred(row.risk),
            _ratio(row, row.times, table),
            _ratio(row, row.odds, table),
        ]
        drawn.add_row(*cells, *([_ratio(row, row.adjusted, table)] if asked.adjust else []))
    return drawn


def _below(table: Table) -> list[str]:
    lines = []
    if table.difference:
        words = _("Chi-squared %(value).3f, %(freedom)d degrees of freedom, p %(p)s")
        p = "< 0.001" if table.difference.p < 0.001 else f"= {table.difference.p:.3f}"
        told = {"value": table.difference.value, "freedom": table.difference.freedom, "p": p}
        lines.append(words % told)
    if table.attributable is not None:
        lines.append(_("Share attributable: %.1f %%") % (100 * table.attributable))
    if table.adjusted_attributable is not None:
        lines.append(_("Share attributable, adjusted: %.1f %%") % (100 * table.adjusted_attributable))
    if table.could_not_adjust:
        lines.append(_("Adjusting was not possible: a group is empty, or two columns say the same."))
    return lines


def _of_a_hundred(table: Table) -> str | None:
    """Absolute numbers for the level where the outcome is most common, so that a multiple never stands alone."""
    known = [row for row in table.rows if row.risk is not None]
    if not known:
        return None
    most = max(known, key=lambda row: row.risk.value if row.risk else 0.0)
    assert most.risk is not None
    number = round(100 * most.risk.value)
    words = _("Of 100 people with level %(level)s, about %(with)d had the outcome and %(without)d did not.")
    return words % {"level": most.level, "with": number, "without": 100 - number}


def _count(number: int | None) -> str:
    return LEFT_OUT if number is None else f"{number:,}"


def _hundred(risk: Estimate | None) -> str:
    if risk is None:
        return LEFT_OUT
    return f"{100 * risk.value:.1f} ({100 * risk.low:.1f}–{100 * risk.high:.1f})"


def _ratio(row: Row, ratio: Estimate | None, table: Table) -> str:
    if row.level == table.reference:
        return "1"
    return LEFT_OUT if ratio is None else f"{ratio.value:.2f} ({ratio.low:.2f}–{ratio.high:.2f})"


def _write(path: Path, tables: list[Table], shares: list[Share]) -> None:
    if path.suffix == ".json":
        whole = {"tables": [asdict(table) for table in tables], "shares": [asdict(share) for share in shares]}
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        measures = ("risk", "times", "odds", "adjusted")
        ends = [f"{name}{end}" for name in measures for end in ("", "_low", "_high")]
        writer.writerow(["stratum", "level", "reference", "people", "cases", *ends])
        for table in tables:
            for row in table.rows:
                estimates = [getattr(row, name) for name in measures]
                values = [
                    v for one in estimates for v in ((one.value, one.low, one.high) if one else ("", "", ""))
                ]
                counts = ["" if number is None else number for number in (row.people, row.cases)]
                writer.writerow([table.stratum, row.level, table.reference, *counts, *values])
