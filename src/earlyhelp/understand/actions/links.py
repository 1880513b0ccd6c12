"""Saying who a report or a record is about, and taking it back. Saying the same thing twice changes nothing."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.queries.rights import check_may_use
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import queries, rules
from earlyhelp.understand.models import NotSame, Person, PersonLink, SourceRecord
from earlyhelp.understand.queries.joined import get_current_person, list_joined
from earlyhelp.understand.rules.sides import Side, SideKind

PREFIX = "PN"
_COLUMN = {SideKind.REPORT: "reported_id", SideKind.RECORD: "record_id"}
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('understand.links ' || %s, 0))"


@transaction.atomic
def link_reported(*, by: Actor, reported_id: UUID, person_id: UUID, at: datetime) -> PersonLink:
    """Say that a report is about this person.

    Raises NotAllowed, AlreadyLinked, ReportedPerson.DoesNotExist or Person.DoesNotExist.
    """
    rules.check_may_link(by)
    lock(by)
    side = Side(SideKind.REPORT, reported_id)
    live_link(by, side)
    return link_source(by, side, get_current_person(by, person_id), at)


@transaction.atomic
def make_person(*, by: Actor, reported_id: UUID, at: datetime) -> Person:
    """Say that a report is about somebody who was not known before. A report that is linked keeps its person.

    Raises NotAllowed or ReportedPerson.DoesNotExist.
    """
    rules.check_may_link(by)
    lock(by)
    return person_of_source(by, Side(SideKind.REPORT, reported_id), at)


@transaction.atomic
def link_reports(*, by: Actor, reported_id: UUID, other_id: UUID, at: datetime) -> Person:
    """Say that two reports are about one person: the one that either is linked to, or a new one.

    Raises NotAllowed, AlreadyLinked when they are linked to two people, ReportedPerson.DoesNotExist.
    """
    rules.check_may_link(by)
    lock(by)
    sides = [Side(SideKind.REPORT, key) for key in (reported_id, other_id)]
    first = live_link(by, sides[0]) or live_link(by, sides[1])
    person = get_current_person(by, first.person_id) if first else person_of_source(by, sides[0], at)
    for side in sides:
        link_source(by, side, person, at)
    return person


@transaction.atomic
def say_not_same(
    *,
    by: Actor,
    reported_id: UUID,
    at: datetime,
    person_id: UUID | None = None,
    other_id: UUID | None = None,
) -> NotSame:
    """Say that a report is not about this person, or not about the one whom another report is about.

    Give one of `person_id` and `other_id`. Remembered: the pair is not offered again. Raises NotAllowed,
    StillLinked, ValueError, ReportedPerson.DoesNotExist or Person.DoesNotExist.
    """
    rules.check_may_link(by)
    if (person_id is None) == (other_id is None):
        raise ValueError("say_not_same needs either a person or another report")
    lock(by)
    for key in [reported_id] if other_id is None else [reported_id, other_id]:
        ReportedPerson.objects.only("pk").get(pk=key)
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key) if person_id else None
    live = queries.get_link(by, reported_id)
    if live is not None and person_id is not None:
        joined = list_joined(by, [live.person_id, person_id])
        rules.check_can_part(joined[live.person_id][0], joined[person_id][0])
    said, is_new = NotSame.objects.get_or_create(
        agency_id=by.agency_key,
        reported_id=reported_id,
        person=person,
        other_id=other_id,
        undone_at=None,
        defaults={"said_by_id": by.practitioner_id, "said_at": at},
    )
    if is_new:
        detail = {"reported": str(reported_id), "other": str(other_id or "")}
        audit.record(by=by, did="person.parted", target=person or said, at=at, detail=detail)
    return said


@transaction.atomic
def undo_link(*, by: Actor, reported_id: UUID, because: str, at: datetime) -> PersonLink | None:
    """Take back whom a report is about, and say why. The link stays visible; None when there is no live one.

    Raises NotAllowed, NoReason or ReportedPerson.DoesNotExist.
    """
    rules.check_may_link(by)
    rules.check_reason(because)
    lock(by)
    return undo_of_source(by, Side(SideKind.REPORT, reported_id), because, at)


@transaction.atomic
def undo_link_of_record(*, by: Actor, record_id: UUID, because: str, at: datetime) -> PersonLink | None:
    """Take back whom a source record is about, and say why. The link stays visible; None when there is no live one.

    Raises NotAllowed, NoReason or SourceRecord.DoesNotExist.
    """
    rules.check_may_link(by)
    rules.check_reason(because)
    lock(by)
    return undo_of_source(by, Side(SideKind.RECORD, record_id), because, at)


def lock(by: Actor) -> None:
    """Let nobody else of the agency say who is who until the end: joins must not meet in a ring."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [str(by.agency_key)])


def live_link(by: Actor, side: Side) -> PersonLink | None:
    """The live link of a report or a record that the actor may see. Raises DoesNotExist of either."""
    if side.kind is SideKind.REPORT:
        ReportedPerson.objects.only("pk").get(pk=side.key)
    else:
        SourceRecord.objects.only("pk").get(pk=side.key)
    live = PersonLink.objects.filter(
        agency_id=by.agency_key, undone_at=None, **{_COLUMN[side.kind]: side.key}
    )
    return live.select_related("person").first()


def person_of_source(by: Actor, side: Side, at: datetime) -> Person:
    """Whom a report or a record is about; a new person, linked to it, when nobody has said."""
    live = live_link(by, side)
    if live is not None:
        return get_current_person(by, live.person_id)
    person = new_person(by, at)
    _link(by, side, person, at)
    return person


def new_person(by: Actor, at: datetime) -> Person:
    """A new person, of whom nothing is known yet."""
    person = Person.objects.create(
        reference=next_person_reference(at),
        agency_id=by.agency_key,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    audit.record(by=by, did="person.made", target=person, at=at)
    return person


def link_source(by: Actor, side: Side, person: Person, at: datetime) -> PersonLink:
    """Link a report or a record to whom a person is now. Raises AlreadyLinked, DoesNotExist of either."""
    live = live_link(by, side)
    if live is None:
        return _link(by, side, person, at)
    rules.check_can_link(list_joined(by, [live.person_id])[live.person_id][0], person.pk)
    return live


def undo_of_source(by: Actor, side: Side, because: str, at: datetime) -> PersonLink | None:
    """Take back whom a report or a record is about."""
    live = live_link(by, side)
    if live is None:
        return None
    live.undone_by_id, live.undone_at, live.undone_because = by.practitioner_id, at, because.strip()[:300]
    live.save(update_fields=["undone_by", "undone_at", "undone_because"])
    detail = {"reported" if side.kind is SideKind.REPORT else "record": str(side.key)}
    audit.record(
        by=by, did="person.unlinked", target=live.person, at=at, reason=live.undone_because, detail=detail
    )
    return live


def _link(by: Actor, side: Side, person: Person, at: datetime) -> PersonLink:
    check_may_use(by, [person.pk])
    link = PersonLink.objects.create(
        agency_id=by.agency_key,
        person=person,
        linked_by_id=by.practitioner_key,
        linked_at=at,
        **{_COLUMN[side.kind]: side.key},
    )
    name = "reported" if side.kind is SideKind.REPORT else "record"
    audit.record(by=by, did="person.linked", target=person, at=at, detail={name: str(side.key)})
    return link


def next_person_reference(at: datetime) -> str:
    """The next reference that people can say, such as PN-26-0000017."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('understand_reference_seq')")
        (number,) = cursor.fetchone()
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)
