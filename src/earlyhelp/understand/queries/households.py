"""Who lives with whom, over time, and whose address is kept from whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.understand import rules
from earlyhelp.understand.models import (
    HiddenAddress,
    Household,
    HouseholdAddress,
    HouseholdMember,
    Person,
)
from earlyhelp.understand.queries.families import counting
from earlyhelp.understand.queries.genogram import span_words
from earlyhelp.understand.queries.joined import list_joined, people_of
from earlyhelp.understand.queries.protection import list_apart
from earlyhelp.understand.queries.said import Known, list_known


@dataclass(frozen=True, slots=True)
class Dweller:
    """Somebody who lives, or lived, in a household."""

    row: HouseholdMember
    known: Known

    @property
    def span(self) -> rules.Span:
        """From when to when they lived there."""
        return _span_of(self.row)

    @property
    def words(self) -> str:
        """The same in words."""
        return span_words(self.span)

    @property
    def age(self) -> str:
        """How old they are, in words."""
        return self.known.age_words

    @property
    def is_over(self) -> bool:
        """True when they have moved out."""
        return self.row.is_over


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household lives or lived, and when."""

    row: HouseholdAddress

    @property
    def words(self) -> str:
        """From when to when, in words."""
        return span_words(_span_of(self.row))


@dataclass(frozen=True, slots=True)
class Home:
    """A household as a page shows it. `addresses` is empty when the address is kept from the one whose page it is.

    `is_apart` says that somebody is left out who is kept apart from the one whose page it is, or from another here.
    """

    household: Household
    addresses: tuple[Place, ...]
    dwellers: tuple[Dweller, ...]
    hidden: tuple[tuple[HiddenAddress, Known], ...]
    is_hidden_here: bool
    is_apart: bool = False

    @property
    def is_guarded(self) -> bool:
        """True when somebody must not learn the address: it is then left out of everything that is printed."""
        return bool(self.hidden)


def _span_of(row: HouseholdMember | HouseholdAddress) -> rules.Span:
    """From when to when a row holds."""
    first = rules.Day(row.from_on, row.from_exact) if row.from_on else None
    last = rules.Day(row.to_on, row.to_exact) if row.to_on else None
    return rules.Span(first, last, row.is_over)


def list_homes(
    by: Actor, person: Person, *, at: datetime, known: Mapping[UUID, Known] | None = None
) -> list[Home]:
    """The households in which a person lives or lived, those of today first. Constant queries.

    An address that is kept from this person is left out: somebody may read this page with them beside. `known` are
    people who were read already, so that they are not read twice.
    """
    mine = people_of(by, person.pk)
    lived = counting(HouseholdMember.objects.filter(person_id__in=mine)).values("household_id")
    homes = _homes(by, Household.objects.filter(pk__in=lived), mine, at, known or {})
    here = {
        home.household.pk
        for home in homes
        if any(one.row.person_id in mine and not one.row.is_over for one in home.dwellers)
    }
    return sorted(
        homes, key=lambda home: (home.household.pk not in here, -home.household.made_at.timestamp())
    )


def get_home(by: Actor, reference: str, *, at: datetime) -> Home:
    """One household by its reference; the reading is audited. Raises Household.DoesNotExist, NotAllowed."""
    rules.check_may_keep_family(by)
    found = Household.objects.filter(reference=reference.strip().upper(), agency_id=by.agency_key)
    homes = _homes(by, found, frozenset(), at, {})
    if not homes:
        raise Household.DoesNotExist
    audit.record_read(by=by, what="household", targets=[homes[0].household], at=at)
    return homes[0]


def _homes(
    by: Actor,
    found: QuerySet[Household],
    mine: frozenset[UUID],
    at: datetime,
    already: Mapping[UUID, Known],
) -> list[Home]:
    members = counting(HouseholdMember.objects.all()).order_by("is_over", "from_on", "recorded_at", "id")
    addresses = counting(HouseholdAddress.objects.all()).order_by("is_over", "-from_on", "-recorded_at")
    hidden = HiddenAddress.objects.filter(undone_at=None)
    households = list(
        found.prefetch_related(
            Prefetch("members", members.select_related("recorded_by")),
            Prefetch("addresses", addresses.select_related("recorded_by")),
            Prefetch("hidden_from", hidden),
        )
    )
    keys = {row.person_id for home in households for row in home.members.all()}
    keys |= {row.person_id for home in households for row in home.hidden_from.all()}
    tops = {key: top for key, (top, _) in list_joined(by, keys).items()}
    apart = list_apart(by, mine or keys)
    missing = set(tops.values()) - already.keys()
    known = dict(already) | (list_known(by, missing, at=at) if missing else {})
    return [_home(home, tops, known, mine, apart) for home in households]


def _home(
    household: Household,
    tops: dict[UUID, UUID],
    known: dict[UUID, Known],
    mine: frozenset[UUID],
    apart: frozenset[UUID],
) -> Home:
    hidden = list(household.hidden_from.all())
    members = [row for row in household.members.all() if row.person_id not in apart]
    left_out = len(members) < len(household.members.all())
    # Where somebody lives now is not learnt from the page of one who is kept apart from them.
    with_other = bool(mine) and any(
        row.person_id in apart and not row.is_over for row in household.members.all()
    )
    is_hidden_here = with_other or any(one.person_id in mine for one in hidden)
    return Home(
        household,
        () if is_hidden_here else tuple(Place(row) for row in household.addresses.all()),
        tuple(Dweller(row, known[tops[row.person_id]]) for row in members),
        tuple((one, known[tops[one.person_id]]) for one in hidden if one.person_id not in apart),
        is_hidden_here,
        left_out,
    )


def get_member(by: Actor, member_id: UUID) -> HouseholdMember:
    """One membership that counts. Raises HouseholdMember.DoesNotExist."""
    rows = counting(HouseholdMember.objects.filter(agency_id=by.agency_key))
    found: HouseholdMember = rows.get(pk=member_id)
    return found


def get_address(by: Actor, address_id: UUID) -> HouseholdAddress:
    """One address that counts. Raises HouseholdAddress.DoesNotExist."""
    rows = counting(HouseholdAddress.objects.filter(agency_id=by.agency_key))
    found: HouseholdAddress = rows.get(pk=address_id)
    return found
