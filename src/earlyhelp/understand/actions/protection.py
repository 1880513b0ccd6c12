"""Keeping a record for named readers, keeping two people apart, a worker from their own record; and ending it."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.actions.entries import today
from earlyhelp.understand.choices.protection import WhyKept
from earlyhelp.understand.models import KeptApart, OwnRecord, Person, Restriction
from earlyhelp.understand.queries.joined import people_of
from earlyhelp.understand.queries.protection import list_apart, list_possible_readers, list_workers
from earlyhelp.understand.rules import protection as rules


@transaction.atomic
def restrict_person(
    *,
    by: Actor,
    person_id: UUID,
    why: str,
    words: str,
    readers: Iterable[UUID],
    review_on: date,
    at: datetime,
) -> Restriction:
    """Let a record open to these readers only, and to the actor. An earlier restriction is ended.

    To everybody else the person is not there from the next statement on. Raises NotAllowed, NotProtected,
    Person.DoesNotExist.
    """
    person = Person.objects.get(pk=person_id)
    rules.check_may_protect(by, owner=person.agency_id)
    named = set(list_possible_readers(by).filter(pk__in=list(readers)).values_list("pk", flat=True))
    named.add(by.practitioner_key)
    rules.check_readers(named, decider=by.practitioner_key)
    rules.check_review(review_on, today(at))
    if why == WhyKept.OTHER:
        rules.check_why(words, field="words")
    standing = Restriction.objects.filter(person_id__in=people_of(by, person_id), ended_at=None)
    standing.update(ended_at=at, ended_by_id=by.practitioner_key, ended_because="")
    made = Restriction.objects.create(
        agency_id=person.agency_id,
        person=person,
        why=why,
        words=words.strip(),
        readers=sorted(named),
        decided_by_id=by.practitioner_key,
        decided_at=at,
        review_on=review_on,
    )
    detail = {"readers": [str(one) for one in sorted(named)], "until": review_on.isoformat()}
    audit.record(by=by, did="restriction.made", target=person, reason=why, at=at, detail=detail)
    return made


@transaction.atomic
def end_restriction(*, by: Actor, restriction_id: UUID, because: str, at: datetime) -> Restriction:
    """Let a record open as any other again. Raises NotAllowed, NotProtected, Restriction.DoesNotExist."""
    found = Restriction.objects.select_for_update(of=("self",)).select_related("person")
    row = found.get(pk=restriction_id, ended_at=None)
    rules.check_may_protect(by, owner=row.agency_id)
    rules.check_why(because, field="because")
    row.ended_at, row.ended_by_id, row.ended_because = at, by.practitioner_id, because.strip()[:300]
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])
    audit.record(by=by, did="restriction.ended", target=row.person, at=at)
    return row


@transaction.atomic
def keep_apart(
    *, by: Actor, person_id: UUID, other_id: UUID, why: str, review_on: date, at: datetime
) -> KeptApart:
    """Let two people never share a view from now on. Twice is once. Raises NotAllowed, NotProtected."""
    person, other = Person.objects.get(pk=person_id), Person.objects.get(pk=other_id)
    rules.check_may_protect(by, owner=person.agency_id)
    rules.check_may_protect(by, owner=other.agency_id)
    rules.check_why(why)
    rules.check_review(review_on, today(at))
    if other.pk in people_of(by, person.pk):
        raise rules.NotProtected("other", _("Enter the reference of another person of your front door"))
    if other.pk in list_apart(by, [person.pk]):
        raise rules.NotProtected("other", _("These two are kept apart already"))
    made = KeptApart.objects.create(
        agency_id=person.agency_id,
        person=person,
        other=other,
        why=why.strip()[:300],
        decided_by_id=by.practitioner_key,
        decided_at=at,
        review_on=review_on,
    )
    for one in (person, other):
        audit.record(by=by, did="kept_apart.made", target=one, at=at, detail={"pair": str(made.pk)})
    return made


@transaction.atomic
def end_keeping_apart(*, by: Actor, pair_id: UUID, because: str, at: datetime) -> KeptApart:
    """Let two people stand on one page again. Raises NotAllowed, NotProtected, KeptApart.DoesNotExist."""
    found = KeptApart.objects.select_for_update(of=("self",)).select_related("person", "other")
    row = found.get(pk=pair_id, ended_at=None)
    rules.check_may_protect(by, owner=row.agency_id)
    rules.check_why(because, field="because")
    row.ended_at, row.ended_by_id, row.ended_because = at, by.practitioner_id, because.strip()[:300]
    row.save(update_fields=["ended_at", "ended_by", "ended_because"])
    for one in (row.person, row.other):
        audit.record(by=by, did="kept_apart.ended", target=one, at=at, detail={"pair": str(row.pk)})
    return row


@transaction.atomic
def keep_from_worker(*, by: Actor, person_id: UUID, practitioner_id: UUID, at: datetime) -> OwnRecord:
    """Keep a worker from their own record, or one close to them, and from everybody in the household. Twice is once.

    Raises NotAllowed, NotProtected, Person.DoesNotExist.
    """
    person = Person.objects.get(pk=person_id)
    rules.check_may_protect(by, owner=person.agency_id)
    if not list_workers(by).filter(pk=practitioner_id).exists():
        raise rules.NotProtected("worker", _("Choose a colleague of your agency"))
    there = OwnRecord.objects.filter(person=person, practitioner_id=practitioner_id, ended_at=None).first()
    if there is not None:
        return there
    made = OwnRecord.objects.create(
        agency_id=person.agency_id,
        practitioner_id=practitioner_id,
        person=person,
        recorded_by_id=by.practitioner_key,
        recorded_at=at,
    )
    audit.record(
        by=by, did="own_record.kept", target=person, at=at, detail={"practitioner": str(practitioner_id)}
    )
    return made


@transaction.atomic
def end_keeping_from_worker(*, by: Actor, own_id: UUID, at: datetime) -> OwnRecord:
    """It was a mistake: the worker is not close to this person. Raises NotAllowed, OwnRecord.DoesNotExist."""
    row = OwnRecord.objects.select_related("person").get(pk=own_id, ended_at=None)
    rules.check_may_protect(by, owner=row.agency_id)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    audit.record(by=by, did="own_record.ended", target=row.person, at=at)
    return row
