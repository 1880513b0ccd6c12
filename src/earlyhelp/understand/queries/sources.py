"""What a report, a source record or a search says of who somebody is, and to whom it is linked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import ApproximateAge, Identity
from earlyhelp.understand.models import NotSame, Person, PersonJoin, PersonLink, SourceRecord
from earlyhelp.understand.queries.joined import list_joined, people_of
from earlyhelp.understand.rules.sides import Side, SideKind


def identity_of_record(record: SourceRecord) -> Identity:
    """Who a source record says somebody is. Reads `record.identifiers`: prefetch them."""
    aged = record.age is not None and record.age_stated_on is not None
    return Identity(
        given_name=record.given_name,
        family_name=record.family_name,
        other_names=tuple(record.other_names),
        date_of_birth=record.date_of_birth,
        approximate_age=ApproximateAge(record.age, record.age_stated_on) if aged else None,  # type: ignore[arg-type]
        address=record.address,
        postcode=record.postcode,
        telephone=record.telephone,
        identifiers=tuple((one.system, one.value) for one in record.identifiers.all()),
    )


def identity_of_version(said: Mapping[str, Any]) -> Identity:
    """Who a source record once said somebody is. Numbers and ages are not kept in earlier versions."""
    born = said.get("date_of_birth")
    return Identity(
        given_name=said.get("given_name", ""),
        family_name=said.get("family_name", ""),
        other_names=tuple(said.get("other_names", ())),
        date_of_birth=date.fromisoformat(born) if born else None,
        address=said.get("address", ""),
        postcode=said.get("postcode", ""),
        telephone=said.get("telephone", ""),
    )


def list_records_now(by: Actor, person_id: UUID) -> list[SourceRecord]:
    """The source records linked to a person, or to who is one with them, that the actor may see, newest first.

    Whoever shows them has opened the record (`record_opening`).
    """
    linked = PersonLink.objects.filter(person_id__in=people_of(by, person_id), undone_at=None)
    return list(whole_records().filter(pk__in=linked.values("record_id")).order_by("-received_at", "-id"))


def whole_records() -> QuerySet[SourceRecord]:
    """Source records as a page needs them."""
    return SourceRecord.objects.select_related("agency").prefetch_related("identifiers", "versions")


def get_record(*, by: Actor, record_id: UUID, at: datetime) -> SourceRecord:
    """One source record that the actor may see. Audited. Raises SourceRecord.DoesNotExist."""
    record = whole_records().get(pk=record_id)
    audit.record_read(by=by, what="source_record", targets=[record], at=at, reason="to compare")
    return record


@dataclass(frozen=True, slots=True)
class Standing:
    """To whom each side belongs now, and which pairs were said not to be the same."""

    people: dict[Side, UUID]
    groups: dict[UUID, frozenset[UUID]]
    parted: frozenset[frozenset[Side]]

    def person_of(self, side: Side) -> UUID | None:
        """The key of the person whom this side belongs to now; None when nobody has said."""
        return self.people.get(side)

    def are_together(self, one: Side, other: Side) -> bool:
        """True when both belong to one person."""
        mine = self.people.get(one)
        return mine is not None and mine == self.people.get(other)

    def are_parted(self, one: Side, other: Side) -> bool:
        """True when somebody said that they are not the same, or not the same as whom the other belongs to."""
        return any(
            frozenset((mine, theirs)) in self.parted
            for mine in self._handles(one)
            for theirs in self._handles(other)
        )

    def _handles(self, side: Side) -> set[Side]:
        person = self.people.get(side)
        group = self.groups.get(person, frozenset()) if person else frozenset()
        return {side, *(Side(SideKind.PERSON, key) for key in group)}


def get_standing(by: Actor, sides: Iterable[Side]) -> Standing:
    """What has been said of all these sides, by the actor's agency. Three queries; names nobody."""
    sides = set(sides)
    reports = [side.key for side in sides if side.kind is SideKind.REPORT]
    records = [side.key for side in sides if side.kind is SideKind.RECORD]
    linked = {side: side.key for side in sides if side.is_person}
    live = PersonLink.objects.filter(agency_id=by.agency_key, undone_at=None).order_by()
    found = live.filter(reported_id__in=reports) | live.filter(record_id__in=records)
    for reported_id, record_id, person_id in found.values_list("reported_id", "record_id", "person_id"):
        kind = SideKind.REPORT if reported_id else SideKind.RECORD
        linked[Side(kind, reported_id or record_id)] = person_id
    joined = list_joined(by, linked.values())
    groups = dict(joined.values())
    people = {side: joined[person][0] for side, person in linked.items()}
    everybody = set(groups).union(*groups.values())
    return Standing(people, groups, _parted(by, reports, records, everybody))


def _parted(
    by: Actor, reports: Sequence[UUID], records: Sequence[UUID], people: Iterable[UUID]
) -> frozenset[frozenset[Side]]:
    columns = {SideKind.REPORT: reports, SideKind.RECORD: records, SideKind.PERSON: list(people)}
    said = NotSame.objects.filter(agency_id=by.agency_key, undone_at=None).order_by()
    first = said.none()
    for name, kind in FIRST.items():
        first = first | said.filter(**{f"{name}__in": columns[kind]})
    for name, kind in SECOND.items():
        first = first | said.filter(**{f"{name}__in": columns[kind]})
    return frozenset(frozenset(_pair(row)) for row in first.values(*FIRST, *SECOND))


FIRST = {
    "reported_id": SideKind.REPORT,
    "record_id": SideKind.RECORD,
    "other_person_id": SideKind.PERSON,
}
SECOND = {
    "person_id": SideKind.PERSON,
    "other_id": SideKind.REPORT,
    "other_record_id": SideKind.RECORD,
}


def pair_of(said: NotSame) -> tuple[Side, ...]:
    """The two of whom it was said that they are not the same."""
    return _pair({name: getattr(said, name) for name in (*FIRST, *SECOND)})


def _pair(row: dict[str, UUID | None]) -> tuple[Side, ...]:
    return tuple(Side(kind, key) for name, kind in (*FIRST.items(), *SECOND.items()) if (key := row[name]))


def list_parted(by: Actor, person_id: UUID) -> list[NotSame]:
    """Who was said not to be this person, or whoever is one with them, the newest first. Names nobody."""
    people = people_of(by, person_id)
    said = NotSame.objects.filter(agency_id=by.agency_key, undone_at=None)
    return list(
        (said.filter(person_id__in=people) | said.filter(other_person_id__in=people))
        .select_related(
            "said_by",
            "person",
            "other_person",
            "reported__notification",
            "record__agency",
        )
        .order_by("-said_at", "-id")
    )


def list_links_of(by: Actor, person_id: UUID) -> list[PersonLink]:
    """Every link to this person and to who is one with them, undone ones too, the newest first."""
    return list(
        PersonLink.objects.filter(agency_id=by.agency_key, person_id__in=people_of(by, person_id))
        .select_related(
            "person", "linked_by", "undone_by", "reported__notification__agency", "record__agency"
        )
        .order_by("-linked_at", "-id")
    )


def list_joins_of(by: Actor, person_id: UUID) -> list[PersonJoin]:
    """Every joining among those who are one with this person, undone ones of theirs too, the newest first."""
    people = people_of(by, person_id)
    joins = PersonJoin.objects.filter(agency_id=by.agency_key)
    return list(
        (joins.filter(person_id__in=people) | joins.filter(into_id__in=people))
        .select_related("person", "into", "joined_by", "undone_by")
        .order_by("-joined_at", "-id")
    )


def list_people(by: Actor, person_ids: Iterable[UUID]) -> dict[UUID, Person]:
    """These people of the actor's agency, by key: references, no names."""
    return {one.pk: one for one in Person.objects.filter(pk__in=list(person_ids), agency_id=by.agency_key)}


def list_reports(person_ids: Iterable[UUID]) -> QuerySet[ReportedPerson]:
    """The reports linked to any of these people, as row-level security shows them."""
    linked = PersonLink.objects.filter(person_id__in=list(person_ids), undone_at=None)
    return ReportedPerson.objects.filter(pk__in=linked.values("reported_id")).select_related(
        "notification__agency"
    )
