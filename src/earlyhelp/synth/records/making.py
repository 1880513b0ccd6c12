"""Make the records of many agencies about one population."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

import pyarrow as pa

from earlyhelp.synth import tables
from earlyhelp.synth.people import Address, Population, SyntheticPerson, make_population
from earlyhelp.synth.records import errors, profiles
from earlyhelp.synth.records.profiles import AGENCIES, Profile

COLUMNS: Final = (
    "record_id", "agency", "given_name", "other_names", "family_name", "date_of_birth", "sex", "address", "postcode",
    "town", "telephone", "email", "nhs_number",
)  # fmt: skip
DISTRICT: Final = 5_000
"""People of one district: streets and names of streets come again in the next, postcodes do not."""
AREAS: Final = "ABCDEFGHJKLMNPRSTUWY"


@dataclass(frozen=True, slots=True)
class Records:
    """The records, in an order that tells nothing, and for each ``record_id`` the ``person`` it is about."""

    rows: pa.Table
    truth: pa.Table


@dataclass(frozen=True, slots=True)
class Lasting:
    """What is the same in all records of a person, and what was so before."""

    person: SyntheticPerson
    key: int
    middle: str
    address: Address
    old_address: Address | None
    old_family_name: str
    telephone: str
    email: str
    number: str


def make_records(seed: int, *, people: int) -> Records:
    """Records of so many people, 2.6 of each. The same seed gives the same records."""
    chance = Random(seed)
    rows: list[tuple[str | None, ...]] = []
    about: list[int] = []
    for key, lasting in _everybody(chance, seed, people):
        for agency in _agencies(chance):
            rows.append(_record(chance, agency, lasting))
            about.append(key)
    order = list(range(len(rows)))
    chance.shuffle(order)
    columns: dict[str, list[str | None]] = {"record_id": [f"R{n:08d}" for n in range(len(rows))]}
    for place, name in enumerate(COLUMNS[1:]):
        columns[name] = [rows[n][place] for n in order]
    truth = pa.table({"record_id": columns["record_id"], "person": [about[n] for n in order]})
    return Records(pa.table({name: pa.array(columns[name], pa.string()) for name in COLUMNS}), truth)


def _everybody(chance: Random, seed: int, people: int) -> Iterator[tuple[int, Lasting]]:
    """Everybody, district by district; a postcode's first half cannot be real: no area begins with Q."""
    key = 0
    for district in range((people + DISTRICT - 1) // DISTRICT):
        population = make_population(seed * 1_000_003 + district, people=min(DISTRICT, people - key))
        area = f"Q{AREAS[district // 100 % len(AREAS)]}{district % 100}"
        for person in population.people:
            if key >= people:
                return
            yield key, _lasting(chance, population, person, key, area)
            key += 1


def _lasting(chance: Random, population: Population, person: SyntheticPerson, key: int, area: str) -> Lasting:
    home = population.households[person.household]
    address = _in(home.address, area)
    moved = chance.random() < profiles.MOVED
    elsewhere = chance.choice(population.households).address
    renamed = (
        person.sex == "female"
        and person.born_on.year < 2003
        and chance.random() < profiles.ANOTHER_FAMILY_NAME
    )
    middle = tables.given_names(person.sex, person.born_on.year).draw(chance)
    adult = person.born_on.year < 2010
    # A child is reached through a parent, so a household shares numbers as it shares its address.
    number = (
        key if adult and chance.random() < 0.7 else 500_000_000 + population.seed % 100_000 * 5_000 + home.key
    )
    return Lasting(
        person=person,
        key=key,
        middle=middle if chance.random() < profiles.MIDDLE_NAME else "",
        address=address,
        old_address=_in(elsewhere, area) if moved else None,
        old_family_name=tables.surnames().draw(chance) if renamed else "",
        telephone=f"07700 900{number:09d}",
        email=errors.mail(person.given_name, person.family_name, key) if adult else "",
        number=f"999{(key * 7_654_321 + 1_234_567) % 10_000_019:08d}",
    )


def _in(address: Address, area: str) -> Address:
    return replace(address, postcode=f"{area} {address.postcode.split(' ')[-1]}")


def _agencies(chance: Random) -> list[Profile]:
    numbers, weights = zip(*profiles.RECORDS_OF_A_PERSON, strict=True)
    number = chance.choices(numbers, weights)[0]
    return chance.choices(AGENCIES, [agency.weight for agency in AGENCIES], k=number)


def _record(chance: Random, agency: Profile, lasting: Lasting) -> tuple[str | None, ...]:
    person = lasting.person
    given, family = errors.names(chance, agency, person, lasting.old_family_name)
    at = lasting.address
    if lasting.old_address is not None and chance.random() < profiles.OLD_ADDRESS:
        at = lasting.old_address
    known = chance.random() >= agency.no_address
    language = "cy" if chance.random() < 0.15 else "en"
    telephone = lasting.telephone if chance.random() >= agency.no_telephone else None
    if telephone and chance.random() < profiles.OTHER_NUMBER:
        telephone = f"07700 900{600_000_000 + chance.randrange(300_000_000):09d}"
    return (
        agency.name,
        given,
        errors.middle(chance, lasting.middle) if chance.random() < profiles.MIDDLE_NAME_WRITTEN else None,
        family,
        errors.birth(chance, agency, person.born_on),
        errors.sex(chance, person.sex),
        errors.line(chance, agency, at.line(language)) if known else None,
        errors.postcode(chance, at.postcode) if known and chance.random() < 0.93 else None,
        at.community(language) if known and chance.random() < 0.9 else None,
        telephone,
        lasting.email if lasting.email and chance.random() >= agency.no_email else None,
        errors.number(chance, lasting.number) if chance.random() < agency.has_number else None,
    )
