"""One side of "are these two one?": a report, a source record or a person, and what may be said of a pair of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.identity import Identity, plain_identifier, plain_telephone

SEARCH_LASTS: Final = timedelta(hours=1)
"""How long after a search a new person may be made on the strength of it."""

MOST_COMPARED: Final = 20_000
"""How many records "search harder" compares at most."""

MOST_LISTED: Final = 20
"""How many a typed search lists, the first few open."""


class SideKind(StrEnum):
    """What stands on one side."""

    REPORT = "report"
    RECORD = "record"
    PERSON = "person"


class Side(NamedTuple):
    """One side, as a page carries it: `report:…`, `record:…` or `person:…`."""

    kind: SideKind
    key: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def is_person(self) -> bool:
        """True for a person, to whom reports and records are linked."""
        return self.kind is SideKind.PERSON


class SaidNotSame(RuleError):
    """Somebody said that the two are not one."""


class SaidOfItself(RuleError):
    """Both sides are the same."""


class NotSearched(RuleError):
    """A person is made only after a search for them."""


class NothingToSearch(RuleError):
    """What was typed says nothing about one person."""


def side_of(text: str) -> Side | None:
    """Read a side that a page carried; None when it is none."""
    kind, _colon, key = text.partition(":")
    try:
        return Side(SideKind(kind), UUID(key))
    except ValueError:
        return None


def check_can_join(*, is_parted: bool, is_itself: bool) -> None:
    """Refuse to say that two are one when somebody said that they are not. Raises SaidNotSame, SaidOfItself."""
    if is_itself:
        raise SaidOfItself(_("These two are already one and the same."))
    if is_parted:
        raise SaidNotSame(
            _("A colleague said that these two are not the same person. Take that back first, and say why.")
        )


@dataclass(frozen=True, slots=True)
class Searched:
    """A search, as far as the rule about making people needs it."""

    by: UUID
    at: datetime


def check_was_searched(by: Actor, search: Searched | None, *, at: datetime) -> None:
    """Refuse to make a person without a search of one's own in the last hour. Raises NotSearched."""
    if search is None or search.by != by.practitioner_id or at - search.at > SEARCH_LASTS:
        raise NotSearched(_("Search for this person first. They may be known already."))


def check_says_something(identity: Identity) -> None:
    """Refuse a search by a postcode or an age alone: they say nothing about one person. Raises NothingToSearch."""
    named = identity.given_name.strip() or identity.family_name.strip()
    number = any(plain_identifier(value) for _system, value in identity.identifiers)
    if not (named or identity.date_of_birth or number or plain_telephone(identity.telephone)):
        raise NothingToSearch(_("Enter a name, a date of birth, a telephone number or an identifying number"))
