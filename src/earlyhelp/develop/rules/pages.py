"""The rows of the page *Training and wellbeing at work*: each noun of this room puts its own here."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.rules.rounds import ORGANISERS


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the address by name, what the page is for, and which roles may open it. No roles: everybody."""

    name: str
    title: str | Promise
    sentence: str | Promise
    roles: frozenset[str] = frozenset()


ROWS: Final = (
    Row(
        "develop:questionnaires",
        _("Questionnaires for my team"),
        _("Answer about a training you took part in. Nobody sees what one person answered."),
    ),
    Row(
        "develop:groups",
        _("What came of a training"),
        _("Ask a group before and after its training, and see how the whole group moved."),
        frozenset(ORGANISERS),
    ),
    Row(
        "develop:practice",
        _("Training and practice"),
        _("Whether notifications of trained teams changed, set against teams not yet trained."),
        frozenset(ORGANISERS),
    ),
)


def rows_for(role: str) -> list[Row]:
    """The rows that this role may open, in their order."""
    return [row for row in ROWS if not row.roles or role in row.roles]
