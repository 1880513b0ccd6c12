"""Saying who a report is about, and taking it back. Saying the same thing twice changes nothing."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import format_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import queries, rules
from earlyhelp.understand.models import NotSame, Person, PersonLink

PREFIX = "PN"


@transaction.atomic
def link_reported(*, by: Actor, reported_id: UUID, person_id: UUID, at: datetime) -> PersonLink:
    """Say that a report is about this person.

    Raises NotAllowed, AlreadyLinked, ReportedPerson.DoesNotExist or Person.DoesNotExist.
    """
    rules.check_may_link(by)
    _lock([reported_id])
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key)
    live = queries.get_link(by, reported_id)
    rules.check_can_link(live.person_id if live else None, person.pk)
    return live or _link(by, reported_id, person, at)


@transaction.atomic
def make_person(*, by: Actor, reported_id: UUID, at: datetime) -> Person:
    """Say that a report is about somebody who was not known before. A report that is linked keeps its person.

    Raises NotAllowed or ReportedPerson.DoesNotExist.
    """
    rules.check_may_link(by)
    _lock([reported_id])
    live = queries.get_link(by, reported_id)
    if live is not None:
        return live.person
    person = Person.objects.create(
        reference=next_person_reference(at), agency_id=by.agency_key, made_by_id=by.practitioner_key, made_at=at
    )
    audit.record(by=by, did="person.made", target=person, at=at)
    _link(by, reported_id, person, at)
    return person


@transaction.atomic
def link_reports(*, by: Actor, reported_id: UUID, other_id: UUID, at: datetime) -> Person:
    """Say that two reports are about one person: the one that either is linked to, or a new one.

    Raises NotAllowed, AlreadyLinked when they are linked to two people, ReportedPerson.DoesNotExist.
    """
    rules.check_may_link(by)
    _lock([reported_id, other_id])
    live = queries.list_links(by, [reported_id, other_id])
    first = live.get(reported_id) or live.get(other_id)
    person = first.person if first else make_person(by=by, reported_id=reported_id, at=at)
    for key in (reported_id, other_id):
        link_reported(by=by, reported_id=key, person_id=person.pk, at=at)
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
    _lock([reported_id] if other_id is None else [reported_id, other_id])
    person = Person.objects.get(pk=person_id, agency_id=by.agency_key) if person_id else None
    live = queries.get_link(by, reported_id)
    rules.check_can_part(live.person_id if live else None, person_id)
    said, is_new = NotSame.objects.get_or_create(
        agency_id=by.agency_key,
        reported_id=reported_id,
        person=person,
        other_id=other_id,
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
    _lock([reported_id])
    live = queries.get_link(by, reported_id)
    if live is None:
        return None
    live.undone_by_id, live.undone_at, live.undone_because = by.practitioner_id, at, because.strip()[:300]
    live.save(update_fields=["undone_by", "undone_at", "undone_because"])
    detail = {"reported": str(reported_id)}
    audit.record(
        by=by, did="person.unlinked", target=live.person, at=at, reason=live.undone_because, detail=detail
    )
    return live


def _lock(reported_ids: Iterable[UUID]) -> None:
    """Let nobody else speak of these reports meanwhile. Always in one order, so that nobody waits in a ring."""
    for key in sorted(set(reported_ids)):
        ReportedPerson.objects.select_for_update().get(pk=key)


def _link(by: Actor, reported_id: UUID, person: Person, at: datetime) -> PersonLink:
    link = PersonLink.objects.create(
        agency_id=by.agency_key,
        person=person,
        reported_id=reported_id,
        linked_by_id=by.practitioner_key,
        linked_at=at,
    )
    audit.record(by=by, did="person.linked", target=person, at=at, detail={"reported": str(reported_id)})
    return link


def next_person_reference(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('understand_reference_seq')")
        (number,) = cursor.fetchone()
    return format_reference(PREFIX, at.astimezone(LONDON).year, number)
