"""What belongs to a service, noun by noun, as the standard has it: each part becomes one row."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from earlyhelp.signpost.choices import (
    LANGUAGE_BY_NAME,
    CapacityUnit,
    Fault,
    Frequency,
    Language,
    LocationKind,
    NeedLevel,
    ServedGroup,
)
from earlyhelp.signpost.openreferral.fields import SHORT, Item
from earlyhelp.signpost.openreferral.places import council_code, is_in_kingdom
from earlyhelp.signpost.openreferral.records import Bilingual, Part

_KINDS = frozenset(LocationKind.values)
_FREQUENCIES = frozenset(Frequency.values)
_UNITS = frozenset(CapacityUnit.values)
_LEVELS = frozenset(NeedLevel.values)
_GROUPS = frozenset(ServedGroup.values)
_LANGUAGES = frozenset(Language.values)
_POSTCODE = 20  # characters; as long as the column


def read_parts(service: Item, *, with_places: bool) -> tuple[Part, ...]:
    """Everything that belongs to a service. Without places, nothing that could give one away."""
    readers = _AT_SERVICE | _PLACES if with_places else _AT_SERVICE
    return tuple(part for key, read in readers.items() for part in _each(service, key, read))


def read_identifiers(organisation: Item) -> tuple[Part, ...]:
    """The numbers of an organisation in registers, and what it is sorted under."""
    numbers = _each(organisation, "organization_identifiers", _identifier)
    return (*numbers, *_each(organisation, "attributes", _attribute))


def _each(item: Item, key: str, read: Callable[[Item], Part | None]) -> Iterator[Part]:
    for child in item.children(key):
        part = read(child)
        if part is not None:
            yield part


def _both(name: str, text: Bilingual) -> dict[str, object]:
    return {f"{name}_en": text.en, f"{name}_cy": text.cy}


def _schedule(item: Item) -> Part:
    return Part(
        "schedule",
        item.known_id(),
        {
            "valid_from": item.day("valid_from"),
            "valid_to": item.day("valid_to"),
            "dtstart": item.day("dtstart"),
            "freq": item.code("freq", _FREQUENCIES),
            "interval": item.whole("interval", 1000),
            "byday": item.text("byday", 60),
            "bymonthday": item.text("bymonthday", 60),
            "opens_at": item.clock("opens_at"),
            "closes_at": item.clock("closes_at"),
            "schedule_link": item.url("schedule_link"),
            "attending_type": item.text("attending_type", 60),
            **_both("description", item.bilingual("description")),
            **_both("notes", item.bilingual("notes")),
        },
    )


def _cost(item: Item) -> Part:
    amount = item.number("amount")
    if amount is not None and not 0 <= amount <= 1_000_000:
        item.faults.add(Fault.BAD_COST, item.at("amount"), amount)
        amount = None
    return Part(
        "cost_option",
        item.known_id(),
        {
            "valid_from": item.day("valid_from"),
            "valid_to": item.day("valid_to"),
            "amount": None if amount is None else Decimal(str(round(amount, 2))),
            **_both("option", item.bilingual("option", SHORT)),
            **_both("amount_description", item.bilingual("amount_description", SHORT)),
        },
    )


def _area(item: Item) -> Part:
    columns = {
        **_both("name", item.bilingual("name", SHORT)),
        "code": council_code(item.text("uri")) or council_code(item.text("extent")),
        "extent": item.text("extent"),
        "extent_type": item.text("extent_type", 60),
    }
    return Part("service_area", item.known_id(), columns)


def _funding(item: Item) -> Part | None:
    source = item.bilingual("source", SHORT)
    return Part("funding", item.known_id(), _both("funder", source)) if source.en else None


def _language(item: Item) -> Part:
    given, name = item.text("code", SHORT).casefold(), item.text("name", SHORT)
    known = (given, LANGUAGE_BY_NAME.get(name.casefold(), ""), LANGUAGE_BY_NAME.get(given, ""))
    code = next((one for one in known if one in _LANGUAGES), "")
    return Part(
        "language",
        item.known_id(),
        {"code": code, "name": name or given, **_both("note", item.bilingual("note", SHORT))},
    )


def _phone(item: Item) -> Part | None:
    number = item.telephone("number")
    if not number:
        return None
    return Part(
        "phone",
        item.known_id(),
        {"number": number, **_both("description", item.bilingual("description", SHORT))},
        tuple(_each(item, "languages", _language)),
    )


def _contact(item: Item) -> Part:
    return Part(
        "contact",
        item.known_id(),
        {
            "name": item.text("name", SHORT),
            "email": item.email("email"),
            **_both("title", item.bilingual("title", SHORT)),
        },
        tuple(_each(item, "phones", _phone)),
    )


def _identifier(item: Item) -> Part | None:
    columns = {
        "scheme": item.text("identifier_scheme", SHORT),
        "kind": item.text("identifier_type", SHORT),
        "identifier": item.text("identifier", SHORT),
    }
    return Part("identifier", item.known_id(), columns) if columns["identifier"] else None


def _attribute(item: Item) -> Part | None:
    term = item.child("taxonomy_term")
    if term is None:
        return None
    name = term.bilingual("name", SHORT)
    code = term.text("term", SHORT) or term.text("term_uri", SHORT) or name.en
    if not code:
        return None
    return Part(
        "attribute",
        item.known_id(),
        {
            "taxonomy": term.text("taxonomy", SHORT),
            "code": code,
            "uri": term.url("term_uri"),
            "link_type": item.text("link_type", 60),
            **_both("name", Bilingual(name.en or code, name.cy)),
            **_both("description", term.bilingual("description")),
        },
    )


def _address(item: Item) -> Part:
    return Part(
        "address",
        item.known_id(),
        {
            "kind": item.code("address_type", _KINDS) or LocationKind.PHYSICAL.value,
            "attention": item.text("attention", SHORT),
            **_both("address_1", item.bilingual("address_1", SHORT)),
            **_both("city", item.bilingual("city", SHORT)),
            "region": item.text("region", SHORT),
            "county": item.text("state_province", SHORT),
            "postal_code": item.text("postal_code", _POSTCODE),
            "country": item.text("country", 60) or "GB",
        },
    )


def _accessibility(item: Item) -> Part:
    description = item.bilingual("description")
    return Part(
        "accessibility",
        item.known_id(),
        {
            **_both("description", description if description.en else item.bilingual("accessibility")),
            **_both("details", item.bilingual("details")),
            "url": item.url("url"),
        },
    )


def _location(item: Item) -> Part:
    latitude, longitude = item.number("latitude"), item.number("longitude")
    placed = latitude is not None and longitude is not None and is_in_kingdom(latitude, longitude)
    if (latitude, longitude) != (None, None) and not placed:
        item.faults.add(Fault.BAD_COORDINATES, item.where, f"{latitude}, {longitude}")
    return Part(
        "location",
        item.known_id(),
        {
            "kind": item.code("location_type", _KINDS) or LocationKind.PHYSICAL.value,
            **_both("name", item.bilingual("name", SHORT)),
            **_both("description", item.bilingual("description")),
            "latitude": latitude if placed else None,
            "longitude": longitude if placed else None,
            "external_identifier": item.text("external_identifier", SHORT),
            "external_identifier_type": item.text("external_identifier_type", SHORT),
        },
        (
            *_each(item, "addresses", _address),
            *_each(item, "accessibility", _accessibility),
            *_each(item, "attributes", _attribute),
        ),
    )


def _at_location(item: Item) -> Part | None:
    child = item.child("location")
    if child is None:
        return None
    return Part(
        "service_at_location",
        item.known_id(),
        _both("description", item.bilingual("description")),
        (
            _location(child),
            *_each(item, "schedules", _schedule),
            *_each(item, "capacities", _capacity),
        ),
    )


def _rule(item: Item) -> Part | None:
    low, high = item.whole("minimum_age", 120), item.whole("maximum_age", 120)
    if low is not None and high is not None and low > high:
        item.faults.add(Fault.AGES_CROSS, item.at("minimum_age"), f"{low}–{high}")
        return None
    return Part(
        "eligibility",
        item.known_id(),
        {
            "min_age": low,
            "max_age": high,
            "area_codes": _texts(item, "area_codes", 9),
            "needs": _texts(item, "needs", 30),
            "levels": list(item.codes("levels", _LEVELS)),
            "groups": list(item.codes("groups", _GROUPS)),
            **_both("text", item.bilingual("text")),
        },
    )


def _texts(item: Item, key: str, longest: int) -> list[str]:
    found = item.value.get(key)
    texts = found if isinstance(found, list) else []
    return [text for text in texts[:50] if isinstance(text, str) and 0 < len(text) <= longest]


def _capacity(item: Item) -> Part | None:
    unit, confirmed = item.code("unit", _UNITS), item.day("updated")
    total, free = item.whole("maximum", 1_000_000), item.whole("available", 1_000_000)
    too_free = total is not None and free is not None and free > total
    if not unit or confirmed is None or too_free:
        item.faults.add(Fault.CAPACITY_UNCLEAR, item.where)
        return None
    return Part(
        "capacity",
        item.known_id(),
        {
            "unit": unit,
            "total": total,
            "free": free,
            "waiting": item.whole("waiting", 1_000_000),
            "keeps_list": item.truth("keeps_list"),
            **_both("note", item.bilingual("description")),
            "confirmed_on": confirmed,
        },
    )


_AT_SERVICE: dict[str, Callable[[Item], Part | None]] = {
    "schedules": _schedule,
    "service_areas": _area,
    "languages": _language,
    "funding": _funding,
    "cost_options": _cost,
    "contacts": _contact,
    "phones": _phone,
    "attributes": _attribute,
    "eligibility_rules": _rule,
    "capacities": _capacity,
}
_PLACES: dict[str, Callable[[Item], Part | None]] = {"service_at_locations": _at_location}
