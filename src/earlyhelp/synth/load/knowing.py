"""What partners' own systems say of the people of an area: each a part, with its own slips, numbers and dates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from random import Random
from typing import Final
from unicodedata import combining, normalize

from earlyhelp.kit.identity import Identity, plain_identifier, search_keys
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.models import Agency
from earlyhelp.synth.load.agreeing import agree
from earlyhelp.synth.people import Household, Population, SyntheticPerson
from earlyhelp.understand.choices import IdentifierSystem, Regime
from earlyhelp.understand.models import SourceIdentifier, SourceRecord, SourceVersion

HEALTH: Final = "cwm-taf-morgannwg"
COUNCIL: Final = "bridgend-council"
_NAMESAKES: Final = 14
_SCHOOL: Final = range(4, 19)
_YOUTH: Final = range(10, 18)
_ADULT: Final = 18


@dataclass(frozen=True, slots=True)
class System:
    """One system of one partner: whom it knows (`share` of those of these ages), and what number it gives."""

    agency: str
    name: str
    numbers: IdentifierSystem
    pattern: str
    share: float
    ages: range
    regime: Regime = Regime.UK_GDPR


SYSTEMS: Final = (
    System(HEALTH, "health", IdentifierSystem.NHS, "999 {:03} {:04}", 0.75, range(120)),
    System(COUNCIL, "education", IdentifierSystem.UPN, "Z{:03}999{:04}", 0.9, _SCHOOL),
    System(COUNCIL, "housing-options", IdentifierSystem.COUNCIL, "HO-{:03}{:04}", 0.08, range(_ADULT, 90)),
    System(
        "valleys-to-coast", "tenants", IdentifierSystem.HOUSING, "V2C-{:03}{:04}", 0.12, range(_ADULT, 95)
    ),
    System("wales-and-west", "tenants", IdentifierSystem.HOUSING, "WWH-{:03}{:04}", 0.05, range(_ADULT, 95)),
    System("barnardos-cymru", "cases", IdentifierSystem.CHARITY, "BC-{:03}{:04}", 0.04, range(45)),
    System(
        "south-wales-police",
        "persons",
        IdentifierSystem.POLICE,
        "SWP/{:03}/{:04}",
        0.12,
        range(12, 90),
        Regime.LAW_ENFORCEMENT,
    ),
    System(
        "prison-and-probation-wales",
        "probation",
        IdentifierSystem.PROBATION,
        "X{:03}{:04}",
        0.02,
        range(_ADULT, 75),
        Regime.LAW_ENFORCEMENT,
    ),
    System(
        "youth-justice-board",
        "youth-justice",
        IdentifierSystem.YOUTH_JUSTICE,
        "YJ{:03}{:04}",
        0.04,
        _YOUTH,
        Regime.LAW_ENFORCEMENT,
    ),
)


@dataclass(slots=True)
class Known:
    """Rows to write, in the order in which they point at each other."""

    records: list[SourceRecord] = field(default_factory=list)
    identifiers: list[SourceIdentifier] = field(default_factory=list)
    versions: list[SourceVersion] = field(default_factory=list)


def agree_on_records(agencies: dict[str, Agency], on: date) -> None:
    """The council sees the health board's records; its agreement with probation has ended; with youth justice and
    one housing association there is none.
    """
    agree(
        ("Records for early help", "Cofnodion ar gyfer cymorth cynnar"),
        [agencies[COUNCIL], agencies[HEALTH]],
        [DataSet.RECORDS],
        on,
        # Within the sixty days in which its parties are warned.
        ends_on=on + timedelta(days=45),
    )
    agree(
        ("Records of probation, ended", "Cofnodion y gwasanaeth prawf, wedi dod i ben"),
        [agencies[COUNCIL], agencies["prison-and-probation-wales"]],
        [DataSet.RECORDS],
        on,
        ends_on=on - timedelta(days=30),
    )


def know_people(agencies: dict[str, Agency], population: Population, seed: int, at: datetime) -> Known:
    """Records of the people of an area, and of some who bear one common name. The same seed, the same records."""
    chance = Random(f"records {seed}")
    homes = {home.key: home for home in population.households}
    known = Known()
    for system in SYSTEMS:
        owner = agencies[system.agency]
        for person in population.people:
            if person.age_on(at.date()) in system.ages and chance.random() < system.share:
                _write(known, chance, system, owner, _said(chance, person, homes[person.household]), at)
    for said in _namesakes(chance, population):
        _write(known, chance, SYSTEMS[0], agencies[HEALTH], said, at)
    return known


def _said(chance: Random, person: SyntheticPerson, home: Household) -> Identity:
    """What one system has of somebody: as a rule all of it, sometimes with a slip or without a part."""
    slip: Callable[[str], str] = chance.choice((str, str, str, str, _unaccented, _short))
    given = person.known_as if person.known_as and chance.random() < 0.2 else person.given_name
    return Identity(
        given_name=slip(given),
        family_name=person.family_name,
        date_of_birth=_perhaps(chance, person.born_on),
        address=f"{home.address.line(home.language)}, {home.address.community(home.language)}",
        postcode=home.address.postcode if chance.random() < 0.9 else "",
        telephone=person.telephone if chance.random() < 0.5 else "",
    )


def _namesakes(chance: Random, population: Population) -> Iterator[Identity]:
    """Women who are all called Siân Jones and are not the same."""
    for number in range(_NAMESAKES):
        home = chance.choice(population.households)
        yield Identity(
            given_name="Siân" if number % 3 else "Sian",
            family_name="Jones",
            date_of_birth=date(1948 + number * 4, 1 + number % 12, 1 + number * 2 % 28),
            address=f"{home.address.line('en')}, {home.address.community('en')}",
            postcode=home.address.postcode,
        )


def _perhaps(chance: Random, born: date) -> date | None:
    dice = chance.random()
    if dice < 0.04:
        return None
    if dice < 0.06 and born.day <= 12:
        return born.replace(month=born.day, day=born.month)
    return born


def _unaccented(name: str) -> str:
    return "".join(char for char in normalize("NFKD", name) if not combining(char))


def _short(name: str) -> str:
    return name if " " not in name else name.split()[0]


def _write(known: Known, chance: Random, system: System, owner: Agency, said: Identity, at: datetime) -> None:
    place = len(known.records)
    number = system.pattern.format(place // 10_000, place % 10_000)
    with_number = replace(said, identifiers=((system.numbers.value, number),))
    updated = at - timedelta(days=chance.randint(20, 2_000))
    record = SourceRecord(
        id=new_id(),
        agency=owner,
        system=system.name,
        source_key=number,
        regime=system.regime,
        given_name=said.given_name,
        family_name=said.family_name,
        date_of_birth=said.date_of_birth,
        address=said.address,
        postcode=said.postcode,
        telephone=said.telephone,
        recorded_at=updated - timedelta(days=chance.randint(0, 1_500)),
        updated_at=updated,
        received_at=at - timedelta(days=1),
        digest=blake2b(number.encode(), digest_size=16).digest(),
        search_keys=search_keys(with_number),
    )
    known.records.append(record)
    known.identifiers.append(
        SourceIdentifier(
            id=new_id(),
            record=record,
            agency=owner,
            system=system.numbers.value,
            value=number,
            plain=plain_identifier(number),
        )
    )
    if chance.random() < 0.03:
        known.versions.append(_moved(chance, record, owner, at))


def _moved(chance: Random, record: SourceRecord, owner: Agency, at: datetime) -> SourceVersion:
    """Where they lived before, as the record said it then."""
    return SourceVersion(
        id=new_id(),
        record=record,
        agency=owner,
        said={"address": f"{chance.randint(1, 90)} Old Made-up Road", "postcode": "CF31 9XX"},
        updated_at=record.recorded_at,
        received_at=at - timedelta(days=300),
        until_at=at - timedelta(days=1),
    )
