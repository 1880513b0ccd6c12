"""What partners' systems say of the people of the demonstration: records, events, and agreements about them.

One person is known to twelve agencies, with two hundred events; some forty more to one, two or three. Some agencies
share by agreement, one only its records, one did until last month, and others never agreed.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Final

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.identity import Identity, search_keys
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import AgencyKind, DataSet
from earlyhelp.partnership.models import Agency, Area, Practitioner
from earlyhelp.synth.load.agreeing import agree
from earlyhelp.synth.load.cast import AREA, COUNCIL, POLICE
from earlyhelp.synth.load.copying import OWNER
from earlyhelp.synth.load.ruling import Decided
from earlyhelp.synth.tables import FACTS
from earlyhelp.understand.choices.chronology import EventKind, EventVisibility
from earlyhelp.understand.models import PartnerEvent, Person, PersonLink, SourceRecord
from earlyhelp.understand.rules.chronology import data_set_of

MANY_EVENTS: Final = 200
OTHERS: Final = 40
YEARS: Final = 5
# Days ago, in pairs, between which nobody recorded anything.
_QUIET: Final = ((1_200, 1_080), (520, 400))


@dataclass(frozen=True, slots=True)
class System:
    """A system of one partner, and what its events are about."""

    agency: str
    name: str
    kind: EventKind


SYSTEMS: Final = (
    System(POLICE, "crime-and-incidents", EventKind.POLICE),
    System(COUNCIL, "social-care", EventKind.CARE),
    System("barnardos-cymru", "casework", EventKind.SUPPORT),
    System("valleys-to-coast", "tenancies", EventKind.HOUSING),
    System("synthetic-primary-school", "pupils", EventKind.SCHOOL),
    System("youth-justice-board", "youth-casework", EventKind.YOUTH_JUSTICE),
    System("synthetic-advice-centre", "advice", EventKind.MONEY),
    System("cwm-taf-morgannwg", "community-health", EventKind.HEALTH),
    System("linc-cymru", "homes", EventKind.HOUSING),
    System("prison-and-probation-wales", "supervision", EventKind.PROBATION),
    System("public-health-wales", "screening", EventKind.HEALTH),
    System("synthetic-practice", "patients", EventKind.HEALTH),
)
# Partners of an area that no register of ours names: none of them exists.
_INVENTED: Final = (
    (
        "synthetic-primary-school",
        AgencyKind.SCHOOL,
        "Ysgol Gynradd y Gwennol Arian",
        "Ysgol Gynradd y Gwennol Arian",
    ),
    ("synthetic-practice", AgencyKind.GP_PRACTICE, "Silver Swallow Surgery", "Meddygfa’r Wennol Arian"),
    ("synthetic-advice-centre", AgencyKind.CHARITY, "Silver Swallow Advice", "Cyngor y Wennol Arian"),
)
_SHARING: Final = (
    "synthetic-primary-school",
    "synthetic-advice-centre",
    "cwm-taf-morgannwg",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something that a partner could record."""

    kind: EventKind
    who: str
    certainty: str
    is_major: bool
    en: str
    cy: str


@dataclass(slots=True)
class Chronicles:
    """Rows that partners' feeds would have brought, and the links that practitioners made."""

    records: list[SourceRecord] = field(default_factory=list)
    events: list[PartnerEvent] = field(default_factory=list)
    links: list[PersonLink] = field(default_factory=list)


@cache
def sentences() -> tuple[Sentence, ...]:
    """Everything that a partner could record, in the order of the table."""
    text = (FACTS / "partner_events.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        Sentence(
            EventKind(row["kind"]), row["who"], row["certainty"], row["major"] == "yes", row["en"], row["cy"]
        )
        for row in rows
    )


def make_chronicles(decided: Decided, decider: Practitioner, *, seed: int, at: datetime) -> Chronicles:
    """Rows for the people whom the front door knows best. The same seed gives the same rows."""
    chance = Random(f"chronicles {seed}")
    agencies = _agencies(at.date())
    made = Chronicles()
    told: dict[str, list[ReportedPerson]] = defaultdict(list)
    known: dict[str, Person] = {}
    for link in decided.links:
        if link.reported is not None and link.undone_at is None:
            known[link.person.reference] = link.person
            told[link.person.reference].append(link.reported)
    best = sorted(known, key=lambda reference: (-len(told[reference]), reference))
    for place, reference in enumerate(best[: 1 + OTHERS]):
        systems: Sequence[System] = SYSTEMS if place == 0 else chance.sample(SYSTEMS, chance.randint(1, 3))
        number = MANY_EVENTS if place == 0 else chance.randint(3, 9)
        _tell(made, chance, known[reference], told[reference][0], systems, number, agencies, decider, at)
    return made


def _agencies(on: date) -> dict[str, Agency]:
    for code, kind, name_en, name_cy in _INVENTED:
        agency = Agency.objects.using(OWNER).create(code=code, kind=kind, name_en=name_en, name_cy=name_cy)
        agency.areas.add(Area.objects.using(OWNER).get(pk=AREA))
    found = {agency.code: agency for agency in Agency.objects.using(OWNER)}
    council = found[COUNCIL]
    _agree(
        "Records and events for early help",
        "Cofnodion a digwyddiadau ar gyfer cymorth cynnar",
        [council, *(found[code] for code in _SHARING)],
        on,
        None,
    )
    _agree(
        "Tenancies in Bridgend",
        "Tenantiaethau ym Mhen-y-bont ar Ogwr",
        [council, found["linc-cymru"]],
        on,
        on - timedelta(days=30),
    )
    return found


def _agree(title_en: str, title_cy: str, parties: list[Agency], on: date, ends_on: date | None) -> None:
    agree((title_en, title_cy), parties, [DataSet.RECORDS, DataSet.EVENTS], on, ends_on=ends_on)


def _tell(
    made: Chronicles,
    chance: Random,
    person: Person,
    reported: ReportedPerson,
    systems: Sequence[System],
    number: int,
    agencies: dict[str, Agency],
    decider: Practitioner,
    at: datetime,
) -> None:
    records = [_record(chance, system, agencies[system.agency], reported, at) for system in systems]
    made.records += records
    made.links += [
        PersonLink(
            agency=person.agency,
            person=person,
            record=record,
            linked_by=decider,
            linked_at=person.made_at + timedelta(hours=1),
        )
        for record in records
    ]
    born = reported.date_of_birth
    who = "child" if born is not None and (at.date() - born).days < 18 * 365 else "adult"
    oldest = min(YEARS * 365, (at.date() - born).days if born else YEARS * 365)
    for place in range(number):
        turn = place % len(systems)
        made.events.append(
            _event(chance, systems[turn], records[turn], len(made.events), who, _days_ago(chance, oldest), at)
        )


def _record(
    chance: Random, system: System, agency: Agency, reported: ReportedPerson, at: datetime
) -> SourceRecord:
    """The person as the partner knows them: now and then another telephone number or an older address."""
    telephone = reported.telephone if chance.random() < 0.7 else ""
    who = Identity(
        reported.given_name,
        reported.family_name,
        date_of_birth=reported.date_of_birth,
        address=reported.address,
        postcode=reported.postcode,
        telephone=telephone,
    )
    return SourceRecord(
        agency=agency,
        system=system.name,
        source_key=f"S{chance.getrandbits(40):010x}",
        given_name=reported.given_name,
        family_name=reported.family_name,
        date_of_birth=reported.date_of_birth,
        address=reported.address,
        postcode=reported.postcode,
        telephone=telephone,
        recorded_at=at - timedelta(days=chance.randint(400, 2_000)),
        updated_at=at - timedelta(days=chance.randint(1, 390)),
        received_at=at - timedelta(hours=6),
        digest=chance.randbytes(16),
        search_keys=search_keys(who),
    )


def _days_ago(chance: Random, oldest: int) -> int:
    while True:
        days = chance.randint(1, max(1, oldest))
        if not any(first >= days > last for first, last in _QUIET):
            return days


def _event(
    chance: Random,
    system: System,
    record: SourceRecord,
    line: int,
    who: str,
    days: int,
    at: datetime,
) -> PartnerEvent:
    fitting = [one for one in sentences() if one.kind is system.kind and one.who in ("any", who)]
    sentence = chance.choice(fitting)
    when = (at - timedelta(days=days)).replace(
        hour=chance.randint(8, 17), minute=chance.choice((0, 15, 30, 45))
    )
    timed = chance.random() < 0.3
    language = "cy" if chance.random() < 0.2 else "en"
    # A system that is kept in one language has no other one for some of its events.
    alone = chance.random() < 0.1
    return PartnerEvent(
        agency=record.agency,
        record=record,
        source_key=f"{system.name}-{line:06}",
        kind=system.kind,
        data_set=data_set_of(system.kind),
        happened_at=when if timed else None,
        happened_on=None if timed else when.date(),
        certainty=sentence.certainty,
        summary_en="" if alone and language == "cy" else sentence.en,
        summary_cy="" if alone and language == "en" else sentence.cy,
        language=language,
        is_major=sentence.is_major,
        visibility=EventVisibility.OWNER if chance.random() < 0.03 else EventVisibility.SHARED,
        received_at=at - timedelta(hours=6),
        run_id=new_id(),
        line=line + 2,
        digest=chance.randbytes(16),
    )
