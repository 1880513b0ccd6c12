"""Tables of a release as CSV, each with its metadata by the W3C's CSV on the Web: every column in both languages."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from earlyhelp.evaluate.measures.words import label_of
from earlyhelp.evaluate.publishing import words
from earlyhelp.evaluate.publishing.sections import Row, Section
from earlyhelp.kit.spreadsheets import safe_cell

LANGUAGES: Final = ("en", "cy")
LEFT_OUT: Final = "left out"
"""What stands in `status` and in place of a number: the one reason for which a number is not there."""
LICENCE: Final = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of every table: its name in the file, its kind in CSVW, and what it means."""

    name: str
    kind: str
    title: Promise


COLUMNS: Final = (
    Column("first", "date", _("First day of the month or period")),
    Column("force", "string", _("Police force (code)")),
    Column("force_name_en", "string", _("Police force (English)")),
    Column("force_name_cy", "string", _("Police force (Welsh)")),
    Column("area", "string", _("Council area (code)")),
    Column("area_name_en", "string", _("Council area (English)")),
    Column("area_name_cy", "string", _("Council area (Welsh)")),
    Column("agency", "string", _("Agency (code)")),
    Column("agency_name_en", "string", _("Agency (English)")),
    Column("agency_name_cy", "string", _("Agency (Welsh)")),
    Column("group", "string", _("Group (code)")),
    Column("group_name_en", "string", _("Group (English)")),
    Column("group_name_cy", "string", _("Group (Welsh)")),
    Column("count", "integer", _("Count, rounded to the nearest 5")),
    Column("out_of", "integer", _("Out of how many, rounded to the nearest 5")),
    Column("value", "number", _("Value")),
    Column("low", "number", _("Lower end of the 95 per cent interval")),
    Column("high", "number", _("Upper end of the 95 per cent interval")),
    Column("status", "string", _("Whether the value was left out")),
)
KEY: Final = ("first", "force", "area", "agency", "group")
NUMBERS: Final = frozenset({"count", "out_of", "value", "low", "high"})


def lines(section: Section) -> list[list[Any]]:
    """The rows of a section as the file has them: numbers as numbers, nothing where there is none."""
    made = []
    for row in section.rows:
        names = _names(row, section.measure.code)
        told = {
            **row,
            **names,
            "first": row["first"].isoformat(),
            "status": LEFT_OUT if row["hidden"] else "",
        }
        made.append([told[column.name] for column in COLUMNS])
    return made


def _names(row: Row, measure: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        for kind in ("force", "area", "agency"):
            found[f"{kind}_name_{language}"] = _name(row[kind], measure, language)
        found[f"group_name_{language}"] = _name(row["group"], measure, language)
    return found


@cache
def _name(code: str, measure: str, language: str) -> str:
    """A name in one language. The same few stand in tens of thousands of rows."""
    if not code:
        return ""
    with override(language):
        return label_of(code, measure)


def csv_bytes(section: Section) -> bytes:
    """The table as CSV: UTF-8, lines that end as RFC 4180 says, and LEFT_OUT where a number was left out."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.name for column in COLUMNS])
    for row, line in zip(section.rows, lines(section), strict=True):
        writer.writerow([_cell(column, value, row) for column, value in zip(COLUMNS, line, strict=True)])
    return text.getvalue().encode()


def _cell(column: Column, value: Any, row: Row) -> Any:
    if column.name not in NUMBERS:
        return safe_cell(value)
    return LEFT_OUT if value is None and row["hidden"] else value


def metadata(section: Section, published_on: str, note: Promise) -> bytes:
    """The table's metadata: title, source, unit, denominator and caveat, and each column, in both languages."""
    measure = section.measure
    told: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{section.code}.csv",
        "dc:title": _both(measure.title),
        "dc:description": [
            *_both(measure.unit),
            *_both(measure.window),
            *_both(measure.denominator),
            *_both(measure.caveat),
            *_both(note),
        ],
        "dc:source": _both(measure.source),
        "dc:issued": {"@value": published_on, "@type": "xsd:date"},
        "dc:license": {"@id": LICENCE},
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ","},
        "tableSchema": {"columns": [_described(column) for column in COLUMNS], "primaryKey": list(KEY)},
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _described(column: Column) -> dict[str, Any]:
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = [column.name, str(column.title)]
    told: dict[str, Any] = {"name": column.name, "titles": titles, "datatype": column.kind}
    if column.name in NUMBERS:
        told["null"] = ["", LEFT_OUT]
    elif column.name in KEY:
        # Empty text means all of them, so it is a value; a key has no empty place.
        told |= {"null": "-", "required": True}
    return told


def _both(sentence: Promise) -> list[dict[str, str]]:
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append({"@value": str(sentence), "@language": language})
    return found


def heads(language: str) -> list[str]:
    """The titles of the columns in a language, for a workbook."""
    with override(language):
        return [str(column.title) for column in COLUMNS]


def shown(section: Section) -> Sequence[Sequence[Any]]:
    """The rows for a workbook, with LEFT_OUT in place of a number in words of the language in use."""
    word = str(words.LEFT_OUT)
    status: Mapping[str, str] = {LEFT_OUT: word, "": ""}
    return [
        [
            status[value]
            if column.name == "status"
            else word
            if value is None and row["hidden"] and column.name in NUMBERS
            else value
            for column, value in zip(COLUMNS, line, strict=True)
        ]
        for row, line in zip(section.rows, lines(section), strict=True)
    ]
