"""Open Referral UK 1.0: a record of it becomes the same record as 3.0 has it. Pure; what is of a wrong type stays.

In 1.0 ids may be any text, so one that is no UUID becomes one that is always the same.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

# Names that only 1.0 has.
_ONLY_THEN = frozenset(
    {
        "eligibilitys",
        "service_taxonomys",
        "regular_schedules",
        "holiday_schedules",
        "deliverable_type",
        "attending_access",
        "fundings",
    }
)
_RENAMED = {"fundings": "funding"}
_DAYS = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}
Given = Mapping[str, Any]


def is_older(record: object) -> bool:
    """Whether a record has names that only 1.0 has."""
    return isinstance(record, Mapping) and bool(_ONLY_THEN & record.keys())


def renewed(record: object) -> object:
    """A service of 1.0 as 3.0 has it. What is no object stays as it is, to be refused with a reason."""
    if not isinstance(record, Mapping):
        return record
    new: dict[str, Any] = {_RENAMED.get(str(key), str(key)): value for key, value in record.items()}
    new["id"], new["id_there"] = as_uuid(record.get("id")), record.get("id")
    new.setdefault("status", "active")
    _each(new, "organization", _organisation)
    _each(new, "eligibilitys", lambda one: one)
    _ages(new)
    _each(new, "service_taxonomys", _attribute)
    if isinstance(new.get("service_taxonomys"), list):
        new["attributes"] = new.pop("service_taxonomys")
    _each(new, "regular_schedules", _schedule)
    if isinstance(new.get("regular_schedules"), list):
        new["schedules"] = new.pop("regular_schedules")
    _each(new, "languages", _language)
    _each(new, "service_at_locations", _link)
    _each(new, "cost_options", _cost)
    return new


def as_uuid(found: object) -> object:
    """The id as it is when it is a UUID; else one made of it. What is no text stays, to be refused."""
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str) or not found:
        return found
    try:
        return str(UUID(found))
    except ValueError:
        return str(uuid5(NAMESPACE_OID, found))


def _each(record: dict[str, Any], key: str, change: Callable[[Given], object]) -> None:
    """Change an object, or every object of a list; leave everything else alone."""
    found = record.get(key)
    if isinstance(found, Mapping):
        record[key] = change(found)
    elif isinstance(found, list):
        record[key] = [change(one) if isinstance(one, Mapping) else one for one in found]


def _organisation(one: Given) -> object:
    new = dict(one)
    new["id"] = as_uuid(one.get("id"))
    if "url" in new:
        new.setdefault("website", new.pop("url") or None)
    for key in ("uri", "logo", "website"):
        if new.get(key) == "":
            new[key] = None
    return new


def _ages(new: dict[str, Any]) -> None:
    """The widest ages of what 1.0 calls eligibilitys, and their words."""
    rules = [one for one in new.pop("eligibilitys", None) or () if isinstance(one, Mapping)]
    for key, widest in (("minimum_age", min), ("maximum_age", max)):
        ages = [one[key] for one in rules if isinstance(one.get(key), int | float)]
        if rules and len(ages) == len(rules):
            new.setdefault(key, widest(ages))
    words = [one["eligibility"] for one in rules if isinstance(one.get("eligibility"), str)]
    if words:
        new.setdefault("eligibility_description", "; ".join(words))


def _attribute(one: Given) -> object:
    taxonomy = one.get("taxonomy")
    if not isinstance(taxonomy, Mapping):
        return {"taxonomy_term": taxonomy}
    term = {
        "taxonomy": taxonomy.get("vocabulary"),
        "term": taxonomy.get("id"),
        "name": taxonomy.get("name"),
    }
    return {"taxonomy_term": {key: value for key, value in term.items() if value is not None}}


def _schedule(one: Given) -> object:
    new = dict(one)
    day = one.get("weekday")
    if isinstance(day, str) and not one.get("byday"):
        new["byday"] = _DAYS.get(day.casefold(), day)
    return new


def _language(one: Given) -> object:
    return {"name": one.get("language"), **one} if "language" in one else one


def _cost(one: Given) -> object:
    return {key: value for key, value in one.items() if value != ""}


def _link(one: Given) -> object:
    place = one.get("location")
    if not isinstance(place, Mapping):
        return one
    location = {"location_type": "physical", **place, "id": as_uuid(place.get("id"))}
    addresses = place.get("physical_addresses")
    if isinstance(addresses, list):
        location["addresses"] = [
            {"address_type": "physical", **entry} if isinstance(entry, Mapping) else entry
            for entry in addresses
        ]
    access = place.get("accessibility_for_disabilities")
    if isinstance(access, list):
        location["accessibility"] = [
            {"description": entry.get("accessibility"), **entry} if isinstance(entry, Mapping) else entry
            for entry in access
        ]
    return {**one, "location": location}
