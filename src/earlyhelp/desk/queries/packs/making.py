"""Making a pack: what is given of every line, as one document that reads the same as JSON and as paper.

Its shape is `schema.json`, beside this file, and the reference page of the documentation.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from earlyhelp.desk.queries.packs.words import LANGUAGES, Text, in_both, pack_words
from earlyhelp.govern.choices.rights import Reading, Regime
from earlyhelp.govern.models.rights import Pack, PackLine, RightsRequest
from earlyhelp.govern.queries.rights import list_lines
from earlyhelp.govern.rules.redaction import given, marks_of
from earlyhelp.govern.rules.rights import expires_at
from earlyhelp.kit import pdf
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_date
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency

TEMPLATE: Final = "desk/typst/pack.typ"
FORMAT: Final = "early-action-together/subject-access-pack"
VERSION: Final = "1.0"
_BOTH: Final = "both"


@cache
def pack_schema() -> Mapping[str, Any]:
    """The shape of a pack as JSON Schema."""
    place = files("earlyhelp.desk") / "queries" / "packs" / "schema.json"
    found: Mapping[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def make_content(by: Actor, request: RightsRequest, pack: Pack, *, at: datetime) -> dict[str, Any]:
    """The whole pack. Hidden words and lines that were kept back are in no part of it."""
    lines = list(list_lines(by, pack))
    languages = [one for one in LANGUAGES if request.language in (one, _BOTH)]
    if languages == list(LANGUAGES):
        languages.reverse()
    agency = Agency.objects.get(pk=by.agency_key)
    return {
        "format": FORMAT,
        "version": VERSION,
        "reference": request.reference,
        "about": request.subject_reference,
        "controller": {"en": agency.name_en, "cy": agency.name_cy},
        "received_on": request.received_on.isoformat(),
        "made_on": at.astimezone(LONDON).date().isoformat(),
        "expires_on": expires_at(at).astimezone(LONDON).date().isoformat(),
        "regime": request.regime,
        "languages": languages,
        "withheld": _withheld(lines),
        "sections": _sections(lines, languages),
    }


def _withheld(lines: Iterable[PackLine]) -> list[dict[str, Any]]:
    """How many lines were kept back or hold hidden words, and which exemption allows it."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.reading == Reading.WITHHOLD or line.hidden:
            why = line.exemption or "third_party"
            counts[why] = counts.get(why, 0) + 1
    words = pack_words()["exemptions"]
    return [{"exemption": why, "words": dict(words[why]), "entries": counts[why]} for why in sorted(counts)]


def _sections(lines: Iterable[PackLine], languages: Iterable[str]) -> list[dict[str, Any]]:
    titles = pack_words()["sections"]
    sections: dict[str, dict[str, Any]] = {}
    for line in lines:
        section = sections.setdefault(
            line.section, {"section": line.section, "title": dict(titles[line.section]), "entries": []}
        )
        section["entries"].append(_entry(line, list(languages)))
    return list(sections.values())


def _entry(line: PackLine, languages: list[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": line.label,
        "title": {"en": line.title_en, "cy": line.title_cy},
        "on": line.on.isoformat() if line.on else None,
        "from": {"en": line.owner_en, "cy": line.owner_cy},
        "kept_back": line.exemption if line.reading == Reading.WITHHOLD else None,
        "fields": [],
    }
    if line.reading != Reading.WITHHOLD:
        marks = marks_of(line.hidden)
        entry["fields"] = [
            {
                "column": one["column"],
                "name": one["name"],
                "text": {language: given(line.fields, number, marks, language) for language in languages},
            }
            for number, one in enumerate(line.fields)
        ]
    return entry


def pack_json(content: Mapping[str, Any]) -> bytes:
    """The pack for a machine."""
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def pack_pdf(content: Mapping[str, Any], *, at: datetime | None) -> bytes:
    """The pack on paper: tagged, in the person's language or in both, Welsh first."""
    parts = [_part(content, language) for language in content["languages"]]
    title = " / ".join(part["title"] for part in parts)
    data = {"title": title, "foot": content["reference"], "parts": parts}
    return pdf.compile(TEMPLATE, data, content["languages"][0], at=at)


def _part(content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The pack in one language, as words only."""
    words = {name: said[language] for name, said in pack_words()["frame"].items()}
    days = {name: _day(content[name], language) for name in ("received_on", "made_on", "expires_on")}
    facts = [
        (words["reference"], content["reference"]),
        (words["about"], content["about"]),
        (words["controller"], content["controller"][language]),
        (words["received"], days["received_on"]),
        (words["made"], days["made_on"]),
        (words["expires"], days["expires_on"]),
    ]
    notes = [words["hidden"]] if content["withheld"] else []
    if content["regime"] == Regime.PART_3:
        notes.append(words["part_3"])
    return {
        "language": language,
        "title": words["title"],
        "words": words,
        "facts": facts,
        "notes": notes,
        "withheld": [f"{one['words'][language]}: {one['entries']}" for one in content["withheld"]],
        "sections": [_part_of_section(one, words, language) for one in content["sections"]],
    }


def _part_of_section(section: Mapping[str, Any], words: Text, language: str) -> dict[str, Any]:
    return {
        "title": section["title"][language],
        "entries": [
            {
                "title": entry["title"][language],
                "when": _day(entry["on"], language) if entry["on"] else "",
                "source": entry["from"][language],
                "kept_back": words["kept_back"] if entry["kept_back"] else "",
                "rows": [(one["name"][language], one["text"][language]) for one in entry["fields"]],
            }
            for entry in section["entries"]
        ],
    }


def _day(text: str, language: str) -> str:
    on = datetime.fromisoformat(text).date()
    return in_both(lambda: written_date(on))[language]
