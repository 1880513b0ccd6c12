"""A synthetic directory of 66 services for Bridgend, its neighbours and all Wales, as Open Referral UK 3.0.

Pure: the same seed and day give the same feed. Ids depend on neither, so that loading a later feed changes
services and never doubles them. Welsh and the other extensions of the standard are those that
`signpost.openreferral` describes. Telephone numbers are from the ranges that Ofcom keeps for drama; e-mail
and web addresses are at example.org; the last two letters of each postcode are ones that no postcode has.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from random import Random
from typing import Any
from uuid import UUID, uuid5

from earlyhelp.partnership.facts import list_agencies
from earlyhelp.signpost.choices import NEED_VOCABULARY, PARTNER_SCHEME
from earlyhelp.synth.directory.room import access_of, room_of
from earlyhelp.synth.directory.words import COSTS, HOURS, TERMS, TOWNS, WAITS, Town

SOURCE = "synthetic-directory"

_IDS = UUID("8d6c1a52-4a0e-5f0b-9d3e-2b7a63c1f0d4")
_AREA = "http://statistics.data.gov.uk/id/statistical-geography/"
_SITE = "https://directory.example.org"
_WALES = "W92000004"
_IMPOSSIBLE = "CIKMOV"  # letters that never stand in the second half of a postcode
_STALE = frozenset({"dementia", "neighbouringalcohol"})  # not checked for over a year, as some are
_CLOSED = frozenset({"closedchoir"})


@dataclass(frozen=True, slots=True)
class _Source:
    """What one feed is made from."""

    random: Random
    today: date
    organisations: dict[str, dict[str, Any]]


def make_feed(*, seed: int, today: date) -> bytes:
    """The feed as a file would hold it: UTF-8 JSON."""
    return json.dumps(make_page(seed=seed, today=today), ensure_ascii=False, indent=1).encode()


def make_page(*, seed: int, today: date) -> dict[str, Any]:
    """The feed as one Open Referral UK 3.0 page: `contents` and the counts around it."""
    source = _Source(Random(seed), today, dict(_organisations()))
    contents = list(_services(source))
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": False,
        "contents": contents,
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def _id(*parts: str) -> str:
    return str(uuid5(_IDS, "/".join(parts)))


def _organisations() -> Iterator[tuple[str, dict[str, Any]]]:
    agencies = {agency.code: agency for agency in list_agencies()}
    for row in _rows("organisations.csv"):
        agency = agencies.get(row["agency"])
        organisation: dict[str, Any] = {
            "id": _id("organisation", row["code"]),
            "name": agency.name_en if agency else row["name_en"],
            "name_cy": agency.name_cy if agency else row["name_cy"],
            "description": row["description_en"],
            "description_cy": row["description_cy"],
            "website": f"{_SITE}/{row['code']}",
        }
        if agency:
            organisation["organization_identifiers"] = [
                {
                    "id": _id("identifier", row["code"]),
                    "identifier_scheme": PARTNER_SCHEME,
                    "identifier_type": "Partner agency code",
                    "identifier": agency.code,
                }
            ]
        yield row["code"], organisation


def _services(source: _Source) -> Iterator[dict[str, Any]]:
    for row in _rows("services.csv"):
        towns = [] if row["towns"] == "-" else row["towns"].split()
        for town in towns or [""]:
            yield _service(source, row, town, of_several=len(towns) > 1)


def _service(source: _Source, row: dict[str, str], town: str, *, of_several: bool) -> dict[str, Any]:
    key = (row["code"], town)
    suffix_en = f": {TOWNS[town].name_en}" if of_several else ""
    suffix_cy = f": {TOWNS[town].name_cy}" if of_several else ""
    service: dict[str, Any] = {
        "id": _id("service", *key),
        "name": row["name_en"] + suffix_en,
        "name_cy": row["name_cy"] + suffix_cy,
        "description": row["description_en"],
        "description_cy": row["description_cy"],
        "eligibility_description": row["eligibility_en"],
        "eligibility_description_cy": row["eligibility_cy"],
        "url": f"{_SITE}/{row['organisation']}/{row['code']}",
        "email": f"{row['code']}@{row['organisation']}.example.org",
        "status": "active",
        "wait_time": WAITS[row["wait"]][0],
        "wait_time_cy": WAITS[row["wait"]][1],
        "welsh_provision": row["welsh"],
        "referral_route": row["route"],
        "organization": source.organisations[row["organisation"]],
        "phones": [{"id": _id("phone", *key), "number": _telephone(source.random, row["areas"])}],
        "languages": [{"id": _id("language", *key, code), "code": code} for code in row["languages"].split()],
        "schedules": [_schedule(key, row["hours"])],
        "cost_options": [_cost(key, row["cost"])],
        "service_areas": [_area(key, code) for code in _area_codes(row["areas"], town)],
        "attributes": [_attribute(key, code) for code in row["needs"].split()],
    }
    ages = {"minimum_age": row["min_age"], "maximum_age": row["max_age"]}
    service |= {name: int(age) for name, age in ages.items() if age}
    service |= _checked(source, row["code"])
    service |= room_of(source.today, _id("room", *key), row)
    if town:
        service["service_at_locations"] = [_location(source.random, key, TOWNS[town])]
        service["service_at_locations"][0]["location"]["accessibility"] = [
            access_of(_id("accessibility", *key))
        ]
    return service


def _checked(source: _Source, code: str) -> dict[str, Any]:
    """When the entry was last checked, and from when it takes nobody new."""
    days_ago = source.random.randint(400, 600) if code in _STALE else source.random.randint(3, 150)
    assured = source.today - timedelta(days=days_ago)
    modified = datetime.combine(assured, time(source.random.randint(9, 16), 30), UTC)
    found: dict[str, Any] = {
        "assured_date": assured.isoformat(),
        "assurer_email": "steward@directory.example.org",
        "last_modified": modified.isoformat().replace("+00:00", "Z"),
    }
    if code in _CLOSED:
        found["closed_to_referrals_on"] = (source.today - timedelta(days=20)).isoformat()
    return found


def _telephone(random: Random, areas: str) -> str:
    """A number that Ofcom keeps for drama: a freephone one for Wales, a Cardiff or national one otherwise."""
    if areas == "wales":
        return f"08081 570{random.randint(0, 999):03}"
    if random.random() < 0.5:
        return f"029 2018 0{random.randint(0, 999):03}"
    return f"03069 990{random.randint(0, 999):03}"


def _area_codes(areas: str, town: str) -> list[str]:
    if areas == "wales":
        return [_WALES]
    return [TOWNS[town].area_code] if areas == "town" else areas.split()


def _area(key: tuple[str, str], code: str) -> dict[str, Any]:
    return {"id": _id("area", *key, code), "uri": _AREA + code, "extent_type": "uri"}


def _attribute(key: tuple[str, str], code: str) -> dict[str, Any]:
    return {
        "id": _id("attribute", *key, code),
        "link_type": "service",
        "taxonomy_term": {
            "id": _id("term", code),
            "name": TERMS[code],
            "description": TERMS[code],
            "taxonomy": NEED_VOCABULARY,
            "term": code,
        },
    }


def _schedule(key: tuple[str, str], code: str) -> dict[str, Any]:
    hours = HOURS[code]
    return {
        "id": _id("schedule", *key),
        "freq": "WEEKLY",
        "interval": 1,
        "byday": hours.days,
        "opens_at": hours.opens,
        "closes_at": hours.closes,
        "description": hours.en,
        "description_cy": hours.cy,
    }


def _cost(key: tuple[str, str], code: str) -> dict[str, Any]:
    cost = COSTS[code]
    said: dict[str, Any] = (
        {"option": cost.en, "option_cy": cost.cy} if cost.amount is None else {"amount": cost.amount}
    )
    return {"id": _id("cost", *key)} | said


def _location(random: Random, key: tuple[str, str], town: Town) -> dict[str, Any]:
    house, (street_en, street_cy) = random.randint(1, 60), random.choice(town.streets)
    tail = "".join(random.choice(_IMPOSSIBLE) for _ in range(2))
    return {
        "id": _id("link", *key),
        "location": {
            "id": _id("location", *key),
            "location_type": "physical",
            "latitude": round(town.latitude + random.uniform(-0.006, 0.006), 5),
            "longitude": round(town.longitude + random.uniform(-0.009, 0.009), 5),
            "addresses": [
                {
                    "id": _id("address", *key),
                    "address_1": f"{house} {street_en}",
                    "address_1_cy": f"{house} {street_cy}",
                    "city": town.name_en,
                    "city_cy": town.name_cy,
                    "state_province": "Wales",
                    "postal_code": f"{town.district} {random.randint(0, 9)}{tail}",
                    "country": "GB",
                    "address_type": "physical",
                }
            ],
        },
    }
