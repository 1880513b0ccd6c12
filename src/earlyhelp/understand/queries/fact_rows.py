"""Who is who, as numbers for facts: the person behind a report or a source record, and whose facts are told less."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from earlyhelp.govern.choices.rights import MarkKind
from earlyhelp.govern.models.rights import RecordMark
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.pseudonyms import Named, Numbers, Silent
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand.choices.chronology import EventKind
from earlyhelp.understand.models import (
    KeptApart,
    PartnerEvent,
    PersonJoin,
    PersonLink,
    PersonStatement,
    Restriction,
)

_AT_A_TIME: Final = 2000
Place = tuple[UUID, int]
"""A notification, and the place of a person in it."""


@dataclass(frozen=True, slots=True)
class Who:
    """The people of one agency as numbers. `silent` is of everybody whom any agency keeps or does not use."""

    numbers: Numbers
    silent: Silent
    known: Mapping[UUID, int]
    tops: Mapping[UUID, UUID]

    def number(self, person_id: UUID) -> int | None:
        """The number of a person; None for one who is kept."""
        number = self._number(person_id)
        return None if number in self.silent.kept else number

    def is_unused(self, person_id: UUID) -> bool:
        """Whether the person asked that the record is kept and not used."""
        return self._number(person_id) in self.silent.unused

    def _number(self, person_id: UUID) -> int:
        top = self.tops.get(person_id, person_id)
        return self.known.get(top) or self.numbers.of("person", top)


class ContactFact(NamedTuple):
    """One contact of a person with the criminal justice system, as a partner's system has it. `at` as elsewhere."""

    contact: int
    person: int
    force: str
    area: str
    at: int
    kind: str


def get_silent(by: Actor, numbers: Numbers) -> Silent:
    """Every number under which somebody might be met whom the actor's agency keeps, or does not use. Eight queries."""
    live = {"agency_id": by.agency_key, "ended_at": None}
    kept = {*Restriction.objects.filter(**live).order_by().values_list("person_id", flat=True)}
    for pair in KeptApart.objects.filter(**live).order_by().values_list("person_id", "other_id"):
        kept |= set(pair)
    marks = RecordMark.objects.filter(kind=MarkKind.RESTRICTED, until_at=None).order_by()
    tops = _tops(by)
    kept, unused = (
        {tops.get(one, one) for one in some}
        for some in (kept, set(marks.values_list("record_id", flat=True)))
    )
    both = kept | unused
    if not both:
        return Silent()
    every = {one: {numbers.of("person", one)} for one in both}
    together = both | {one for one, top in tops.items() if top in both}
    for person_id, named in _named(by, together):
        if (number := numbers.named(named)) is not None:
            every[tops.get(person_id, person_id)].add(number)
    return Silent(*(frozenset(number for one in some for number in every[one]) for some in (kept, unused)))


def get_who(by: Actor, numbers: Numbers, silent: Silent) -> Who:
    """Everybody whom the actor's agency knows, as numbers. Four queries; it grows with people, not with what happened.

    A person's number is that of the names and the date of birth in the first report that was linked and has all three,
    or else the first record, or what was said of them: a force's own incidents about the same person have it too.
    """
    tops = _tops(by)
    known: dict[UUID, int] = {}
    for person_id, named in _named(by):
        top = tops.get(person_id, person_id)
        if top not in known and (number := numbers.named(named)) is not None:
            known[top] = number
    return Who(numbers, silent, known, tops)


def _tops(by: Actor) -> dict[UUID, UUID]:
    """Whom everybody is now who was found to be one with somebody."""
    joins = PersonJoin.objects.filter(agency_id=by.agency_key, undone_at=None).order_by()
    into = dict(joins.values_list("person_id", "into_id"))
    found = {}
    for one in into:
        top = one
        while top in into:
            top = into[top]
        found[one] = top
    return found


def _statements(by: Actor) -> QuerySet[PersonStatement]:
    said = PersonStatement.objects.filter(
        agency_id=by.agency_key, undone_at=None, date_of_birth__isnull=False
    )
    return said.order_by("recorded_at", "pk")


def _links(by: Actor) -> QuerySet[PersonLink]:
    return PersonLink.objects.filter(agency_id=by.agency_key, undone_at=None)


def _named(by: Actor, among: Collection[UUID] | None = None) -> Iterator[tuple[UUID, Named]]:
    """Under which names and dates of birth people were met: reports as they were linked, then records, then what was
    said of them."""
    links, statements = _links(by), _statements(by)
    if among is not None:
        links, statements = links.filter(person_id__in=among), statements.filter(person_id__in=among)
    rows = links.order_by("linked_at", "pk")
    for of in ("reported", "record"):
        columns = [f"{of}__{name}" for name in ("given_name", "family_name", "date_of_birth")]
        found = rows.filter(**{f"{of}__isnull": False}).values_list("person_id", *columns)
        for person_id, given, family, born in found.iterator(_AT_A_TIME):
            yield person_id, (given, family, born)
    columns = ("person_id", "given_name", "family_name", "date_of_birth")
    for person_id, given, family, born in statements.values_list(*columns).iterator(_AT_A_TIME):
        yield person_id, (given, family, born)


def list_linked(by: Actor, notification_ids: Iterable[UUID]) -> dict[Place, UUID]:
    """The person whom each place of these notifications was linked to. Whoever is linked to nobody is not in it."""
    rows = _links(by).filter(reported__notification_id__in=list(notification_ids)).order_by()
    columns = ("person_id", "reported__notification_id", "reported__position", "reported__place")
    return {
        (sent, position if place is None else place): person
        for person, sent, position, place in rows.values_list(*columns)
    }


# Contact with the criminal justice system, as partners' systems record it. Being named in a call to the police is none.
CONTACT_KINDS: Final = (EventKind.ARREST, EventKind.CHARGE, EventKind.CUSTODY)


def _contacts(by: Actor) -> QuerySet[PartnerEvent]:
    return PartnerEvent.objects.filter(
        kind__in=CONTACT_KINDS, record__links__agency_id=by.agency_key, record__links__undone_at=None
    ).order_by()


def get_first_contact_year(by: Actor) -> int | None:
    """The year of the earliest contact of anybody whom the actor's agency knows. One query."""
    first = _contacts(by).aggregate(at=Min("happened_at"), on=Min("happened_on"))
    days = [first["at"] and first["at"].astimezone(LONDON).date(), first["on"]]
    return min((day.year for day in days if day), default=None)


def list_contact_facts(
    by: Actor, who: Who, *, first: datetime, before: datetime, area: str
) -> Iterator[ContactFact]:
    """Contacts with the criminal justice system of people whom the actor's agency knows, from `first` to `before`.

    Nobody who is kept, or whose record is not used, is in it: a contact without its person would say nothing.
    """
    begins, ends = first.astimezone(LONDON).date(), before.astimezone(LONDON).date()
    events = _contacts(by).filter(
        Q(happened_at__gte=first, happened_at__lt=before) | Q(happened_on__gte=begins, happened_on__lt=ends)
    )
    columns = ("pk", "record__links__person_id", "agency__code", "happened_at", "happened_on", "kind")
    for key, person_id, force, at, on, kind in events.values_list(*columns).iterator(_AT_A_TIME):
        person = who.number(person_id)
        if person is None or who.is_unused(person_id):
            continue
        moment = at or datetime.combine(on, time(12), LONDON)
        yield ContactFact(who.numbers.of("contact", key), person, force, area, int(moment.timestamp()), kind)
