"""`study_effect DESIGN [FILE.csv]`, also `earlyhelp study DESIGN`."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.table import Table as Drawn

from earlyhelp.evaluate.studies import matched, panels, series, sizing
from earlyhelp.evaluate.studies.results import BadStudy, Effect, Fault, Naive, Result
from earlyhelp.evaluate.studies.tables import month_of, read_lines

COULD_NOT: Final = 2
DESIGNS: Final = ("its", "did", "wedge", "matched", "size")
_COLUMNS: Final = (
    "when",
    "value",
    "people",
    "compare",
    "compare_people",
    "unit",
    "helped",
    "before",
    "after",
)


class Command(BaseCommand):
    """Ask whether help made a difference, by a design that compares."""

    help = "Ask whether help made a difference, by a design that compares."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("design", choices=DESIGNS)
        parser.add_argument("file", nargs="?", type=Path, help="a CSV file in UTF-8")
        for name in _COLUMNS:
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=f"column: {name}")
        parser.add_argument("--match", action="append", default=[], help="column to match on")
        parser.add_argument("--from", dest="start", default="", help="the month in which help began: 2026-03")
        parser.add_argument("--helped-from", default="", help="column: the month in which the unit began")
        parser.add_argument("--no-season", action="store_true", help="leave out the wave of the year")
        parser.add_argument("--units", type=int, default=0)
        parser.add_argument("--each", type=int, default=1)
        parser.add_argument("--spread", type=float, default=0.0)
        parser.add_argument("--alike", type=float, default=0.0)
        parser.add_argument("--share", type=float, default=0.5)
        parser.add_argument("--power", type=float, default=0.8)
        parser.add_argument("--out", type=Path, help="write the result here (.json)")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=self.stdout, width=100)  # type: ignore[arg-type]
        try:
            if options["design"] == "size":
                _show_size(console, _planned(options))
                return
            result = _READERS[options["design"]](options)
        except BadStudy as problem:
            raise CommandError(sentence(problem), returncode=COULD_NOT) from problem
        _show(console, result)
        if options["out"]:
            written = json.dumps(asdict(result), indent=1, ensure_ascii=False)
            options["out"].write_text(written + "\n", encoding="utf-8")


def _its(options: dict[str, Any]) -> Result:
    columns = [options[name] for name in ("when", "value", "people", "compare", "compare_people")]
    lines = read_lines(_file(options), _needed(options, "when", "value") and columns)
    months = lines.months(options["when"])

    def of(value: str, people: str) -> series.Months:
        among = lines.numbers(options[people]) if options[people] else None
        return series.monthly(months, lines.numbers(options[value]), among)

    return series.study_series(
        of("value", "people"),
        start=month_of(options["start"], "--from"),
        compared=of("compare", "compare_people") if options["compare"] else None,
        season=not options["no_season"],
    )


def _did(options: dict[str, Any]) -> Result:
    columns = _needed(options, "unit", "when", "value", "helped_from")
    lines = read_lines(_file(options), columns)
    units, months = lines.words(options["unit"]), lines.months(options["when"])
    starts = [
        month_of(said, f"{options['helped_from']}:{place}") if said else None
        for place, said in enumerate(lines.words(options["helped_from"]), start=2)
    ]
    helped = panels.helped_since(units, months, starts)
    return panels.study_differences(panels.panel(units, months, lines.numbers(options["value"]), helped))


def _wedge(options: dict[str, Any]) -> Result:
    lines = read_lines(_file(options), _needed(options, "unit", "when", "value", "helped"))
    return panels.study_wedge(
        panels.panel(
            lines.words(options["unit"]),
            lines.months(options["when"]),
            lines.numbers(options["value"]),
            lines.answers(options["helped"]),
        )
    )


def _matched(options: dict[str, Any]) -> Result:
    columns = [*_needed(options, "helped", "before", "after"), *options["match"]]
    lines = read_lines(_file(options), columns)
    return matched.study_matched(
        matched.people(
            lines.answers(options["helped"]),
            lines.numbers(options["before"]),
            lines.numbers(options["after"]),
            [lines.words(column) for column in options["match"]],
        )
    )


_READERS: Final[dict[str, Callable[[dict[str, Any]], Result]]] = {
    "its": _its,
    "did": _did,
    "wedge": _wedge,
    "matched": _matched,
}


def _file(options: dict[str, Any]) -> Path:
    if options["file"] is None:
        raise BadStudy(Fault.UNREADABLE, "FILE.csv")
    path: Path = options["file"]
    return path


def _needed(options: dict[str, Any], *names: str) -> list[str]:
    """The columns that a design cannot do without."""
    for name in names:
        if not options[name]:
            raise BadStudy(Fault.NO_COLUMN, f"--{name.replace('_', '-')}", "–")
    return [options[name] for name in names]


def _planned(options: dict[str, Any]) -> float:
    names = ("units", "each", "spread", "alike", "share", "power")
    return sizing.smallest_effect(sizing.Plan(**{name: options[name] for name in names}))


_SENTENCES: Final = {
    Fault.UNREADABLE: gettext_lazy(
        "The file can not be read as CSV in UTF-8: %(where)s. Check its name, or save it again."
    ),
    Fault.NO_COLUMN: gettext_lazy(
        "The file has no column of this name, or the option is missing: %(where)s. Its columns are: %(said)s"
    ),
    Fault.NOT_A_NUMBER: gettext_lazy(
        "Column and line %(where)s: this is not a number that can stand here: %(said)s"
    ),
    Fault.NOT_A_MONTH: gettext_lazy("%(where)s: this is not a month: %(said)s. Write it as 2026-03."),
    Fault.NOT_YES_OR_NO: gettext_lazy("Column and line %(where)s: this is neither yes nor no: %(said)s"),
    Fault.TWICE: gettext_lazy("This comes twice: %(where)s. Give one line for each."),
    Fault.A_GAP: gettext_lazy(
        "This month is missing: %(where)s. Give every month, with 0 when nothing happened."
    ),
    Fault.FEW_BEFORE: gettext_lazy(
        "There are %(where)s months before the help began, and a trend needs %(said)s. Give earlier months."
    ),
    Fault.FEW_AFTER: gettext_lazy(
        "There are %(where)s months since the help began, and a study needs %(said)s. Wait, then look again."
    ),
    Fault.NO_COMPARISON: gettext_lazy(
        "There is nobody to compare with, or not at the same time. Add those who were not helped, or not yet."
    ),
    Fault.FEW_UNITS: gettext_lazy(
        "There are %(where)s units, and an honest interval needs %(said)s. Use smaller units, such as teams."
    ),
    Fault.NO_MATCH: gettext_lazy(
        "Only %(where)s people have somebody like them to compare with; %(said)s are needed. Match on less."
    ),
    Fault.NO_ANSWER: gettext_lazy(
        "The model has no answer for these figures. Check them for columns that never vary."
    ),
    Fault.NOT_A_SIZE: gettext_lazy(
        "Give --units (2 or more), --each, --spread (above 0), --alike (0 to 1), --share and --power (under 1)."
    ),
    Fault.NO_FACTS: gettext_lazy("There are no facts of this kind: %(where)s. The folder is: %(said)s"),
    Fault.NO_AREA: gettext_lazy("No incidents of this area are known: %(where)s. There are: %(said)s"),
    Fault.NOT_WRITTEN: gettext_lazy("The table could not be written: %(where)s"),
    Fault.NOT_A_WINDOW: gettext_lazy("Give --events, --months and --settle as 1 or more."),
}


def sentence(problem: BadStudy) -> str:
    """What is wrong with the file or the design, and what to do."""
    return str(_SENTENCES[problem.fault]) % {"where": problem.where, "said": problem.said}


def _names() -> dict[str, str]:
    return {
        "mean": _("Difference that the help made"),
        "level": _("Difference at once"),
        "slope": _("Further change for each month"),
    }


def _show(console: Console, result: Result) -> None:
    drawn = Drawn(title=_("Did it help?"), title_justify="left")
    for heading in (_("What"), _("Estimate"), _("95 % interval")):
        drawn.add_column(heading, justify="left" if not drawn.columns else "right")
    names = _names()
    for name, effect in result.effects.items():
        drawn.add_row(names[name], _number(effect.estimate), _between(effect))
    console.print(drawn)
    for line in _below(result):
        console.print(line)


def _below(result: Result) -> list[str]:
    lines = [_clear(result.main), _misleading(result.naive, result.main)]
    if result.compared is not None:
        words = _(
            "Without help, the comparison went from %(before)s to %(after)s. That was no effect of the help."
        )
        lines.append(words % _told(result.compared))
    if result.sensitivity is not None:
        words = _("Other ways to reckon give from %(low)s to %(high)s.")
        low, high = result.sensitivity
        lines.append(words % {"low": _number(low), "high": _number(high)})
    if result.checks.get("alike_before") is False:
        lines.append(
            _(
                "Take care: before it began, the helped did not move as the others did. This design then misleads."
            )
        )
    counts = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in result.counts.items())
    lines.append(_("What stands behind it: %s") % counts)
    lines.append(_("These figures describe groups. They say nothing about any one person."))
    return lines


def _clear(effect: Effect) -> str:
    if effect.is_clear:
        return _("The interval leaves out 0: chance alone would seldom show this.")
    return _("The interval holds 0: it may have made no difference, or one that this study can not see.")


def _misleading(naive: Naive, effect: Effect) -> str:
    words = _(
        "Before and after alone went from %(before)s to %(after)s, a change of %(change)s. That is not the effect:"
        " it also holds what would have changed anyway. The comparison leaves %(effect)s."
    )
    return words % (_told(naive) | {"effect": _number(effect.estimate)})


def _told(naive: Naive) -> dict[str, str]:
    return {"before": _number(naive.before), "after": _number(naive.after), "change": _number(naive.change)}


def _show_size(console: Console, smallest: float) -> None:
    words = _("The smallest difference that this study would find: %s. A smaller one it would mostly miss.")
    console.print(words % _number(smallest))


def _number(number: float) -> str:
    return f"{number:,.3g}" if abs(number) < 1000 else f"{number:,.0f}"


def _between(effect: Effect) -> str:
    return f"{_number(effect.low)} – {_number(effect.high)}"
