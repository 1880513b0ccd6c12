"""Who is kept from whom: restrictions, people kept apart, workers' own records, and what opens in an emergency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import parse_reference
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.understand.models import KeptApart, OwnRecord, Person, Restriction
from earlyhelp.understand.queries.joined import people_of

_PREFIX = "PN"


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A record that somebody asks to open in an emergency. Keys only; nothing of it is shown."""

    person_id: UUID
    agency_id: UUID
    reference: str
    is_kept: bool
    is_own: bool
    readers: tuple[UUID, ...]
    apart: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Protection:
    """How a person is protected, as those who may read the record see it."""

    restriction: Restriction | None
    readers: tuple[Practitioner, ...]
    pairs: tuple[tuple[KeptApart, Person], ...]
    own: tuple[OwnRecord, ...]


def list_apart(by: Actor, person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The keys of all who never share a view with any of these people, and of who is one with them. One query.

    The same for whoever asks: what a reader may not see protects all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT understand_apart_from(%s::uuid[])", [list(person_ids)])
        return frozenset(cursor.fetchone()[0])


def find_to_open(by: Actor, typed: str) -> ToOpen | None:
    """The record with this reference, whoever keeps it, for an emergency. None when there is none. Shows nothing."""
    parsed = parse_reference(typed, prefix=_PREFIX)
    if parsed is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM understand_find_to_open(%s)", [str(parsed)])
        row = cursor.fetchone()
    if row is None:
        return None
    key, agency, is_kept, is_own, readers, apart = row
    return ToOpen(key, agency, str(parsed), is_kept, is_own, tuple(readers), frozenset(apart))


def get_protection(by: Actor, person: Person) -> Protection:
    """How a person is protected. Whoever shows it has opened the record. Five queries."""
    keys = people_of(by, person.pk)
    restriction = (
        Restriction.objects.filter(person_id__in=keys, ended_at=None).select_related("decided_by").first()
    )
    found = Practitioner.objects.filter(pk__in=restriction.readers if restriction else []).order_by("pk")
    pairs = (
        KeptApart.objects.filter(Q(person_id__in=keys) | Q(other_id__in=keys), ended_at=None)
        .select_related("person", "other", "decided_by")
        .order_by("decided_at")
    )
    own = OwnRecord.objects.filter(person_id__in=keys, ended_at=None).select_related("practitioner")
    return Protection(
        restriction,
        tuple(found),
        tuple((one, one.other if one.person_id in keys else one.person) for one in pairs),
        tuple(own.order_by("recorded_at")),
    )


def get_restriction(by: Actor, restriction_id: UUID) -> Restriction:
    """One restriction that stands. Raises Restriction.DoesNotExist."""
    rows = Restriction.objects.filter(agency_id=by.agency_key, ended_at=None)
    return rows.select_related("person").get(pk=restriction_id)


def get_pair(by: Actor, pair_id: UUID) -> KeptApart:
    """One pair that is kept apart. Raises KeptApart.DoesNotExist."""
    rows = KeptApart.objects.filter(agency_id=by.agency_key, ended_at=None)
    return rows.select_related("person", "other").get(pk=pair_id)


def list_possible_readers(by: Actor) -> QuerySet[Practitioner]:
    """Those of the agency who may be named as readers, but not the actor, who always is one."""
    roles = [*FRONT_DOOR_ROLES, Role.PARTNER, Role.SERVICE_WORKER]
    found = Practitioner.objects.filter(agency_id=by.agency_key, role__in=roles, is_active=True)
    return found.exclude(pk=by.practitioner_key).order_by("given_name", "family_name")


def list_workers(by: Actor) -> QuerySet[Practitioner]:
    """Every worker of the agency: one of them may be the person, or close to them."""
    found = Practitioner.objects.filter(agency_id=by.agency_key, is_active=True)
    return found.exclude(pk=by.practitioner_key).order_by("given_name", "family_name")


def count_protection_to_review(by: Actor, *, until: date) -> int:
    """How many restrictions and pairs that the actor may see are to be looked at again by a day. Two queries."""
    return sum(
        model.objects.filter(agency_id=by.agency_key, ended_at=None, review_on__lte=until).count()
        for model in (Restriction, KeptApart)
    )


def list_protection_to_review(by: Actor, *, until: date) -> list[Restriction | KeptApart]:
    """The same, the longest waiting first. Names nobody."""
    found: list[Restriction | KeptApart] = []
    for model in (Restriction, KeptApart):
        rows = model.objects.filter(agency_id=by.agency_key, ended_at=None, review_on__lte=until)
        found += list(rows.select_related("person"))
    return sorted(found, key=lambda one: (one.review_on, str(one.pk)))
