"""Where a service works, and where it is."""

import re
from collections.abc import Mapping

from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.openreferral.fields import SHORT, Item, RefusedError
from earlyhelp.signpost.openreferral.records import Bilingual

# ONS codes that hold the whole of Wales: Wales, United Kingdom, Great Britain, England and Wales.
_WHOLE_OF_WALES = frozenset({"W92000004", "K02000001", "K03000001", "K04000001"})
_WHOLE_BY_NAME = frozenset(
    {
        "wales",
        "cymru",
        "all wales",
        "cymru gyfan",
        "united kingdom",
        "uk",
        "great britain",
        "england and wales",
    }
)
# Councils of Wales, and areas elsewhere, which are kept so that their services are not offered in Wales.
_CODE = re.compile(r"\b(W06\d{6}|W92000004|[ESN]\d{8}|K0[234]000001)\b")
_SOUTH, _NORTH, _WEST, _EAST = 49.8, 60.9, -8.7, 1.8  # degrees around the United Kingdom


def read_area_codes(service: Item, codes_by_name: Mapping[str, str]) -> tuple[str, ...]:
    """ONS codes; empty for the whole of Wales, which is also what a feed without areas means.

    Raises RefusedError when areas are given and none is known: to offer it everywhere would be wrong.
    """
    codes: set[str] = set()
    unknown: list[tuple[str, str]] = []
    for area in service.children("service_areas"):
        code = _area_code(area, codes_by_name)
        if code in _WHOLE_OF_WALES:
            return ()
        if code:
            codes.add(code)
        else:
            unknown.append((area.where, area.text("name", SHORT)))
    if unknown and not codes:
        raise RefusedError(Fault.UNKNOWN_AREA, *unknown[0])
    for where, name in unknown:
        service.faults.add(Fault.UNKNOWN_AREA, where, name)
    return tuple(sorted(codes))


def council_code(text: str) -> str:
    """The ONS code that stands in a text, or ""."""
    found = _CODE.search(text)
    return found.group() if found else ""


def _area_code(area: Item, codes_by_name: Mapping[str, str]) -> str:
    texts = [area.text(key) for key in ("uri", "extent", "name", "service_area")]
    for text in texts:
        found = _CODE.search(text)
        if found:
            return found.group()
    for text in texts:
        name = text.casefold()
        if name in _WHOLE_BY_NAME:
            return "W92000004"
        if name in codes_by_name:
            return codes_by_name[name]
    return ""


def read_place(service: Item) -> tuple[Bilingual, float | None, float | None]:
    """The first physical location: its address on one line, and its coordinates when they can be right."""
    for link in service.children("service_at_locations"):
        location = link.child("location")
        if location is None or location.text("location_type", SHORT) not in {"", "physical"}:
            continue
        return (_address(location), *_coordinates(location))
    return Bilingual(), None, None


def has_place(service: Item) -> bool:
    """Whether the record holds anything that could give a place away."""
    return bool(service.value.get("service_at_locations"))


def _address(location: Item) -> Bilingual:
    name = location.bilingual("name", SHORT)
    for address in location.children("addresses"):
        street, city = address.bilingual("address_1", SHORT), address.bilingual("city", SHORT)
        code = address.text("postal_code", SHORT)
        english = (name.en, street.en, city.en, code)
        welsh = (name.cy or name.en, street.cy or street.en, city.cy or city.en, code)
        return Bilingual(*(", ".join(dict.fromkeys(filter(None, lines))) for lines in (english, welsh)))
    return name


def _coordinates(location: Item) -> tuple[float | None, float | None]:
    latitude, longitude = location.number("latitude"), location.number("longitude")
    if latitude is None and longitude is None:
        return None, None
    if latitude is None or longitude is None or not is_in_kingdom(latitude, longitude):
        location.faults.add(Fault.BAD_COORDINATES, location.where, f"{latitude}, {longitude}")
        return None, None
    return latitude, longitude


def is_in_kingdom(latitude: float, longitude: float) -> bool:
    """Whether a point is in or near the United Kingdom; swapped or zero coordinates are not."""
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
