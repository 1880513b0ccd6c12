"""Which words of a line are about somebody else, and what of it is given. Pure: proposes, never decides."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.rights import Reading
from earlyhelp.kit.errors import RuleError

# What stands in place of hidden words. A screen reader speaks it, and paper shows it.
HIDDEN: Final[Mapping[str, str]] = {"en": "[hidden]", "cy": "[cuddiwyd]"}
_SHORTEST: Final = 2
# Names that were run together, such as JonesJones, are one word made of nothing but names.
_WORD: Final = r"(?<![^\W_])(?:{})+(?![^\W_])"


class NoReason(RuleError):
    """Something is lifted or kept back and nobody says why."""


class NotRead(RuleError):
    """A pack with a line that nobody has read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in one text of a line: which text (`texts_of`), and from where to where."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was collected. Each of `fields` is a column: "column", "name" (en, cy), its text in "en" and "cy".

    One with "fixed" holds a date or a word of a closed list, which names nobody.
    """

    section: str
    label: str
    title_en: str
    title_cy: str
    row_key: str
    fields: list[dict[str, Any]]
    on: date | None = None
    owner_id: UUID | None = None
    owner_en: str = ""
    owner_cy: str = ""
    proposed: tuple[Mark, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Decided:
    """What an officer decided about a line. `lifted` are places among the proposed marks; `words` are hidden too."""

    reading: Reading
    lifted: frozenset[int] = frozenset()
    words: tuple[str, ...] = ()
    exemption: str = ""
    reason: str = ""


def names_to_hide(names: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """Names of others, whole and part by part, longest first, without what the person is called themselves."""
    mine = {_plain(part) for name in own for part in _parts(name)}
    found: dict[str, str] = {}
    for name in names:
        for part in _parts(name):
            if len(part) >= _SHORTEST and _plain(part) not in mine:
                found.setdefault(_plain(part), part)
    return tuple(sorted(found.values(), key=lambda one: (-len(one), one)))


def _parts(name: str) -> list[str]:
    whole = " ".join(name.split())
    return [whole, *whole.split(), *re.split(r"[\s\-]+", whole)] if whole else []


def find_marks(texts: Iterable[str], names: Iterable[str]) -> tuple[Mark, ...]:
    """Where these names stand in these texts, whatever their case and accents. Marks do not overlap."""
    words = [_plain(name) for name in names]
    if not words:
        return ()
    pattern = re.compile(_WORD.format("|".join(map(re.escape, words))))
    return tuple(
        Mark(number, *_span(text, found.start(), found.end()))
        for number, text in enumerate(texts)
        for found in pattern.finditer(_plain(text))
    )


def _plain(text: str) -> str:
    """The text in lower case and without accents, of which each character stands where it stood."""
    return "".join(_letter(one) for one in unicodedata.normalize("NFC", text))


def _letter(one: str) -> str:
    bare = unicodedata.normalize("NFD", one)[0].lower()
    return bare if len(bare) == 1 else one


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    """`_plain` keeps places of text in composed form, which is how every text is stored."""
    return start, min(end, len(text))


def compose(text: str) -> str:
    """A text in the form in which places are counted."""
    return unicodedata.normalize("NFC", text)


def check_decided(decided: Decided, proposed: int) -> None:
    """Raise NoReason when proposed marks are lifted, or something is kept back, without a reason."""
    lifts = proposed and (decided.reading is Reading.GIVE or decided.lifted)
    if lifts and not decided.reason.strip():
        raise NoReason(_("Write why words about somebody else may be given"))
    if decided.reading is Reading.WITHHOLD and not (decided.exemption and decided.reason.strip()):
        raise NoReason(_("Select why the line is kept back, and write the reason"))


def hidden_marks(texts: list[str], proposed: Iterable[Mark], decided: Decided) -> tuple[Mark, ...]:
    """Which words stay hidden: proposed ones that were not lifted, and what the officer typed."""
    if decided.reading is Reading.GIVE:
        return ()
    kept = [mark for place, mark in enumerate(proposed) if place not in decided.lifted]
    typed = find_marks(texts, sorted((compose(one) for one in decided.words), key=len, reverse=True))
    return tuple(sorted({*kept, *typed}, key=lambda mark: (mark.text, mark.start, -mark.end)))


def hide(text: str, marks: Iterable[Mark], language: str) -> str:
    """The text with these words hidden. Marks that touch or overlap become one."""
    given, at = [], 0
    for mark in marks:
        if mark.end <= at:
            continue
        given += [text[at : max(at, mark.start)], HIDDEN[language]]
        at = mark.end
    return "".join([*given, text[at:]])


def is_reviewed(readings: Iterable[str]) -> bool:
    """Whether somebody decided about every line."""
    return all(readings)


def check_reviewed(readings: Iterable[str]) -> None:
    """Raise NotRead while a line was not decided about: nothing is given that nobody has read."""
    if not is_reviewed(readings):
        raise NotRead(
            _("Some lines have not been read yet. Nothing is given before every line was decided about.")
        )


def marks_of(stored: Iterable[Iterable[int]]) -> tuple[Mark, ...]:
    """Marks as they are stored: triples of numbers."""
    return tuple(Mark(*one) for one in stored)


def stored_marks(marks: Iterable[Mark]) -> list[list[int]]:
    """Marks, to be stored."""
    return [[mark.text, mark.start, mark.end] for mark in marks]


def texts_of(fields: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts in which words can be hidden: two for each column, the second empty where it says the same."""
    return [text for one in fields for text in _both(one)]


def _both(one: Mapping[str, Any]) -> tuple[str, str]:
    if one.get("fixed"):
        return "", ""
    return str(one["en"]), "" if one["en"] == one["cy"] else str(one["cy"])


def given(fields: Sequence[Mapping[str, Any]], number: int, hidden: Iterable[Mark], language: str) -> str:
    """What is given of one column in a language, with its words hidden."""
    one = fields[number]
    text = 2 * number + (language == "cy" and one["en"] != one["cy"])
    return hide(str(one[language]), [mark for mark in hidden if mark.text == text], language)


def snippet(fields: Sequence[Mapping[str, Any]], mark: Mark) -> str:
    """The very words that a mark hides."""
    return texts_of(fields)[mark.text][mark.start : mark.end]
