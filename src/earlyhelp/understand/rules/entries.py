"""What may be written down about a person, and who sees it. Nothing here adds up, and nothing here ranks."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.understand.choices.entries import Assertion, HowKnown, Visibility
from earlyhelp.understand.rules.times import When, check_when


class Incomplete(FieldError):
    """An entry that does not say what, who said so, or why the person was not told. `field` says which answer."""


class AlreadyReplaced(RuleError):
    """Somebody corrected or ended this entry in the meantime."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known, who said so, how it is known, and who may see it. Plain values, as typed."""

    words: str
    said_by: str
    how_known: str
    assertion: str
    when: When = field(default_factory=When)
    known_from: str = ""
    language: str = "en"
    person_knows: bool = True
    why_not_told: str = ""
    visibility: str = Visibility.AGENCY
    named: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What deciding about visibility needs of one entry."""

    agency_id: UUID
    recorded_by_id: UUID
    visibility: str
    named: frozenset[UUID] = frozenset()


def may_record(by: Actor) -> bool:
    """Those who work with families write about them: the front door and services."""
    return (
        by.role in {*FRONT_DOOR_ROLES, Role.SERVICE_WORKER, Role.PARTNER}
        and by.practitioner_id is not None
        and by.agency_id is not None
    )


def check_may_record(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_record(by):
        raise NotAllowed(_("Only those who work with families write about them."))


def is_visible(entry: Seen, by: Actor, *, involved: bool, agreed: bool) -> bool:
    """Whether `by` sees an entry.

    `involved`: their agency is live involved with the person. `agreed`: a live sharing agreement between their agency
    and the one that wrote it covers circumstances. PostgreSQL asks the same once more.
    """
    if entry.agency_id == by.agency_id:
        mine = by.practitioner_id is not None and by.practitioner_id in {entry.recorded_by_id, *entry.named}
        return mine or entry.visibility != Visibility.NAMED
    return entry.visibility == Visibility.PARTNERS and involved and agreed


def check_telling(telling: Telling, today: date) -> None:
    """Refuse an entry that leaves out what makes it fair. Raises Incomplete or ImpossibleTime."""
    if not telling.words.strip():
        raise Incomplete("words", _("Write what it is, in plain words"))
    if not telling.said_by.strip():
        raise Incomplete("said_by", _("Write who said so"))
    if telling.how_known == HowKnown.RECORDED and not telling.known_from.strip():
        raise Incomplete("known_from", _("Write which agency recorded it"))
    if telling.how_known == HowKnown.INFERRED and telling.assertion == Assertion.FACT:
        raise Incomplete("assertion", _("What we concluded is an opinion. Say that it is one."))
    if not telling.person_knows and not telling.why_not_told.strip():
        raise Incomplete("why_not_told", _("Write why they do not know that this is written down"))
    if telling.visibility == Visibility.NAMED and not telling.named:
        raise Incomplete("named", _("Select at least one colleague who may see it"))
    check_when(telling.when, today)


def check_can_change(*, replaced: bool, ended: bool) -> None:
    """Refuse to change what is no longer the last word. Raises AlreadyReplaced."""
    if replaced or ended:
        raise AlreadyReplaced(
            _(
                "A colleague changed this entry in the meantime. What you typed is still here. "
                "Look at the new one first."
            )
        )


def check_because(because: str) -> None:
    """Refuse a change without a reason. Raises Incomplete."""
    if not because.strip():
        raise Incomplete("because", _("Write why, so that a colleague understands it later"))
