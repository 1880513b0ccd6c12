"""Which words of the data dictionary are a field's, and which fields a search finds. Pure."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from earlyhelp.govern.choices import Sensitivity, Sight

Text = Mapping[str, str]  # by language: en, cy
Entry = Mapping[str, str]  # a line of a dictionary.toml: label, label_en, en, cy, sensitivity, standard
Words = Mapping[str, Entry]  # by the name of a field; name_* stands for name_en and name_cy

_LANGUAGES: Final = ("en", "cy")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field is called and what it means, in both languages. An empty text is one that nobody wrote."""

    label: Text
    definition: Text
    sensitivity: Sensitivity | None
    standard: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a table when it is asked how sensitive one of its fields is."""

    holds_people: bool
    is_open: bool


def keys_of(name: str) -> tuple[str, ...]:
    """The names under which a field may stand: its own, and that of a pair of languages."""
    stem, _, language = name.rpartition("_")
    return (name, f"{stem}_*") if stem and language in _LANGUAGES else (name,)


def meaning_of(name: str, *, own: Words, shared: Sequence[Words], said: Text | None = None) -> Meaning:
    """What a field means: as its own table says, else its model's own help text (`said`), else what is said of every
    field of that name in the room, and then in any room.
    """
    mine = _entry(name, own)
    others = [entry for words in shared if (entry := _entry(name, words))]
    found = [*([mine] if mine else []), *others]
    first = found[0] if found else {}
    written = [{"en": one["en"], "cy": one["cy"]} for one in found if "en" in one and "cy" in one]
    if said and not (mine and "en" in mine):
        written.insert(0, dict(said))
    return Meaning(
        label={"en": first.get("label_en") or _spoken(name), "cy": _in_welsh(name, first.get("label", ""))},
        definition=written[0] if written else {"en": "", "cy": ""},
        sensitivity=Sensitivity(first["sensitivity"]) if "sensitivity" in first else None,
        standard=first.get("standard", ""),
    )


def sensitivity_of(said: Sensitivity | None, row: Row, *, is_staff: bool) -> Sensitivity:
    """How sensitive a field is: as was said, else by whom it names, else by what its table holds."""
    if said is not None:
        return said
    if is_staff:
        return Sensitivity.STAFF
    if row.holds_people:
        return Sensitivity.PERSONAL
    return Sensitivity.OPEN if row.is_open else Sensitivity.SERVICE


def sight_of(wall: Sight | None, sensitivity: Sensitivity) -> Sight:
    """Who sees a field: nobody a secret; what the second wall says; and without a wall, anybody only what is open."""
    if sensitivity is Sensitivity.SECRET:
        return Sight.NOBODY
    if wall is not None:
        return wall
    return Sight.ANYBODY if sensitivity is Sensitivity.OPEN else Sight.SIGNED_IN


def is_found(asked: str, texts: Iterable[str]) -> bool:
    """Whether every word that was asked for begins some word of these texts, whatever its accents and capitals."""
    words = _plain(" ".join(texts)).split()
    return all(any(word.startswith(one) for word in words) for one in _plain(asked).split())


_walls: list[Callable[[], Mapping[str, Sight]]] = []


def add_walls(read: Callable[[], Mapping[str, Sight]]) -> None:
    """Say where it is written who sees which table: called once, by the room that knows every other."""
    _walls[:] = [read]


def walls() -> Mapping[str, Sight]:
    """Who sees the rows of each protected table, by its name in the database."""
    return _walls[0]() if _walls else {}


def _entry(name: str, words: Words) -> Entry | None:
    return next((words[key] for key in keys_of(name) if key in words), None)


def _spoken(name: str) -> str:
    """A field's name as people would write it: made_by becomes Made by, name_cy Name (Cymraeg)."""
    stem, _, language = name.rpartition("_")
    words = (stem if stem and language in _LANGUAGES else name).replace("_", " ").capitalize()
    return words + {"en": " (English)", "cy": " (Cymraeg)"}.get(language if stem else "", "")


def _in_welsh(name: str, label: str) -> str:
    stem, _, language = name.rpartition("_")
    return label + ({"en": " (Saesneg)", "cy": " (Cymraeg)"}.get(language, "") if stem and label else "")


def _plain(text: str) -> str:
    loose = unicodedata.normalize("NFKD", text.casefold().replace("_", " ").replace("’", "'"))
    return "".join(
        one if one.isalnum() else " " for one in loose if not unicodedata.combining(one) and one != "'"
    )
