"""Families: what people are to each other, read from both ends, and what officers reported of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.identify.models import ReportedPerson, ReportedRelation
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.understand import rules
from earlyhelp.understand.choices.families import Kind, WhoSees, WhyRestricted
from earlyhelp.understand.facts import Term, term_of, terms
from earlyhelp.understand.models import (
    Person,
    PersonLink,
    RelationPassedOver,
    Relationship,
)
from earlyhelp.understand.queries.joined import list_joined, people_of
from earlyhelp.understand.queries.protection import list_apart
from earlyhelp.understand.queries.said import Known, list_known

STEPS: Final = (
    4  # from one person to their grandparents' children, and to the grandchildren of their partners
)
MOST_PEOPLE: Final = 80
# Who is a friend of somebody's aunt is nobody's business: these do not lead on.
_NEAR_ONLY: Final = (Kind.FRIEND, Kind.NEIGHBOUR, Kind.TRUSTED_ADULT)


@dataclass(frozen=True, slots=True)
class Bond:
    """One relationship between two people as they are known now (joined people are one)."""

    row: Relationship
    person_id: UUID
    other_id: UUID

    def other_than(self, key: UUID) -> UUID:
        """The one at the other end."""
        return self.other_id if key == self.person_id else self.person_id

    def term_for(self, key: UUID) -> Term:
        """What this one of the two is to the other."""
        return term_of(self.row.kind, first=key == self.person_id, is_over=self.row.is_over)

    @property
    def span(self) -> rules.Span:
        """From when to when."""
        row = self.row
        first = rules.Day(row.from_on, row.from_exact) if row.from_on else None
        last = rules.Day(row.to_on, row.to_exact) if row.to_on else None
        return rules.Span(first, last, row.is_over)


@dataclass(frozen=True, slots=True)
class Family:
    """The people around one person, what they are to each other, and whether something is kept back.

    `is_apart` says that somebody is left out because they are kept apart from the one in the centre.
    """

    centre_id: UUID
    people: dict[UUID, Known]
    bonds: tuple[Bond, ...]
    is_withheld: bool
    is_apart: bool = False

    @property
    def centre(self) -> Known:
        """The person around whom it is drawn."""
        return self.people[self.centre_id]

    def bonds_of(self, key: UUID) -> list[Bond]:
        """The relationships of one of them."""
        return [bond for bond in self.bonds if key in (bond.person_id, bond.other_id)]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A relationship as an officer reported it, between two people who are known. A practitioner confirms it or not."""

    relation: ReportedRelation
    tie: rules.Tie
    person: Person
    other: Person

    @property
    def term(self) -> Term:
        """What the first is said to be to the second."""
        return terms()[self.tie.term]

    @property
    def on(self) -> date:
        """The day on which it was reported."""
        return self.tie.source.said_on


def counting(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Only rows that have not been undone and that no other row that counts replaces."""
    later = rows.model.objects.filter(replaces=OuterRef("pk"), undone_at=None)
    return rows.filter(~Exists(later), undone_at=None)


def get_family(by: Actor, person: Person, *, at: datetime, with_restricted: bool = False) -> Family:
    """The family around a person, as far as the actor may see it. At most 20 queries, however large it is.

    With `with_restricted` also what is kept back; `record_restricted_reading` has then said why. Whoever shows it
    has opened the person's record.
    """
    joined = list_joined(by, [person.pk])
    centre = joined[person.pk][0]
    together = _together(joined)
    rows: dict[UUID, Relationship] = {}
    withheld = False
    apart, left_out = list_apart(by, [centre]), False
    frontier, seen = {centre}, {centre}
    for step in range(STEPS):
        keys = [key for top in frontier for key in together[top]]
        found, kept_back = _touching(keys, step, with_restricted=with_restricted)
        withheld |= kept_back
        new = [row for row in found if row.pk not in rows and not {row.person_id, row.other_id} & apart]
        left_out |= any({row.person_id, row.other_id} & apart for row in found)
        rows |= {row.pk: row for row in new}
        tops = _tops(together)
        ends = {key for row in new for key in (row.person_id, row.other_id)} - tops.keys()
        together |= _together(list_joined(by, ends))
        tops = _tops(together)
        frontier = {tops[key] for row in new for key in (row.person_id, row.other_id)} - seen
        seen |= frontier
        if not frontier or len(seen) > MOST_PEOPLE:
            break
    tops = _tops(together)
    bonds = _bonds(rows.values(), tops)
    people = list_known(by, seen, at=at, with_restricted=with_restricted)
    known = tuple(bond for bond in bonds if bond.person_id in people and bond.other_id in people)
    kept = withheld or any(one.is_withheld for one in people.values())
    return Family(centre, people, known, kept, left_out)


def _together(joined: Mapping[UUID, tuple[UUID, frozenset[UUID]]]) -> dict[UUID, frozenset[UUID]]:
    return dict(joined.values())


def _tops(together: Mapping[UUID, frozenset[UUID]]) -> dict[UUID, UUID]:
    return {key: top for top, keys in together.items() for key in keys}


def _touching(keys: list[UUID], step: int, *, with_restricted: bool) -> tuple[list[Relationship], bool]:
    """The relationships of these people, and whether some of them are kept back."""
    touching = counting(Relationship.objects.filter(Q(person_id__in=keys) | Q(other_id__in=keys)))
    if step:
        touching = touching.exclude(kind__in=[kind.value for kind in _NEAR_ONLY])
    rows = list(touching.select_related("recorded_by").order_by("recorded_at", "id"))
    shown = [row for row in rows if with_restricted or row.who_sees == WhoSees.OPEN]
    return shown, len(shown) < len(rows)


def _bonds(rows: Iterable[Relationship], tops: dict[UUID, UUID]) -> list[Bond]:
    """Each pair and kind once: joining two people may have made two rows say the same."""
    once: dict[tuple[UUID, str, UUID], Bond] = {}
    for row in rows:
        bond = Bond(row, tops[row.person_id], tops[row.other_id])
        if bond.person_id != bond.other_id:
            once[(bond.person_id, row.kind, bond.other_id)] = bond
    return list(once.values())


def get_relationship(by: Actor, relationship_id: UUID) -> Relationship:
    """One relationship that counts, with its people. Raises Relationship.DoesNotExist."""
    rows = counting(Relationship.objects.filter(agency_id=by.agency_key))
    found: Relationship = rows.select_related("person", "other", "recorded_by").get(pk=relationship_id)
    return found


def list_history(by: Actor, relationship: Relationship) -> list[Relationship]:
    """What was recorded of a relationship before, the newest first, undone or not."""
    rows = Relationship.objects.filter(
        agency_id=by.agency_key,
        person_id__in=[relationship.person_id, relationship.other_id],
        other_id__in=[relationship.person_id, relationship.other_id],
    )
    others = rows.exclude(pk=relationship.pk).select_related("recorded_by", "undone_by")
    return list(others.order_by("-recorded_at", "-id"))


def is_said(by: Actor, tie: rules.Tie) -> bool:
    """True when a relationship that counts says the same of the same two people."""
    term = terms()[tie.term]
    first, second = (people_of(by, key) for key in tie.ends)
    same = Q(person_id__in=first, other_id__in=second)
    if term.end == "=":
        same |= Q(person_id__in=second, other_id__in=first)
    rows = counting(Relationship.objects.filter(same, kind=term.kind.value, is_over=term.is_over))
    return bool(rows.exists())


def record_restricted_reading(by: Actor, person: Person, *, why: WhyRestricted, at: datetime) -> None:
    """Write down that what is kept back about a person's family was shown, and for which purpose. Raises NotAllowed."""
    rules.check_may_see_restricted(by, owner=person.agency_id)
    audit.record(
        by=by, did="restricted_family.read", target=person, kind=EntryKind.READ, reason=why.value, at=at
    )


def list_suggestions(by: Actor, person: Person) -> list[Suggestion]:
    """Relationships that officers reported of this person and that nobody has confirmed or passed over. 6 queries."""
    mine = people_of(by, person.pk)
    apart = list_apart(by, [person.pk])
    links = _linked(by, person_ids=mine)
    relations = list(
        _offered(by)
        .filter(notification_id__in={notification for notification, _ in links})
        .select_related("notification__agency", "person", "of")
    )
    everybody = _linked(by, notification_ids={one.notification_id for one in relations})
    found = []
    for relation in relations:
        ends = [
            everybody.get((relation.notification_id, one.position)) for one in (relation.person, relation.of)
        ]
        if ends[0] and ends[1] and ends[0].pk != ends[1].pk and {ends[0].pk, ends[1].pk} & mine:
            if {ends[0].pk, ends[1].pk} & apart:
                continue
            found.append(_suggestion(relation, ends[0], ends[1]))
    return _not_said_yet(found)


def get_suggestion(by: Actor, relation_id: UUID) -> Suggestion:
    """One reported relationship between two known people. Raises ReportedRelation.DoesNotExist."""
    relation = _offered(by).select_related("notification__agency", "person", "of").get(pk=relation_id)
    links = _linked(by, notification_ids={relation.notification_id})
    ends = [links.get((relation.notification_id, one.position)) for one in (relation.person, relation.of)]
    if ends[0] is None or ends[1] is None:
        raise ReportedRelation.DoesNotExist
    return _suggestion(relation, ends[0], ends[1])


def _offered(by: Actor) -> QuerySet[ReportedRelation]:
    passed = RelationPassedOver.objects.filter(agency_id=by.agency_key)
    taken = counting(Relationship.objects.filter(agency_id=by.agency_key).exclude(from_report=None))
    return ReportedRelation.objects.exclude(pk__in=passed.values("relation_id")).exclude(
        pk__in=taken.values("from_report_id")
    )


def _linked(
    by: Actor, *, person_ids: Iterable[UUID] = (), notification_ids: Iterable[UUID] = ()
) -> dict[tuple[UUID, int], Person]:
    """Live links, by the notification and the place in which somebody was first named in it."""
    links = PersonLink.objects.filter(
        Q(person_id__in=list(person_ids)) | Q(reported__notification_id__in=list(notification_ids)),
        agency_id=by.agency_key,
        undone_at=None,
    ).exclude(reported=None)
    found = {}
    for link in links.select_related("person", "reported"):
        reported: ReportedPerson | None = link.reported
        if reported is not None:
            place = reported.position if reported.place is None else reported.place
            found[(reported.notification_id, place)] = link.person
    return found


def _suggestion(relation: ReportedRelation, person: Person, other: Person) -> Suggestion:
    term = terms()[relation.relation]
    sent = relation.notification
    source = rules.Source(
        said_by=f"{sent.agency.name}, {sent.reference}",
        said_on=sent.submitted_at.astimezone(LONDON).date(),
    )
    tie = rules.Tie(
        person.pk,
        relation.relation,
        other.pk,
        source,
        responsibility=relation.responsibility if term.parental else "",
    )
    return Suggestion(relation, tie, person, other)


def _not_said_yet(found: list[Suggestion]) -> list[Suggestion]:
    """Without those whom another report said before, or whom somebody has recorded by hand."""
    keys = {key for one in found for key in one.tie.ends}
    rows = counting(Relationship.objects.filter(person_id__in=keys, other_id__in=keys))
    said = {(row.person_id, row.kind, row.other_id, row.is_over) for row in rows}
    said |= {
        (row.other_id, row.kind, row.person_id, row.is_over)
        for row in rows
        if term_of(row.kind, first=True, is_over=row.is_over).end == "="
    }
    kept = []
    for one in found:
        mark = (one.tie.ends[0], one.term.kind.value, one.tie.ends[1], one.term.is_over)
        if mark not in said:
            said.add(mark)
            if one.term.end == "=":
                said.add((mark[2], mark[1], mark[0], mark[3]))
            kept.append(one)
    return kept
