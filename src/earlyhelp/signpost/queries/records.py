"""The directory as Open Referral UK 3.0 has it: only what is named here leaves, and never the place of a refuge.

The standard knows no nulls: what is not known is left out. Welsh stands beside English in a field with the ending
`_cy`; what the UK profile has no field for, and Wales needs, stands in fields of its own (README.md lists them).
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid5

from earlyhelp.signpost.choices import LocationKind
from earlyhelp.signpost.models import (
    Attribute,
    Capacity,
    Contact,
    CostOption,
    EligibilityRule,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)

Record = dict[str, Any]
Needs = Mapping[str, TaxonomyTerm]  # our own terms by the code of the need


def service_record(service: Service) -> Record:
    """A service with its organisation, as it stands in a list."""
    changed = max(filter(None, (service.loaded_at, service.modified_at)))
    return _known(
        id=str(service.pk),
        organization_id=str(service.organisation_id),
        **_text(service, "name"),
        **_text(service, "description"),
        url=service.url,
        email=service.email,
        status=service.status,
        **_text(service, "cost", "fees"),
        **_text(service, "accreditations"),
        minimum_age=service.min_age,
        maximum_age=service.max_age,
        assured_date=service.assured_on,
        assured_by=service.assured_by,
        assurer_email=service.assurer_email,
        **_text(service, "alert"),
        last_modified=changed.isoformat(),
        **_text(service, "eligibility", "eligibility_description"),
        **_text(service, "waiting_time", "wait_time"),
        waiting_days=service.waiting_days,
        waiting_confirmed_on=service.waiting_confirmed_on,
        welsh_provision=service.welsh_provision,
        referral_route=service.referral_route,
        referral_routes=service.referral_routes,
        closed_to_referrals_on=service.closed_to_referrals_on,
        levels=service.levels,
        groups=service.groups,
        is_refuge=service.is_refuge or None,
        organization=organisation_record(service.organisation),
    )


def whole_service_record(service: Service, needs: Needs, *, with_places: bool = True) -> Record:
    """A service with everything that belongs to it. Where it is stands in it only when that may be known."""
    record = service_record(service)
    record["organization"] = whole_organisation_record(service.organisation)
    if with_places and not service.is_placeless:
        links = service.at_locations.all()
        record["service_at_locations"] = [_link(link, location_record(link.location)) for link in links]
    record |= {
        "schedules": [_schedule(one) for one in service.schedules.all()],
        "service_areas": [_area(one) for one in service.service_areas.all()],
        "languages": [
            _known(id=str(one.pk), service_id=str(service.pk), code=one.code, name=one.name)
            for one in service.service_languages.all()
            if one.phone_id is None
        ],
        "funding": [
            _known(id=str(one.pk), service_id=str(service.pk), **_text(one, "funder", "source"))
            for one in service.funding.all()
        ],
        "cost_options": [_cost(one) for one in service.cost_options.all()],
        "contacts": [_contact(one) for one in service.contacts.all()],
        "phones": _phones(service),
        "attributes": [
            *(_need(service, needs[code]) for code in service.needs if code in needs),
            *_attributes(service.attributes.all(), service.pk),
        ],
        "eligibility_rules": [_rule(one) for one in service.eligibility_rules.all()],
        "capacities": [_capacity(one) for one in service.capacities.all()],
        "provenance": _known(
            source=service.source, id=str(service.oruk_id), fetched_at=_moment(service.fetched_at)
        ),
    }
    return record


def organisation_record(organisation: Organisation) -> Record:
    """Who runs a service, as it stands in a list."""
    return _known(
        id=str(organisation.pk),
        **_text(organisation, "name"),
        description=organisation.description_en or organisation.name_en,
        description_cy=organisation.description_cy,
        email=organisation.email,
        website=organisation.website,
        logo=organisation.logo,
        uri=organisation.uri,
    )


def whole_organisation_record(organisation: Organisation) -> Record:
    """Who runs a service, with its numbers in registers."""
    record = organisation_record(organisation)
    record["organization_identifiers"] = [
        _known(
            id=str(one.pk),
            organization_id=str(organisation.pk),
            identifier_scheme=one.scheme,
            identifier_type=one.kind or one.scheme or "identifier",
            identifier=one.identifier,
        )
        for one in organisation.identifiers.all()
    ]
    record["attributes"] = _attributes(organisation.attributes.all(), organisation.pk)
    return record


def location_record(location: Location, *, whole: bool = True) -> Record:
    """Where a service is given."""
    record = _known(
        id=str(location.pk),
        location_type=location.kind,
        **_text(location, "name"),
        **_text(location, "description"),
        latitude=location.latitude,
        longitude=location.longitude,
        external_identifier=location.external_identifier,
        external_identifier_type=location.external_identifier_type,
    )
    if not whole:
        return record
    record["addresses"] = [
        _known(id=str(one.pk), location_id=str(location.pk), attention=one.attention, region=one.region)
        # These six must be there, known or not.
        | {
            "address_1": one.address_1_en,
            "city": one.city_en,
            "state_province": one.county,
            "postal_code": one.postal_code,
            "country": one.country,
            "address_type": one.kind or LocationKind.PHYSICAL.value,
        }
        | _known(address_1_cy=one.address_1_cy, city_cy=one.city_cy)
        for one in location.addresses.all()
    ]
    record["accessibility"] = [
        _known(
            id=str(one.pk),
            location_id=str(location.pk),
            **_text(one, "description"),
            accessibility=one.description_en,
            **_text(one, "details"),
            url=one.url,
        )
        for one in location.accessibility.all()
    ]
    record["attributes"] = _attributes(location.attributes.all(), location.pk)
    return record


def link_record(link: ServiceAtLocation) -> Record:
    """A service at a location, as it stands in a list."""
    record = _link(link, location_record(link.location, whole=False))
    return record | {"service": service_record(link.service)}


def whole_link_record(link: ServiceAtLocation, needs: Needs) -> Record:
    """A service at a location with everything that belongs to the two."""
    record = _link(link, location_record(link.location))
    return record | {"service": whole_service_record(link.service, needs, with_places=False)}


def taxonomy_record(taxonomy: Taxonomy, terms: Iterable[TaxonomyTerm] | None = None) -> Record:
    """A taxonomy; with terms, those in it."""
    record = _known(
        id=str(taxonomy.pk),
        **_text(taxonomy, "name"),
        **_text(taxonomy, "description"),
        uri=taxonomy.uri,
        version=taxonomy.version,
    )
    return record if terms is None else record | {"taxonomy_terms": [term_record(one) for one in terms]}


def term_record(term: TaxonomyTerm) -> Record:
    """A term, with the taxonomy that it is of."""
    return _known(
        id=str(term.pk),
        **_text(term, "name"),
        description=term.description_en or term.name_en,
        description_cy=term.description_cy or term.name_cy,
        parent_id=str(term.parent_id) if term.parent_id else "",
        taxonomy=term.taxonomy.code,
        taxonomy_id=str(term.taxonomy_id),
        term=term.code,
        term_uri=term.uri,
    )


def _known(**fields: Any) -> Record:
    """The fields that say something. Zero and false do."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in fields.items()
        if value is not None and value != "" and value != []
    }


def _text(row: Any, column: str, name: str = "") -> Record:
    name = name or column
    return {name: getattr(row, f"{column}_en"), f"{name}_cy": getattr(row, f"{column}_cy")}


def _moment(value: Any) -> str:
    return "" if value is None else str(value.isoformat())


def _link(link: ServiceAtLocation, location: Record) -> Record:
    return _known(
        id=str(link.pk),
        service_id=str(link.service_id),
        location_id=str(link.location_id),
        **_text(link, "description"),
        location=location,
    )


def _schedule(one: Schedule) -> Record:
    return _known(
        id=str(one.pk),
        service_id=str(one.service_id),
        service_at_location_id=str(one.at_id) if one.at_id else "",
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        dtstart=one.dtstart,
        freq=one.freq,
        interval=one.interval,
        byday=one.byday,
        bymonthday=one.bymonthday,
        **_text(one, "description"),
        opens_at=one.opens_at,
        closes_at=one.closes_at,
        schedule_link=one.schedule_link,
        attending_type=one.attending_type,
        **_text(one, "notes"),
    )


def _area(one: ServiceArea) -> Record:
    return _known(
        id=str(one.pk),
        service_id=str(one.service_id),
        **_text(one, "name"),
        service_area=one.name_en,
        extent=one.extent,
        extent_type=one.extent_type,
        uri=f"http://statistics.data.gov.uk/id/statistical-geography/{one.code}" if one.code else "",
    )


def _cost(one: CostOption) -> Record:
    return _known(
        id=str(one.pk),
        service_id=str(one.service_id),
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        **_text(one, "option"),
        amount=None if one.amount is None else float(one.amount),
        **_text(one, "amount_description"),
    )


def _contact(one: Contact) -> Record:
    phones = [_phone(phone) for phone in one.phones.all()]
    return _known(
        id=str(one.pk),
        service_id=str(one.service_id),
        name=one.name,
        **_text(one, "title"),
        email=one.email,
        phones=phones,
    )


def _phones(service: Service) -> list[Record]:
    own = [_phone(one) for one in service.phones.all() if one.contact_id is None]
    if own or not service.telephone or any(one.contact_id for one in service.phones.all()):
        return own
    return [{"id": str(uuid5(service.pk, "telephone")), "number": service.telephone}]


def _phone(one: Phone) -> Record:
    return _known(
        id=str(one.pk),
        contact_id=str(one.contact_id) if one.contact_id else "",
        number=one.number,
        **_text(one, "description"),
    )


def _need(service: Service, term: TaxonomyTerm) -> Record:
    return {
        "id": str(uuid5(service.pk, f"need/{term.code}")),
        "link_id": str(service.pk),
        "link_type": "service",
        "taxonomy_term_id": str(term.pk),
        "taxonomy_term": term_record(term),
    }


def _attributes(found: Iterable[Attribute], owner: object) -> list[Record]:
    return [
        _known(
            id=str(one.pk),
            link_id=str(owner),
            link_type=one.link_type,
            taxonomy_term_id=str(one.term_id),
            taxonomy_term=term_record(one.term),
        )
        for one in found
    ]


def _rule(one: EligibilityRule) -> Record:
    return _known(
        id=str(one.pk),
        minimum_age=one.min_age,
        maximum_age=one.max_age,
        area_codes=one.area_codes,
        needs=one.needs,
        levels=one.levels,
        groups=one.groups,
        **_text(one, "text"),
    )


def _capacity(one: Capacity) -> Record:
    return _known(
        id=str(one.pk),
        service_id=str(one.service_id),
        service_at_location_id=str(one.at_id) if one.at_id else "",
        unit=one.unit,
        maximum=one.total,
        available=one.free,
        waiting=one.waiting,
        keeps_list=one.keeps_list,
        **_text(one, "note", "description"),
        updated=one.confirmed_on,
    )
