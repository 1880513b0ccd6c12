"""The bulletin of a release as plain values, and from them a page that stands alone and a paper that speaks."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.evaluate.measures.measure import Value
from earlyhelp.evaluate.measures.words import label_of
from earlyhelp.evaluate.publishing import charts, words
from earlyhelp.evaluate.publishing.periods import Year
from earlyhelp.evaluate.publishing.sections import Drawn, Row, Section, drawn
from earlyhelp.kit import pdf
from earlyhelp.kit.time_words import written_date, written_month

Values = dict[str, Any]
Break = Mapping[str, str]
PAPER: Final = "evaluate/typst/bulletin.typ"


@dataclass(frozen=True, slots=True)
class Told:
    """What a release is about, besides its sections. `news` names measures that the release before did not have."""

    year: Year
    published_on: date
    audience: str
    news: frozenset[str] | None
    breaks: Sequence[Break]


def bulletin(sections: Sequence[Section], told: Told, language: str) -> tuple[Values, dict[str, bytes]]:
    """The bulletin in a language as plain values, and its charts by the names of their files."""
    pictures: dict[str, bytes] = {}
    with override(language):
        made = [_section(one, told, language, pictures) for one in sections]
        return {
            "language": language,
            "title": str(words.TITLE),
            "sections": made,
            "facts": [
                (_("Period"), f"{written_date(told.year.first)} – {written_date(told.year.last)}"),
                (_("Published on"), written_date(told.published_on)),
                (_("Who may read it"), _("Everybody") if told.audience == "public" else _("Partner boards")),
            ],
            "news": _news(sections, told),
            "small": str(words.SMALL[told.audience]),
            "policy": [str(one) for one in words.POLICY],
            "headings": {
                "contents": _("Contents"),
                "news": _("What is new"),
                "small": _("Small numbers"),
                "policy": _("How figures are revised"),
                "definitions": _("What each figure means"),
            },
            "foot": f"{told.year.name} · {written_date(told.published_on)}",
            "other": ("cy", "Cymraeg") if language == "en" else ("en", "English"),
        }, pictures


def _news(sections: Sequence[Section], told: Told) -> list[str]:
    if told.news is None:
        return [_("This is the first release in this form.")]
    titles = [str(one.measure.title) for one in sections if one.measure.name in told.news]
    if not titles:
        return [_("This release has the same figures as the one before, for a new period.")]
    return [_("New since the release before:"), *titles]


def _section(section: Section, told: Told, language: str, pictures: dict[str, bytes]) -> Values:
    measure, seen = section.measure, drawn(section)
    label = _labels(seen, measure.code)
    lines = [(label(row), [_number(one) for one in found]) for row, found in seen.lines]
    # Breaks lie in the middle of months; a chart marks the month.
    breaks = [
        one for one in told.breaks if told.year.first.isoformat() <= one["on"] <= told.year.last.isoformat()
    ]
    svg, png = charts.draw(
        lines,
        [f"{one:%Y-%m}" for one in seen.months],
        _axis(measure.value),
        [(one["on"][:7], one[f"title_{language}"]) for one in breaks] if len(seen.months) > 1 else (),
        is_share=measure.value is Value.SHARE,
    )
    name = f"charts/{section.code}.{language}"
    pictures |= {f"{name}.svg": svg.encode(), f"{name}.png": png}
    months = [written_month(one) for one in seen.months]
    return {
        "id": section.code,
        "title": str(measure.title),
        "finding": words.finding(measure.value, lines, months, is_curve=seen.is_curve),
        "svg": svg,
        "uri": "data:image/svg+xml;base64," + b64encode(svg.encode()).decode(),
        "alt": _("Chart of the figures in the table below it."),
        "table": _table(seen, lines, months, measure.value),
        "left": _("Further groups are in the tables that go with this bulletin.") if seen.left else "",
        "facts": [
            (_("Unit"), str(measure.unit)),
            (_("When it is counted"), str(measure.window)),
            (_("Compared with"), str(measure.denominator)),
            (_("Source"), str(measure.source)),
            (_("Keep in mind"), str(measure.caveat)),
            *((_("Break in the series"), _break(one, language)) for one in breaks),
            (_("Definition"), measure.name),
            (_("Table"), f"tables/{section.code}.csv"),
        ],
    }


def _break(one: Break, language: str) -> str:
    return f"{written_date(date.fromisoformat(one['on']))}: {one[f'title_{language}']}"


def _labels(seen: Drawn, measure: str) -> Any:
    """How a line is called: by its group, by its place, or by both where both differ."""
    places = {words.named(row) for row, _found in seen.lines}
    groups = {row["group"] for row, _found in seen.lines}

    def label(row: Row) -> str:
        place, group = words.named(row), label_of(row["group"], measure)
        if not row["group"] or (len(groups) == 1 and len(places) > 1):
            return place
        return group if len(places) == 1 else f"{place}: {group}"

    return label


def _number(row: Row | None) -> float | None:
    return None if row is None else row["value"]


def _axis(kind: Value) -> str:
    return {
        Value.COUNT: _("Number"),
        Value.SHARE: _("Share"),
        Value.RATE: _("Rate"),
        Value.MEDIAN: _("Median"),
        Value.INDEX: _("Index"),
    }[kind]


def _table(
    seen: Drawn, lines: Sequence[tuple[str, Sequence[float | None]]], months: Sequence[str], kind: Value
) -> Values:
    """A row for each month and a column for each line; for one month, a row for each line with what is behind it."""

    def cell(row: Row | None) -> str:
        if row is None:
            return str(words.NONE)
        return str(words.LEFT_OUT) if row["hidden"] else words.number(row["value"], kind)

    def count(row: Row | None, name: str) -> str:
        if row is not None and row[name] is None and row["hidden"]:
            return str(words.LEFT_OUT)
        return words.number(row[name] if row else None, Value.COUNT)

    if len(months) == 1:
        return {
            "head": [_("Group"), _axis(kind), _("Count"), _("Out of")],
            "rows": [
                [name, cell(found[0]), count(found[0], "count"), count(found[0], "out_of")]
                for (name, _values), (_row, found) in zip(lines, seen.lines, strict=True)
            ],
        }
    columns = [[cell(one) for one in found] for _row, found in seen.lines]
    return {
        "head": [_("Month"), *(name for name, _values in lines)],
        "rows": [[month, *(column[place] for column in columns)] for place, month in enumerate(months)],
    }


def page(values: Values) -> bytes:
    """The bulletin as one HTML file that needs nothing else."""
    with override(values["language"]):
        return render_to_string("evaluate/bulletin.html", values).encode()


def paper(values: Values, published_on: date) -> bytes:
    """The bulletin as a tagged PDF."""
    told = {name: value for name, value in values.items() if name != "other"}
    return pdf.compile(PAPER, told, values["language"], at=datetime.combine(published_on, time(), UTC))
