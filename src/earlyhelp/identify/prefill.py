"""What an incident already knows, put where nothing was typed; and taken out again where nothing was changed since."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.identify.forms import PEOPLE
from earlyhelp.identify.models import Incident, IncidentPerson
from earlyhelp.kit.working_days import LONDON

Typed = Mapping[str, list[str]]
Filled = dict[str, list[str]]
_ROW: Final = re.compile(rf"{PEOPLE}-(\d{{1,4}})-[\w-]+")
# What a row holds before anybody wrote in it.
_DEFAULTS: Final = {
    "row": "1",
    "language": str(PreferredLanguage.NOT_ASKED),
    "safe_contact": str(SafeContact.NOT_KNOWN),
}
_NO_ANSWERS: Final = frozenset({*_DEFAULTS, "role", "prefilled"})


@dataclass(frozen=True, slots=True)
class Facts:
    """An incident as answers: name of an answer to the boxes it is typed in. `people` is the same for each person."""

    number: str
    report: Mapping[str, Mapping[str, str]]
    people: tuple[Mapping[str, Mapping[str, str]], ...]


def facts_of(incident: Incident) -> Facts:
    """What an incident knows. Times are by the clock in Wales; what it does not know is left out."""
    opened = incident.opened_at.astimezone(LONDON)
    report = {
        "occurred_on": _date("occurred_on", opened.day, opened.month, opened.year),
        "occurred_time": {"occurred_time": opened.strftime("%H:%M")},
        "place": {"place": incident.place, "place_postcode": incident.postcode},
        "area": {"area": incident.area_id or ""},
    }
    return Facts(incident.number, _known(report), tuple(_person(one) for one in incident.people.all()))


def fill(typed: Typed, facts: Facts) -> Filled:
    """The answers, with what the incident knows where nothing was typed. Nothing typed is overwritten."""
    filled = {name: list(values) for name, values in typed.items()}
    names = [name for name, boxes in facts.report.items() if _fits(filled, name, facts)]
    for name in names:
        _put(filled, facts.report[name])
    marked = [*_words(filled, "prefilled"), *names]
    filled["prefilled"] = [" ".join(dict.fromkeys(marked))]
    filled["prefilled_from"] = [facts.number]
    for person in facts.people:
        _fill_person(filled, person)
    return filled


def drop(typed: Typed, facts: Facts) -> Filled:
    """The answers without what the incident filled. What was changed since stays."""
    left = {name: list(values) for name, values in typed.items()}
    for name in _words(left, "prefilled"):
        _clear(left, facts.report.get(name, {}))
    left["prefilled"], left["prefilled_from"] = [""], [""]
    for index in _rows(left):
        _drop_person(left, f"{PEOPLE}-{index}-", facts)
    return left


def _drop_person(left: Filled, start: str, facts: Facts) -> None:
    marked = _words(left, f"{start}prefilled")
    if not marked:
        return
    for person in facts.people:
        if _is_same(left, start, person):
            for name in marked:
                _clear(left, {f"{start}{box}": value for box, value in person.get(name, {}).items()})
    left[f"{start}prefilled"] = [""]
    if _is_blank(left, start):
        for name in [name for name in left if name.startswith(start)]:
            del left[name]


def is_filled(typed: Typed) -> str:
    """The number of the incident that filled these answers, or ""."""
    return _one(typed, "prefilled_from")


def _fits(typed: Typed, name: str, facts: Facts) -> bool:
    """Whether an answer is empty. A time goes with its day, so another day keeps it out."""
    if any(_one(typed, box) for box in facts.report[name]):
        return False
    if name != "occurred_time":
        return True
    day = facts.report["occurred_on"]
    return all(_one(typed, box) in ("", value) for box, value in day.items())


def _fill_person(filled: Filled, person: Mapping[str, Mapping[str, str]]) -> None:
    rows = list(_rows(filled))
    same = [index for index in rows if _is_same(filled, f"{PEOPLE}-{index}-", person)]
    blank = [index for index in rows if _is_blank(filled, f"{PEOPLE}-{index}-")]
    index = next(iter([*same, *blank]), max(rows, default=-1) + 1)
    start = f"{PEOPLE}-{index}-"
    if not same:
        # The first row says "needs help" until somebody stands in it.
        filled.pop(f"{start}role", None)
    names = [
        name for name, boxes in person.items() if not any(_one(filled, f"{start}{box}") for box in boxes)
    ]
    for name in names:
        _put(filled, {f"{start}{box}": value for box, value in person[name].items()})
    for box, value in _DEFAULTS.items():
        filled.setdefault(f"{start}{box}", [value])
    filled[f"{start}prefilled"] = [" ".join(dict.fromkeys([*_words(filled, f"{start}prefilled"), *names]))]


def _person(person: IncidentPerson) -> Mapping[str, Mapping[str, str]]:
    born = person.date_of_birth
    return _known(
        {
            "given_name": {"given_name": person.given_name},
            "family_name": {"family_name": person.family_name},
            "role": {"role": person.role},
            "date_of_birth": _date("date_of_birth", born.day, born.month, born.year),
            "address": {"address": person.address, "postcode": person.postcode},
            "telephone": {"telephone": person.telephone},
            "email": {"email": person.email},
        }
    )


def _date(name: str, day: int, month: int, year: int) -> Mapping[str, str]:
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": str(year)}


def _known(answers: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    return {name: boxes for name, boxes in answers.items() if any(boxes.values())}


def _rows(typed: Typed) -> Iterator[int]:
    return iter(sorted({int(found[1]) for name in typed if (found := _ROW.fullmatch(name))}))


def _is_blank(typed: Typed, start: str) -> bool:
    return not any(
        _one(typed, name)
        for name in typed
        if name.startswith(start) and name.removeprefix(start) not in _NO_ANSWERS
    )


def _is_same(typed: Typed, start: str, person: Mapping[str, Mapping[str, str]]) -> bool:
    names = ("given_name", "family_name")
    return all(_one(typed, start + name).casefold() == person[name][name].casefold() for name in names)


def _put(typed: Filled, boxes: Mapping[str, str]) -> None:
    for box, value in boxes.items():
        typed[box] = [value]


def _clear(typed: Filled, boxes: Mapping[str, str]) -> None:
    if boxes and all(_one(typed, box) == value for box, value in boxes.items()):
        for box in boxes:
            typed[box] = [""]


def _words(typed: Typed, name: str) -> list[str]:
    return _one(typed, name).split()


def _one(typed: Typed, name: str) -> str:
    values = typed.get(name) or [""]
    return values[0].strip()
