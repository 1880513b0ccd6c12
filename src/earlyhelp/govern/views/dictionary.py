"""The data dictionary: what every field means, for anybody."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from earlyhelp.govern import dictionary
from earlyhelp.govern.dictionary import Field, Table
from earlyhelp.govern.forms.dictionary import DictionarySearchForm
from earlyhelp.govern.rules.dictionary import is_found
from earlyhelp.kit.access import public
from earlyhelp.kit.http import Request

_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A field in the reader's language, with the other language's label beside it."""

    table: str
    field: Field
    label: str
    other_label: str
    other_language: str
    definition: str
    code_list: list[tuple[str, str]]


@public
def index(request: Request) -> HttpResponseBase:
    """Every table; or, when something is looked for, the fields in which it stands."""
    form = DictionarySearchForm(request.GET or None)
    words = form.cleaned_data["words"].strip() if form.is_bound and form.is_valid() else ""
    found = _search(words) if words else []
    language = _language()
    rooms: dict[str, list[dict[str, object]]] = defaultdict(list)
    for table in dictionary.list_tables():
        rooms[table.room].append(_heading(table, language))
    shown = {
        "form": form,
        "words": words,
        "count": len(found),
        "most": _SHOWN,
        "lines": [_line(table, field, language) for table, field in found[:_SHOWN]],
        "rooms": [(apps.get_app_config(room).verbose_name, room, tables) for room, tables in rooms.items()],
        "field_count": sum(len(table.fields) for table in dictionary.list_tables()),
    }
    return render(request, "govern/dictionary.html", shown)


@public
def table(request: Request, table: str) -> HttpResponseBase:
    """One table with all its fields."""
    found = dictionary.find_table(table)
    if found is None:
        raise Http404
    language = _language()
    shown = {
        "table": found,
        "heading": _heading(found, language),
        "lines": [_line(found, field, language) for field in found.fields],
        "kept_for": found.kept_for[language],
    }
    return render(request, "govern/dictionary_table.html", shown)


@public
def as_csv(request: Request) -> HttpResponse:
    """The whole dictionary for a spreadsheet."""
    return _file(dictionary.as_csv(), "text/csv; charset=utf-8", "data-dictionary.csv")


@public
def as_json(request: Request) -> HttpResponse:
    """The whole dictionary for a machine."""
    return _file(dictionary.as_json(), "application/json", "data-dictionary.json")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _language() -> str:
    return "cy" if (get_language() or "en").startswith("cy") else "en"


def _search(words: str) -> list[tuple[Table, Field]]:
    return [
        (table, field)
        for table in dictionary.list_tables()
        for field in table.fields
        if is_found(words, _texts(table, field))
    ]


def _texts(table: Table, field: Field) -> list[str]:
    codes = [text for _value, said in field.code_list for text in said.values()]
    return [
        table.label,
        field.name,
        *field.label.values(),
        *field.definition.values(),
        field.standard,
        *codes,
    ]


def _heading(table: Table, language: str) -> dict[str, object]:
    return {
        "label": table.label,
        "name": table.name[language],
        "definition": table.definition[language],
        "count": len(table.fields),
    }


def _line(table: Table, field: Field, language: str) -> Line:
    other = "en" if language == "cy" else "cy"
    return Line(
        table=table.label,
        field=field,
        label=field.label[language],
        other_label=field.label[other],
        other_language=other,
        definition=field.definition[language],
        code_list=[(value, said[language]) for value, said in field.code_list],
    )
