"""Who lives with whom, where, and who must not learn it. A row never changes: a new one takes its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import rules
from earlyhelp.understand.actions.spells import counting, end_of, span_columns, take_back
from earlyhelp.understand.choices.families import Change
from earlyhelp.understand.models import (
    HiddenAddress,
    Household,
    HouseholdAddress,
    HouseholdMember,
    Person,
)

PREFIX = "HH"


@dataclass(frozen=True, slots=True)
class Lives:
    """Where people live, from when, and who said so."""

    address: str
    postcode: str
    source: rules.Source
    span: rules.Span = field(default_factory=rules.Span)


@transaction.atomic
def make_household(*, by: Actor, lives: Lives, member_ids: Iterable[UUID], at: datetime) -> Household:
    """Record that people live together at an address.

    Raises NotAllowed, Unsaid or Person.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    household = Household.objects.create(
        reference=_next_reference(at), agency_id=by.agency_key, made_by_id=by.practitioner_key, made_at=at
    )
    audit.record(by=by, did="household.made", target=household, at=at)
    _address(by, household, lives, at, Change.ADDED)
    for person_id in dict.fromkeys(member_ids):
        add_member(
            by=by, household_id=household.pk, person_id=person_id, span=lives.span, source=lives.source, at=at
        )
    return household


@transaction.atomic
def add_member(
    *,
    by: Actor,
    household_id: UUID,
    person_id: UUID,
    span: rules.Span,
    source: rules.Source,
    at: datetime,
) -> HouseholdMember:
    """Record that somebody lives, or lived, in a household.

    Raises NotAllowed, Unsaid, AlreadySaid, Household.DoesNotExist or Person.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    _check(span, source, at)
    household = Household.objects.select_for_update().get(pk=household_id, agency_id=by.agency_key)
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key)
    lives = HouseholdMember.objects.filter(
        household=household, person=person, undone_at=None, is_over=False
    ).exclude(replaced_by__in=HouseholdMember.objects.filter(undone_at=None))
    rules.check_not_there(lives_there=lives.exists() and not (span.is_over or span.last))
    row = HouseholdMember.objects.create(
        household=household,
        person=person,
        **span_columns(span, source, is_over=span.is_over),
        **_how(by, at, Change.ADDED),
    )
    audit.record(by=by, did="household.joined", target=household, at=at, detail={"member": str(row.pk)})
    return row


@transaction.atomic
def end_membership(
    *, by: Actor, member_id: UUID, span: rules.Span, source: rules.Source, because: str, at: datetime
) -> HouseholdMember:
    """Record that somebody has left a household: `span.last` when, if anybody knows.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or HouseholdMember.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    old = counting(HouseholdMember, by, member_id)
    columns = end_of(old, span, source, at) | _how(by, at, Change.ENDED, because)
    row = HouseholdMember.objects.create(
        household_id=old.household_id, person_id=old.person_id, replaces=old, **columns
    )
    audit.record(by=by, did="household.left", target=old.household, at=at, detail={"member": str(row.pk)})
    return row


@transaction.atomic
def correct_membership(
    *, by: Actor, member_id: UUID, span: rules.Span, source: rules.Source, because: str, at: datetime
) -> HouseholdMember:
    """Put right from when to when somebody lived in a household.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or HouseholdMember.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    _check(span, source, at)
    old = counting(HouseholdMember, by, member_id)
    row = HouseholdMember.objects.create(
        household_id=old.household_id,
        person_id=old.person_id,
        replaces=old,
        **span_columns(span, source, is_over=span.is_over),
        **_how(by, at, Change.CORRECTED, because),
    )
    detail = {"member": str(row.pk)}
    audit.record(by=by, did="household.member_corrected", target=old.household, at=at, detail=detail)
    return row


@transaction.atomic
def undo_membership(*, by: Actor, member_id: UUID, because: str, at: datetime) -> HouseholdMember:
    """Take back the last thing that was said of a membership. What stood before, if anything, counts again.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or HouseholdMember.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    row = take_back(counting(HouseholdMember, by, member_id), by, because, at)
    detail = {"member": str(row.pk)}
    audit.record(by=by, did="household.member_undone", target=row.household, at=at, detail=detail)
    return row


@transaction.atomic
def correct_address(
    *, by: Actor, address_id: UUID, lives: Lives, because: str, at: datetime
) -> HouseholdAddress:
    """Put right where a household lives, or from when. What stood there before stays in the record.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or HouseholdAddress.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    old = counting(HouseholdAddress, by, address_id)
    row = _address(by, old.household, lives, at, Change.CORRECTED, because, old)
    audit.record(
        by=by, did="household.address_corrected", target=old.household, at=at, changed=_moved(old, row)
    )
    return row


@transaction.atomic
def move_household(
    *, by: Actor, address_id: UUID, lives: Lives, because: str, at: datetime
) -> HouseholdAddress:
    """Record that a household has moved: its address ends on the day on which the new one begins.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or HouseholdAddress.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    old = counting(HouseholdAddress, by, address_id)
    ended = end_of(old, rules.Span(last=lives.span.first), lives.source, at)
    HouseholdAddress.objects.create(
        household_id=old.household_id,
        address=old.address,
        postcode=old.postcode,
        replaces=old,
        **ended,
        **_how(by, at, Change.ENDED, because),
    )
    row = _address(by, old.household, lives, at, Change.ADDED)
    audit.record(by=by, did="household.moved", target=old.household, at=at, changed=_moved(old, row))
    return row


@transaction.atomic
def hide_address(
    *, by: Actor, household_id: UUID, person_id: UUID, source: rules.Source, at: datetime
) -> HiddenAddress:
    """Record that somebody must not learn where a household lives. Said twice, it is said once.

    Raises NotAllowed, Unsaid, Household.DoesNotExist or Person.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_source(source, at.astimezone(LONDON).date())
    household = Household.objects.select_for_update().get(pk=household_id, agency_id=by.agency_key)
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key)
    hidden, is_new = HiddenAddress.objects.get_or_create(
        agency_id=by.agency_key,
        household=household,
        person=person,
        undone_at=None,
        defaults={
            "said_by": source.said_by.strip(),
            "said_on": source.said_on,
            "note": source.note.strip(),
            "recorded_by_id": by.practitioner_key,
            "recorded_at": at,
        },
    )
    if is_new:
        audit.record(by=by, did="household.address_hidden", target=household, at=at)
    return hidden


@transaction.atomic
def show_address(*, by: Actor, hidden_id: UUID, because: str, at: datetime) -> HiddenAddress:
    """Record that an address need not be hidden from somebody any more, and why.

    Raises NotAllowed, Unsaid, ChangedMeanwhile or HiddenAddress.DoesNotExist.
    """
    rules.check_may_keep_family(by)
    rules.check_why_changed(because)
    hidden = HiddenAddress.objects.select_for_update().get(pk=hidden_id, agency_id=by.agency_key)
    rules.check_still_counts(undone=hidden.undone_at is not None, replaced=False)
    hidden.undone_by_id, hidden.undone_at = by.practitioner_key, at
    hidden.undone_because = because.strip()[:300]
    hidden.save(update_fields=["undone_by", "undone_at", "undone_because"])
    audit.record(by=by, did="household.address_shown", target=hidden.household, at=at)
    return hidden


def _check(span: rules.Span, source: rules.Source, at: datetime) -> None:
    today = at.astimezone(LONDON).date()
    rules.check_source(source, today)
    rules.check_span(span, today)


def _address(
    by: Actor,
    household: Household,
    lives: Lives,
    at: datetime,
    change: Change,
    because: str = "",
    replaces: HouseholdAddress | None = None,
) -> HouseholdAddress:
    _check(lives.span, lives.source, at)
    return HouseholdAddress.objects.create(
        household=household,
        address=lives.address.strip(),
        postcode=lives.postcode.strip(),
        replaces=replaces,
        **span_columns(lives.span, lives.source, is_over=lives.span.is_over),
        **_how(by, at, change, because),
    )


def _moved(old: HouseholdAddress, new: HouseholdAddress) -> dict[str, tuple[Any, Any]]:
    """What is another, for the audit, which keeps of it only that it is."""
    names = ("address", "postcode", "from_on", "to_on")
    return {name: (getattr(old, name), getattr(new, name)) for name in names}


def _how(by: Actor, at: datetime, change: Change, because: str = "") -> dict[str, Any]:
    return {
        "agency_id": by.agency_key,
        "change": change,
        "because": because.strip()[:300],
        "recorded_by_id": by.practitioner_key,
        "recorded_at": at,
    }


def _next_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('understand_household_seq')")
        (number,) = cursor.fetchone()
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)
