"""Incidents as facts for figures: what kind, where, when and which flags. Nobody is named; a person is a number."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q
from django.db.models.functions import ExtractYear

from earlyhelp.identify.choices import CodeTheme
from earlyhelp.identify.facts import list_codes
from earlyhelp.identify.models import Incident, IncidentCode, IncidentPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.batches import in_batches
from earlyhelp.kit.pseudonyms import Numbers, Silent
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency

_AT_A_TIME: Final = 2000
_CRIME: Final = "CLOSED_CRIME"
OTHER: Final = "other"
# The flags of a fact, and the qualifier that sets each.
FLAGS: Final[Mapping[str, str]] = {
    "vulnerable": "VULNERABLE",
    "domestic": "DOMESTIC",
    "mental_health": "MENTAL_HEALTH",
    "alcohol": "ALCOHOL",
    "drugs": "DRUGS",
    "youth": "YOUTH",
}
_COLUMNS: Final = (
    "pk",
    "area_id",
    "opened_at",
    "opening_code",
    "closing_code",
    "qualifiers",
    "place",
    "postcode",
)
_NAMED: Final = ("incident_id", "given_name", "family_name", "date_of_birth", "address", "postcode")


class IncidentFact(NamedTuple):
    """One incident. `opening_class` is crime, antisocial, welfare, transport, administration or other.

    `closing` and `closing_class` are empty while it is open. `at` is in seconds since 1970.
    """

    incident: int
    force: str
    area: str
    at: int
    opening: str
    closing: str
    opening_class: str
    closing_class: str
    vulnerable: bool
    domestic: bool
    mental_health: bool
    alcohol: bool
    drugs: bool
    youth: bool
    person: int | None
    household: int | None
    address: int | None


class _Whose(NamedTuple):
    person: int | None = None
    household: int | None = None
    is_kept: bool = False


def list_incident_years(by: Actor) -> dict[int, str]:
    """The years of which the actor's agency has incidents, with a text that changes when one of them does.

    Two queries. A year is that of London.
    """
    year = ExtractYear("opened_at", tzinfo=LONDON)
    own = Incident.objects.filter(agency_id=by.agency_key).annotate(year=year).order_by()
    named = IncidentPerson.objects.filter(agency_id=by.agency_key).order_by()
    people = dict(
        named.annotate(year=ExtractYear("incident__opened_at", tzinfo=LONDON))
        .values("year")
        .annotate(count=Count("pk"))
        .values_list("year", "count")
    )
    counted = own.values("year").annotate(
        count=Count("pk"), newest=Max("imported_at"), placed=Count("pk", filter=~Q(area=None))
    )
    return {
        row[
            "year"
        ]: f"{row['count']} {row['placed']} {people.get(row['year'], 0)} {row['newest'].isoformat()}"
        for row in counted
    }


def list_incident_facts(
    by: Actor, numbers: Numbers, silent: Silent, *, first: datetime, before: datetime
) -> Iterator[IncidentFact]:
    """The incidents of the actor's agency that were opened from `first` and before `before`, a few in memory at a time.

    A person is the first whom an incident names, a household whoever lives at that person's address, an address where
    it happened. Where an incident names anybody who is kept, all three are empty; incidents about people whose record
    is not used are left out.
    """
    force = Agency.objects.values_list("code", flat=True).get(pk=by.agency_key)
    classes = _classes()
    rows = (
        Incident.objects.filter(agency_id=by.agency_key, opened_at__gte=first, opened_at__lt=before)
        .order_by()
        .values_list(*_COLUMNS)
    )
    for batch in in_batches(rows.iterator(_AT_A_TIME), _AT_A_TIME):
        whose = _first_named(numbers, silent, [row[0] for row in batch])
        for key, area, at, opening, closing, qualifiers, place, postcode in batch:
            who = whose.get(key, _Whose())
            if who.person in silent.unused:
                continue
            yield IncidentFact(
                numbers.of("incident", key),
                force,
                area or "",
                int(at.timestamp()),
                opening,
                closing,
                classes.get(opening, OTHER),
                classes.get(closing, OTHER) if closing else "",
                *(code in qualifiers for code in FLAGS.values()),
                None if who.is_kept else who.person,
                None if who.is_kept else who.household,
                None if who.is_kept else numbers.place(place, postcode),
            )


def _classes() -> dict[str, str]:
    """What class each code is of, whenever it was valid: the product's own list, and what was added to it."""
    found = {one.code: one.theme for one in list_codes()}
    found |= dict(IncidentCode.objects.order_by("starts_on").values_list("code", "theme"))
    return {code: theme if theme in CodeTheme.values else OTHER for code, theme in found.items()} | {
        _CRIME: "crime"
    }


def _first_named(numbers: Numbers, silent: Silent, keys: list[UUID]) -> dict[UUID, _Whose]:
    """Whom each of these incidents names first, as numbers, and whether it names anybody who is kept."""
    found: dict[UUID, _Whose] = {}
    rows = IncidentPerson.objects.filter(incident_id__in=keys).order_by("incident_id", "position")
    for key, given, family, born, address, postcode in rows.values_list(*_NAMED):
        if key in found and not silent.kept:
            continue
        person = numbers.named((given, family, born))
        is_kept = person in silent.kept
        if key not in found:
            found[key] = _Whose(person, numbers.home(address, postcode), is_kept)
        elif is_kept:
            found[key] = found[key]._replace(is_kept=True)
    return found
