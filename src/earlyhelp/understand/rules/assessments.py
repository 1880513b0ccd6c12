"""Last time and now, side by side: what is new, what is gone, and what stayed, said in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.understand.choices.assessments import Element, Shift

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


class Overtaken(RuleError):
    """A colleague wrote down a conversation in the meantime. Both texts are kept. `number` is the colleague's."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _(
                "A colleague wrote down a conversation while you were writing. Both texts are kept: theirs is "
                "on this page beside yours. Read it, then save yours as the next one."
            )
        )
        self.number = number


class NothingSaid(FieldError):
    """A conversation without a strength, or on a day to come. `field` says which answer."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said, by element, with the person's own words and the language it was in."""

    words: Mapping[Element, str]
    voice: str
    spoken: str
    language: str
    talked_on: date


@dataclass(frozen=True, slots=True)
class Compared:
    """One element last time and now. `added` and `gone` are the sentences that only one of them has."""

    element: Element
    before: str
    now: str
    shift: Shift
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def check_conversation(said: Conversation, today: date) -> None:
    """Refuse a conversation that names no strength, or that has not happened. Raises NothingSaid."""
    if not said.words.get(Element.STRENGTHS, "").strip():
        raise NothingSaid(
            "strengths", _("Write at least one strength: theirs, the family’s or the community’s")
        )
    if not said.spoken.strip():
        raise NothingSaid("spoken", _("Write which language you spoke"))
    if said.talked_on > today:
        raise NothingSaid("talked_on", _("Enter a day that is today or in the past"))


def check_not_overtaken(*, seen: int, latest: int) -> None:
    """Refuse to save on top of a conversation that the writer has not seen. Raises Overtaken."""
    if seen != latest:
        raise Overtaken(latest)


def compare(element: Element, before: str | None, now: str) -> Compared:
    """How one element changed. `before` is None when there was no conversation before."""
    if before is None:
        return Compared(element, "", now, Shift.FIRST)
    old, new = _sentences(before), _sentences(now)
    added = tuple(one for one in new if one not in old)
    gone = tuple(one for one in old if one not in new)
    return Compared(element, before, now, _shift(old, new, changed=bool(added or gone)), added, gone)


def _shift(old: tuple[str, ...], new: tuple[str, ...], *, changed: bool) -> Shift:
    if not changed:
        return Shift.SAME
    if not old:
        return Shift.NEW
    return Shift.CHANGED if new else Shift.GONE


def _sentences(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in _SENTENCE.split(text))
    return tuple(part for part in parts if part)
