"""Lists of choices that an agency may keep itself: each room's `codelists.py` holds a tuple `CODE_LISTS` of these.

A list starts as an enum in the code. An agency may then say a choice in other words, offer it no longer, or add one
of its own; nothing is deleted, and what was chosen long ago is shown in the words of that day. What must mean the
same everywhere is declared as Fixed, with the reason, so that the page of lists can say so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partialmethod
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language, override

# How a choice that an agency added begins. No choice of the code does.
OWN: Final = "own-"
LONGEST_CODE: Final = 12


@dataclass(frozen=True, slots=True)
class Words:
    """What a choice is called in both languages."""

    en: str
    cy: str

    @property
    def here(self) -> str:
        """In the language of the page."""
        return self.cy if (get_language() or "en").startswith("cy") else self.en


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list that an agency keeps; with `shared`, the agency that runs the programme keeps it for all.

    `code` is its name in addresses and in the database, `says` where it is used. `group_of` says to which value of
    `groups` each choice belongs, such as a reason to its outcome. `bound` are choices that the service itself makes or
    that a rule rests on: their words may change, and they are always there; `unasked` are those of them that no form
    offers. `kinds` are the kinds of agency that keep it. With `grows`, own choices may be added.
    """

    code: str
    title: str | Promise
    says: str | Promise
    choices: type[models.TextChoices]
    groups: type[models.TextChoices] | None = None
    group_of: Mapping[str, str] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()
    shared: bool = False
    kinds: frozenset[str] = frozenset()
    grows: bool = True


@dataclass(frozen=True, slots=True)
class Fixed:
    """A list that no agency changes, and why: a law says it, or the service or all partners rest on it."""

    title: str | Promise
    why: str | Promise
    choices: type[models.Choices]


def built_in(choices: type[models.TextChoices], value: str) -> Words:
    """What a choice is called in the code, in both languages; one that the code does not know is its own word."""
    if value not in choices.values:
        return Words(value, value)
    label = choices(value).label
    with override("en"):
        english = str(label)
    with override("cy"):
        return Words(english, str(label))


LookUp = Callable[[str, str, UUID | None, datetime | None], Words | None]
_look_up: LookUp = lambda _code, _value, _agency, _at: None  # noqa: E731


def look_up_with(look_up: LookUp) -> None:
    """Say who knows the words that agencies gave. Called once, when the service starts."""
    global _look_up
    _look_up = look_up


def words_for(listed: str, value: str, agency_id: UUID | None, at: datetime | None) -> Words | None:
    """What an agency called a choice at that time; None when it never said it in words of its own."""
    return _look_up(listed, value, agency_id, at)


if TYPE_CHECKING:
    _Char = models.CharField[Any, Any]
else:
    _Char = models.CharField


class CodeField(_Char):
    """A column with a choice of such a list. `get_…_display` says it as the row's agency said it at the row's time.

    `code_list` is the code of the list, `since` the column with the time at which it was chosen. For migrations it is
    a CharField as any other: neither of the two changes the table.
    """

    def __init__(self, *args: Any, code_list: str = "", since: str = "", **options: Any) -> None:
        self.code_list, self.since = code_list, since
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """As a CharField."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002
        """Put the words of the agency in the place of those of the code."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, f"get_{name}_display", partialmethod(_display, field=self))


def _display(row: Any, field: CodeField) -> str:
    value = getattr(row, field.attname)
    if not value:
        return ""
    said = words_for(field.code_list, value, row.agency_id, getattr(row, field.since))
    return said.here if said else str(dict(field.flatchoices).get(value, value))
