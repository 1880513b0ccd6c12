"""The rows of the page *Training and wellbeing at work*: each noun of this room puts its own here."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the address by name, what the page is for, and which roles may open it. No roles: everybody."""

    name: str
    title: str | Promise
    sentence: str | Promise
    roles: frozenset[str] = frozenset()


ROWS: Final = (
    Row(
        "develop:wellbeing",
        _("Wellbeing"),
        _("Who is there for you, anonymous surveys and what they showed, and what you keep for yourself."),
    ),
)


def rows_for(role: str) -> list[Row]:
    """The rows that this role may open, in their order."""
    return [row for row in ROWS if not row.roles or role in row.roles]
