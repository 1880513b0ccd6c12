"""A service on a sheet of paper: Welsh on one side, English on the other, and nothing about whoever takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import override

from earlyhelp.kit import pdf
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices import Language, ReferralRoute
from earlyhelp.signpost.facts import list_leaflet_words
from earlyhelp.signpost.queries.finding import Found, get_public_service

ORDER = ("cy", "en")
_PLACES = {"cy": "dod-o-hyd-i-gymorth", "en": "find-support"}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the leaflet. `rows` are labels with their values, in `language` unless `foreign` names the label."""

    language: str
    words: Mapping[str, Any]
    name: str
    organisation: str
    rows: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    foreign: frozenset[str]
    checked: str

    def says(self) -> dict[str, Any]:
        """The side as plain values, for paper."""
        return {
            "language": self.language,
            "words": dict(self.words),
            "name": self.name,
            "organisation": self.organisation,
            "rows": [[label, value, label in self.foreign] for label, value in self.rows],
            "steps": list(self.steps),
            "checked": self.checked,
            "place": _PLACES[self.language],
        }


def get_leaflet(service_id: UUID, *, by: Actor, at: datetime) -> tuple[Side, ...]:
    """Both sides of the leaflet of a running service. Raises Service.DoesNotExist."""
    sides = []
    for language in ORDER:
        # Read anew for each side: labels and texts are words of the language in which they are read.
        with override(language):
            sides.append(_side(get_public_service(service_id, by=by, at=at), language))
    return tuple(sides)


def get_leaflet_paper(service_id: UUID, *, by: Actor, address: str, is_large: bool, at: datetime) -> bytes:
    """The leaflet as a tagged PDF of two sides. `address` is where this service stands on the internet."""
    sides = get_leaflet(service_id, by=by, at=at)
    data = {
        "title": f"{sides[0].words['title']} / {sides[1].words['title']}",
        "sides": [side.says() for side in sides],
        "address": address,
        "size": 18 if is_large else 12,
    }
    return pdf.compile("signpost/typst/leaflet.typ", data, ORDER[0])


def _side(found: Found, language: str) -> Side:
    service, words = found.service, list_leaflet_words()[language]
    own = language == "cy"
    rows: list[tuple[str, str]] = []
    foreign: set[str] = set()

    def row(label: str, value: str, *, cy: str | None = None) -> None:
        if value:
            rows.append((words[label], value))
            if own and cy == "":
                foreign.add(words[label])

    row("telephone", service.telephone)
    row("what", service.description, cy=service.description_cy)
    row("who", service.eligibility, cy=service.eligibility_cy)
    row("place", service.place or _no_place(found, words), cy=service.place_cy if service.place else None)
    row("opening", service.opening, cy=service.opening_cy)
    if found.is_free:
        row("cost", words["free"])
    else:
        row("cost", service.cost or words["ask"], cy=service.cost_cy if service.cost else None)
    row("waiting", service.waiting_time, cy=service.waiting_time_cy)
    row("welsh", str(service.get_welsh_provision_display()))
    row("languages", "; ".join(_other_languages(service.languages)))
    row("access", "; ".join(found.accessibility))
    row("email", service.email)
    row("web", service.url)
    steps = list(words["call_steps"])
    if service.referral_route == ReferralRoute.IN_PRODUCT:
        steps.append(words["call_referral"])
    return Side(
        language,
        words,
        service.name,
        service.organisation.name,
        tuple(rows),
        tuple(steps),
        frozenset(foreign),
        _day(service.assured_on),
    )


def _no_place(found: Found, words: Mapping[str, Any]) -> str:
    return str(words["secret" if found.service.is_placeless else "by_telephone"])


def _other_languages(codes: list[str]) -> list[str]:
    both = {Language.ENGLISH.value, Language.WELSH.value}
    return [str(Language(code).label) for code in codes if code in Language.values and code not in both]


def _day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else ""
