"""Who decides that a record opens to named readers only or that two people are kept apart, and which fields are masked.

The table of fields is the one place that says what shows to whom: pages, papers, exports and PostgreSQL's policies do
as it says, and `tests/spec/understand/test_field_policy.py` prints it into the documentation.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.partnership.choices import Role

LONGEST_UNSEEN: Final = timedelta(days=366)
FEWEST_READERS: Final = 2


class NotProtected(FieldError):
    """What would make the protection unsafe or unfair. `field` says which answer."""


class Relation(StrEnum):
    """How somebody who looks stands to a person."""

    NAMED_READER = "named_reader"
    COLLEAGUE = "colleague"
    PARTNER = "partner"
    EMERGENCY = "emergency"
    OWN_OR_HOUSEHOLD = "own_or_household"
    KEPT_APART = "kept_apart"


class Shown(StrEnum):
    """What a field does for somebody."""

    SHOWN = "shown"
    MASKED = "masked"
    NOT_THERE = "not_there"


class Field(StrEnum):
    """The fields that say who and where somebody is."""

    EXISTENCE = "existence"
    NAME = "name"
    BORN = "born"
    ADDRESS = "address"
    CONTACT = "contact"
    FAMILY = "family"
    TOLD = "told"


def _all(shown: Shown) -> dict[Field, Shown]:
    return dict.fromkeys(Field, shown)


# A record without a restriction.
OPEN_RECORD: Final = {
    Relation.NAMED_READER: _all(Shown.SHOWN),
    Relation.COLLEAGUE: _all(Shown.SHOWN),
    Relation.PARTNER: _all(Shown.SHOWN) | {Field.FAMILY: Shown.NOT_THERE},
    Relation.EMERGENCY: _all(Shown.SHOWN) | {Field.FAMILY: Shown.NOT_THERE},
    Relation.OWN_OR_HOUSEHOLD: _all(Shown.NOT_THERE),
    Relation.KEPT_APART: _all(Shown.NOT_THERE),
}
# A record that opens to named readers only.
RESTRICTED_RECORD: Final = {
    Relation.NAMED_READER: _all(Shown.SHOWN),
    Relation.COLLEAGUE: _all(Shown.NOT_THERE),
    Relation.PARTNER: _all(Shown.NOT_THERE),
    Relation.EMERGENCY: _all(Shown.SHOWN) | {Field.FAMILY: Shown.NOT_THERE},
    Relation.OWN_OR_HOUSEHOLD: _all(Shown.NOT_THERE),
    Relation.KEPT_APART: _all(Shown.NOT_THERE),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of somebody who looks: how each of the reasons stands for them."""

    is_reader: bool = False
    is_owner: bool = False
    is_granted: bool = False
    is_emergency: bool = False
    is_own: bool = False


def relation_of(standing: Standing) -> Relation | None:
    """The relation that counts: what forbids comes before what allows. None for a stranger."""
    if standing.is_own:
        return Relation.OWN_OR_HOUSEHOLD
    if standing.is_reader:
        return Relation.NAMED_READER
    if standing.is_emergency:
        return Relation.EMERGENCY
    if standing.is_owner:
        return Relation.COLLEAGUE
    return Relation.PARTNER if standing.is_granted else None


def shown(field: Field, relation: Relation | None, *, is_restricted: bool) -> Shown:
    """What a field does for somebody who stands so to the person. A stranger sees nothing."""
    if relation is None:
        return Shown.NOT_THERE
    return (RESTRICTED_RECORD if is_restricted else OPEN_RECORD)[relation][field]


def may_protect(by: Actor, *, owner: UUID) -> bool:
    """A co-ordinator of the front door that keeps the person."""
    return by.role == Role.COORDINATOR and by.agency_id == owner and by.practitioner_id is not None


def check_may_protect(by: Actor, *, owner: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_protect(by, owner=owner):
        raise NotAllowed(_("A co-ordinator of the front door that keeps the record decides this."))


def check_readers(readers: Collection[UUID], *, decider: UUID) -> None:
    """At least two, and whoever decides is one of them: what nobody may read, nobody works on. Raises NotProtected."""
    if decider not in readers or len(set(readers)) < FEWEST_READERS:
        raise NotProtected(
            "readers",
            _(
                "Choose at least one colleague. You are a reader too, so that two people always see the record."
            ),
        )


def check_review(review_on: date, today: date) -> None:
    """A day to come, within a year. Raises NotProtected."""
    if not today < review_on <= today + LONGEST_UNSEEN:
        raise NotProtected("review_on", _("Enter a day within the next year"))


def check_why(words: str, *, field: str = "why") -> None:
    """Refuse a decision without a reason. Raises NotProtected."""
    if not words.strip():
        raise NotProtected(field, _("Write why, so that a colleague understands it later"))
