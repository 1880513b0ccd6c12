"""Saying that any two are one: reports, source records and people. Nothing moves, so that undoing restores all."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.understand import rules
from earlyhelp.understand.actions.links import link_source, live_link, lock, new_person, person_of_source
from earlyhelp.understand.models import NotSame, Person, PersonJoin
from earlyhelp.understand.queries.joined import get_current_person
from earlyhelp.understand.queries.sources import get_standing
from earlyhelp.understand.rules.sides import Side, SideKind, check_can_join

_FIRST = {SideKind.REPORT: "reported_id", SideKind.RECORD: "record_id", SideKind.PERSON: "other_person_id"}
_SECOND = {SideKind.REPORT: "other_id", SideKind.RECORD: "other_record_id", SideKind.PERSON: "person_id"}
_ORDER = (SideKind.REPORT, SideKind.RECORD, SideKind.PERSON)


@transaction.atomic
def link_sides(*, by: Actor, one: Side, other: Side, at: datetime, may_join: bool = True) -> Person:
    """Say that two are one person: link what is not linked, join two people into the one who was made first.

    Without `may_join`, two people stay two. Raises NotAllowed, AlreadyLinked, SaidNotSame, SaidOfItself, or
    DoesNotExist of a report, a record or a person.
    """
    rules.check_may_link(by)
    lock(by)
    _check_there(by, one, other)
    standing = get_standing(by, [one, other])
    check_can_join(is_parted=standing.are_parted(one, other), is_itself=one == other)
    if standing.are_together(one, other):
        return get_current_person(by, standing.people[one])
    mine, theirs = standing.person_of(one), standing.person_of(other)
    if mine is not None and theirs is not None:
        if not may_join:
            rules.check_can_link(mine, theirs)
        return _join(by, mine, theirs, at)
    known = mine or theirs
    person = get_current_person(by, known) if known else new_person(by, at)
    for side in (one, other):
        if not side.is_person:
            link_source(by, side, person, at)
    return person


@transaction.atomic
def make_person_of(*, by: Actor, side: Side, at: datetime) -> Person:
    """Say that a report or a record is about somebody who was not known before; one that is linked keeps its person.

    Raises NotAllowed, or DoesNotExist of a report or a record.
    """
    rules.check_may_link(by)
    lock(by)
    return person_of_source(by, side, at)


@transaction.atomic
def part_sides(*, by: Actor, one: Side, other: Side, at: datetime) -> NotSame:
    """Say that two are not one person. Remembered: neither is offered for the other again.

    Raises NotAllowed, StillLinked, SaidOfItself, or DoesNotExist of a report, a record or a person.
    """
    rules.check_may_link(by)
    lock(by)
    _check_there(by, one, other)
    standing = get_standing(by, [one, other])
    check_can_join(is_parted=False, is_itself=one == other)
    rules.check_can_part(standing.person_of(one), standing.person_of(other))
    first, second = sorted((one, other), key=lambda side: (_ORDER.index(side.kind), side.key))
    said, is_new = NotSame.objects.get_or_create(
        agency_id=by.agency_key,
        undone_at=None,
        **{_FIRST[first.kind]: first.key, _SECOND[second.kind]: second.key},
        defaults={"said_by_id": by.practitioner_id, "said_at": at},
    )
    if is_new:
        audit.record(
            by=by, did="person.parted", target=said, at=at, detail={"one": str(first), "other": str(second)}
        )
    return said


@transaction.atomic
def undo_not_same(*, by: Actor, said_id: UUID, because: str, at: datetime) -> NotSame:
    """Take back that two are not the same, and say why. They may be offered again.

    Raises NotAllowed, NoReason or NotSame.DoesNotExist.
    """
    rules.check_may_link(by)
    rules.check_reason(because)
    lock(by)
    said = NotSame.objects.get(pk=said_id, agency_id=by.agency_key)
    if said.undone_at is None:
        said.undone_by_id, said.undone_at, said.undone_because = by.practitioner_id, at, because.strip()[:300]
        said.save(update_fields=["undone_by", "undone_at", "undone_because"])
        audit.record(by=by, did="person.parting_undone", target=said, at=at, reason=said.undone_because)
    return said


@transaction.atomic
def undo_join(*, by: Actor, join_id: UUID, because: str, at: datetime) -> PersonJoin:
    """Take back that two people are one, and say why. Both stand again as they stood before.

    Raises NotAllowed, NoReason or PersonJoin.DoesNotExist.
    """
    rules.check_may_link(by)
    rules.check_reason(because)
    lock(by)
    join = PersonJoin.objects.select_related("person").get(pk=join_id, agency_id=by.agency_key)
    if join.undone_at is None:
        join.undone_by_id, join.undone_at, join.undone_because = by.practitioner_id, at, because.strip()[:300]
        join.save(update_fields=["undone_by", "undone_at", "undone_because"])
        audit.record(
            by=by,
            did="person.join_undone",
            target=join.person,
            at=at,
            reason=join.undone_because,
            detail={"into": str(join.into_id)},
        )
    return join


def _check_there(by: Actor, *sides: Side) -> None:
    """Raises DoesNotExist for what is not there, or not for the actor to see."""
    for side in sides:
        if side.is_person:
            Person.objects.only("pk").get(pk=side.key, agency_id=by.agency_key)
        else:
            live_link(by, side)


def _join(by: Actor, one: UUID, other: UUID, at: datetime) -> Person:
    kept, joined = sorted(
        (get_current_person(by, key) for key in (one, other)), key=lambda person: (person.made_at, person.pk)
    )
    PersonJoin.objects.create(
        agency_id=by.agency_key, person=joined, into=kept, joined_by_id=by.practitioner_key, joined_at=at
    )
    audit.record(by=by, did="person.joined", target=joined, at=at, detail={"into": str(kept.pk)})
    return kept
