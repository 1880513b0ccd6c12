"""What belongs to services becomes rows of its own, written in bulk."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from earlyhelp.signpost.actions.copying import write_new
from earlyhelp.signpost.actions.terms import Terms
from earlyhelp.signpost.choices import NEED_VOCABULARY
from earlyhelp.signpost.models import (
    Accessibility,
    Address,
    Attribute,
    Capacity,
    Contact,
    CostOption,
    EligibilityRule,
    Funding,
    Location,
    Organisation,
    OrganisationIdentifier,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceLanguage,
)
from earlyhelp.signpost.openreferral import FeedOrganisation, FeedService, Part

_MODELS: dict[str, Any] = {
    "schedule": Schedule,
    "service_area": ServiceArea,
    "funding": Funding,
    "cost_option": CostOption,
    "eligibility": EligibilityRule,
    "capacity": Capacity,
    "contact": Contact,
    "phone": Phone,
    "language": ServiceLanguage,
    "address": Address,
    "accessibility": Accessibility,
}
# Children before parents.
_OF_SERVICE: tuple[Any, ...] = (
    Schedule,
    ServiceArea,
    Funding,
    CostOption,
    EligibilityRule,
    Capacity,
    ServiceLanguage,
    Phone,
    Contact,
    Attribute,
    ServiceAtLocation,
)
_OF_LOCATION: tuple[Any, ...] = (Address, Accessibility, Attribute)
# Parents before children.
_FIRST: tuple[Any, ...] = (ServiceAtLocation, Contact, Phone)
_LOCATION_FIELDS = (
    "kind",
    "name_en",
    "name_cy",
    "description_en",
    "description_cy",
    "latitude",
    "longitude",
    "external_identifier",
    "external_identifier_type",
    "loaded_at",
)


def remove_parts(services: Collection[UUID]) -> None:
    """Take away everything that belongs to these services, before it is written anew."""
    for model in _OF_SERVICE if services else ():
        model.objects.filter(service__in=services).delete()


def forget_places(source: str, hidden: Collection[UUID]) -> None:
    """Take the places of refuges out of every other service that a source puts there."""
    if not hidden:
        return
    places = Location.objects.filter(source=source, oruk_id__in=hidden)
    Service.objects.filter(at_locations__location__in=places).update(
        latitude=None, longitude=None, place_en="", place_cy=""
    )
    places.delete()


def remove_empty_locations(source: str) -> None:
    """Take away the places of a source at which nothing is given any more."""
    Location.objects.filter(source=source, at_services=None).delete()


class PartRows:
    """The rows of a batch of services, gathered by table."""

    def __init__(self, source: str, at: datetime) -> None:
        self.source, self.at = source, at
        self.rows: dict[Any, list[Any]] = {}
        self.locations: dict[UUID, Location] = {}
        self.linked: set[tuple[UUID, UUID]] = set()
        self.attributes: list[tuple[Part, dict[str, Any]]] = []

    def add(self, service: Service, item: FeedService) -> None:
        """Gather everything that belongs to one service."""
        for number, part in enumerate(item.parts):
            if part.kind == "service_at_location":
                self._add_link(service, part, number)
            elif part.kind == "attribute":
                self._add_attribute(service.pk, part, number, service=service)
            else:
                self._add(service.pk, part, number, service=service)
        if not any(part.kind == "eligibility" for part in item.parts):
            self._add_rule(service)

    def write(self) -> None:
        """Write all that was gathered, parents first."""
        stored = set(Location.objects.filter(pk__in=list(self.locations)).values_list("pk", flat=True))
        write_new(Location, [row for key, row in self.locations.items() if key not in stored])
        Location.objects.bulk_create(
            [row for key, row in self.locations.items() if key in stored],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=_LOCATION_FIELDS,
        )
        for model in _OF_LOCATION if stored else ():
            model.objects.filter(location__in=stored).delete()
        for model in _FIRST:
            write_new(model, self.rows.pop(model, []))
        for model, rows in self.rows.items():
            write_new(model, rows)
        terms = Terms(part for part, _ in self.attributes)
        attributes = [Attribute(term_id=terms.key_of(part), **columns) for part, columns in self.attributes]
        write_new(Attribute, attributes)

    @classmethod
    def write_of_organisations(
        cls,
        fresh: Iterable[tuple[Organisation, FeedOrganisation]],
        changed: Collection[UUID],
        at: datetime,
    ) -> None:
        """Write the numbers and attributes of organisations."""
        OrganisationIdentifier.objects.filter(organisation__in=changed).delete()
        Attribute.objects.filter(organisation__in=changed).delete()
        gathered = cls("", at)
        numbers = []
        for organisation, item in fresh:
            for number, part in enumerate(item.parts):
                if part.kind == "attribute":
                    gathered._add_attribute(organisation.pk, part, number, organisation=organisation)
                else:
                    key = _key(organisation.pk, part, number)
                    numbers.append(OrganisationIdentifier(id=key, organisation=organisation, **part.columns))
        write_new(OrganisationIdentifier, numbers)
        gathered.write()

    def _add(self, owner: UUID, part: Part, number: int, **links: Any) -> Any:
        model = _MODELS[part.kind]
        row = model(id=_key(owner, part, number), **part.columns, **links)
        self.rows.setdefault(model, []).append(row)
        for place, child in enumerate(part.parts):
            link = {part.kind: row}
            if "service" in links:
                link["service"] = links["service"]
            self._add(row.pk, child, place, **link)
        return row

    def _add_rule(self, service: Service) -> None:
        """A service without rules of its own has one: what its columns say."""
        columns = {
            "min_age": service.min_age,
            "max_age": service.max_age,
            "area_codes": service.area_codes,
            "levels": service.levels,
            "groups": service.groups,
            "text_en": service.eligibility_en,
            "text_cy": service.eligibility_cy,
        }
        if any(value not in (None, "", []) for value in columns.values()):
            self._add(service.pk, Part("eligibility", None, columns), 0, service=service)

    def _add_link(self, service: Service, part: Part, number: int) -> None:
        place, *rest = part.parts
        oruk_id = place.oruk_id or uuid5(service.oruk_id, f"location/{number}")
        location = self._location(oruk_id, place)
        if (service.pk, location.pk) in self.linked:
            return
        self.linked.add((service.pk, location.pk))
        link = ServiceAtLocation(
            id=uuid5(service.pk, f"at/{location.pk}"),
            oruk_id=part.oruk_id,
            service=service,
            location=location,
            **part.columns,
        )
        self.rows.setdefault(ServiceAtLocation, []).append(link)
        for index, child in enumerate(rest):
            self._add(link.pk, child, index, service=service, at=link)

    def _location(self, oruk_id: UUID, part: Part) -> Location:
        key = uuid5(NAMESPACE_URL, f"{self.source}#{oruk_id}")
        if key in self.locations:
            return self.locations[key]
        location = Location(id=key, oruk_id=oruk_id, source=self.source, loaded_at=self.at, **part.columns)
        self.locations[key] = location
        for number, child in enumerate(part.parts):
            if child.kind == "attribute":
                self._add_attribute(key, child, number, location=location)
            else:
                self._add(key, child, number, location=location)
        return location

    def _add_attribute(self, owner: UUID, part: Part, number: int, **links: Any) -> None:
        # Our own needs are a column of the service: they are not kept a second time.
        if part.columns["taxonomy"] != NEED_VOCABULARY:
            columns = {"id": _key(owner, part, number), "link_type": part.columns["link_type"], **links}
            self.attributes.append((part, columns))


def _key(owner: UUID, part: Part, number: int) -> UUID:
    """The same key whenever the same record is read; its place counts, because feeds repeat ids."""
    return uuid5(owner, f"{part.kind}/{number}/{part.oruk_id or ''}")
