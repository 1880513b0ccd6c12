"""A child's page is about that child. Other children have pages of their own."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from earlyhelp.identify.choices import PersonRole

ADULT_AT = 18


def is_child(*, roles: Iterable[str], ages: Iterable[int]) -> bool:
    """Whether somebody has a child's-eye page: said to be a child, not yet born, or younger than 18.

    `roles` and `ages` are what reports say, the newest first. Who is said to be an adult is one.
    """
    known = next(iter(ages), None)
    if known is not None:
        return known < ADULT_AT
    return any(role in {PersonRole.CHILD, PersonRole.UNBORN} for role in roles)


def is_unborn(roles: Iterable[str], *, due_on: date | None, today: date) -> bool:
    """Whether the newest report says that the child is not born yet, and its day has not passed."""
    newest = next(iter(roles), None)
    return newest == PersonRole.UNBORN and (due_on is None or due_on >= today)


def names_in(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """Which of these given names stand in a text, whatever their accents and capitals. Whole words only."""
    said = set(re.findall(r"\w+", _plain(words)))
    return tuple(name for name in dict.fromkeys(names) if name and set(_plain(name).split()) <= said)


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in bare if not unicodedata.combining(mark))
