"""Repeat contact by person, household and address, as facts with references and dates. Only people who were linked.

Somebody whom nobody has linked yet is told of elsewhere, as "perhaps"; a name and a date of birth make no link here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.choices.standards import RepeatBy
from earlyhelp.solve.rules.repeats import Contact, count_in, earlier_than
from earlyhelp.solve.rules.standards import WINDOWS
from earlyhelp.understand.models import HouseholdMember, PersonLink
from earlyhelp.understand.queries import list_joined
from earlyhelp.understand.queries.families import counting

_ABOUT = [role for role in PersonRole if role is not PersonRole.OTHER]
_COLUMNS = (
    "pk",
    "reference",
    "submitted_at",
    "agency_id",
    "incident_number",
    "occurred_at",
    "place",
    "place_postcode",
)
Keys = dict[UUID, set[UUID]]


@dataclass(frozen=True, slots=True)
class RepeatFacts:
    """The earlier notifications, newest first, through whom or what each belongs here, and how many in which days."""

    this: Contact
    earlier: Mapping[RepeatBy, tuple[Contact, ...]]
    windows: tuple[int, ...] = WINDOWS

    @property
    def rows(self) -> list[tuple[RepeatBy, list[int]]]:
        """For each way, how many there were in each window, this one included."""
        return [
            (how, [count_in(self.this, self.earlier[how], days) for days in self.windows]) for how in RepeatBy
        ]

    @property
    def contacts(self) -> list[tuple[Contact, list[RepeatBy]]]:
        """Every earlier notification in the longest window, with the ways in which it belongs here, newest first."""
        ways: dict[Contact, list[RepeatBy]] = defaultdict(list)
        for how in RepeatBy:
            for one in self.earlier[how]:
                if count_in(self.this, [one], max(self.windows)) > 1:
                    ways[one].append(how)
        return sorted(ways.items(), key=lambda found: (found[0].submitted_at, found[0].key), reverse=True)

    @property
    def is_first(self) -> bool:
        """True when there is nothing to tell."""
        return not self.contacts


def repeat_facts(
    by: Actor, notifications: Sequence[Any], windows: Mapping[UUID, tuple[int, ...]] | None = None
) -> dict[UUID, RepeatFacts]:
    """The facts for each of these notifications. Seven queries, however many they are. Keys and dates only."""
    keys = [one.pk for one in notifications]
    people = _people(by, keys)
    households = _households(by, people)
    about = _about(by, set().union(*people.values(), *households.values()))
    addresses = _addresses(by, keys)
    found = {
        key: {
            RepeatBy.PERSON: set().union(*(about[one] for one in people[key])),
            RepeatBy.HOUSEHOLD: set().union(*(about[one] for one in households[key])),
            RepeatBy.ADDRESS: addresses[key],
        }
        for key in keys
    }
    wanted = {one for ways in found.values() for some in ways.values() for one in some} | set(keys)
    contacts = _contacts(by, wanted)
    return {
        key: RepeatFacts(
            contacts[key],
            {
                how: earlier_than(contacts[key], (contacts[one] for one in some if one in contacts))
                for how, some in ways.items()
            },
            (windows or {}).get(key, WINDOWS),
        )
        for key, ways in found.items()
        if key in contacts
    }


def repeat_words(facts: RepeatFacts) -> tuple[str, ...]:
    """What a row of the queue says of household and address: whatever is more than the person's own count."""
    days = max(facts.windows)
    own = count_in(facts.this, facts.earlier[RepeatBy.PERSON], days)
    home = count_in(facts.this, facts.earlier[RepeatBy.HOUSEHOLD], days)
    place = count_in(facts.this, facts.earlier[RepeatBy.ADDRESS], days)
    told = []
    if home > own:
        told.append(
            ngettext(
                "The same household: %(count)d notification in %(days)d days, this one included",
                "The same household: %(count)d notifications in %(days)d days, this one included",
                home,
            )
            % {"count": home, "days": days}
        )
    if place > max(own, home):
        told.append(
            ngettext(
                "The same address: %(count)d notification in %(days)d days, this one included",
                "The same address: %(count)d notifications in %(days)d days, this one included",
                place,
            )
            % {"count": place, "days": days}
        )
    return tuple(told)


def _links(by: Actor) -> Any:
    return PersonLink.objects.filter(
        agency_id=by.agency_key, undone_at=None, reported__role__in=_ABOUT
    ).order_by()


def _people(by: Actor, keys: list[UUID]) -> Keys:
    """Who each notification is about, with all who are one with them."""
    linked: Keys = defaultdict(set)
    rows = _links(by).filter(reported__notification_id__in=keys)
    for key, person in rows.values_list("reported__notification_id", "person_id"):
        linked[key].add(person)
    joined = list_joined(by, set().union(*linked.values())) if linked else {}
    people: Keys = defaultdict(set)
    for key, some in linked.items():
        people[key] = set().union(*(joined[one][1] for one in some))
    return people


def _households(by: Actor, people: Keys) -> Keys:
    """Who lives with them now, they themselves included, with all who are one with these."""
    mine = set().union(*people.values()) if people else set()
    now = counting(HouseholdMember.objects.filter(agency_id=by.agency_key, is_over=False))
    homes = now.filter(person_id__in=mine).values("household_id")
    lives: Keys = defaultdict(set)
    dwellers: Keys = defaultdict(set)
    for household, person in now.filter(household_id__in=homes).values_list("household_id", "person_id"):
        lives[person].add(household)
        dwellers[household].add(person)
    joined = list_joined(by, set().union(*dwellers.values())) if dwellers else {}
    found: Keys = defaultdict(set)
    for key, some in people.items():
        homes_here = set().union(*(lives.get(one, set()) for one in some))
        for one in set().union(*(dwellers[home] for home in homes_here)):
            found[key] |= joined[one][1]
        if homes_here:
            found[key] |= some
    return found


def _about(by: Actor, people: Iterable[UUID]) -> Keys:
    about: Keys = defaultdict(set)
    rows = _links(by).filter(person_id__in=list(people))
    for person, key in rows.values_list("person_id", "reported__notification_id"):
        about[person].add(key)
    return about


def _addresses(by: Actor, keys: list[UUID]) -> Keys:
    """Which notifications name an address that these name: where somebody lives, or where it happened."""
    ours = Q(notification__front_door__agency_id=by.agency_key, role__in=_ABOUT)
    lived = ReportedPerson.objects.filter(ours).exclude(address="").exclude(postcode="").order_by()
    happened = Notification.objects.filter(front_door__agency_id=by.agency_key).exclude(place="").order_by()
    asked: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    this = list(
        _where(
            lived.filter(notification_id__in=keys), happened.filter(pk__in=keys).exclude(place_postcode="")
        )
    )
    for key, address, postcode in this:
        asked[_place(address, postcode)].add(key)
    postcodes = {postcode for _, _, postcode in this}
    found: Keys = defaultdict(set)
    others = _where(lived.filter(postcode__in=postcodes), happened.filter(place_postcode__in=postcodes))
    for key, address, postcode in others:
        for one in asked.get(_place(address, postcode), ()):
            found[one].add(key)
    return found


def _where(lived: QuerySet[ReportedPerson], happened: QuerySet[Notification]) -> QuerySet[Any, Any]:
    """The notification, an address and its postcode, of both kinds of place. One query."""
    return lived.values_list("notification_id", "address", "postcode").union(
        happened.values_list("pk", "place", "place_postcode")
    )


def _place(address: str, postcode: str) -> tuple[str, str]:
    """An address without what people write differently: case, commas, double spaces."""
    return " ".join(address.casefold().replace(",", " ").split()), postcode.replace(" ", "").upper()


def _contacts(by: Actor, keys: Iterable[UUID]) -> dict[UUID, Contact]:
    rows = Notification.objects.filter(pk__in=list(keys), front_door__agency_id=by.agency_key).order_by()
    return {row[0]: _contact(*row) for row in rows.values_list(*_COLUMNS)}


def _contact(key: Any, reference: Any, sent: Any, agency: Any, number: Any, at: Any, *where: Any) -> Contact:
    incident = f"{agency} {number.strip().casefold()}" if number.strip() else ""
    place = " ".join(_place(*where)) if where[1] else ""
    return Contact(key, reference, sent, incident, at, place)
