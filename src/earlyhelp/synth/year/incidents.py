"""Incidents of the last days as the force's own system has them, not notified yet: for an officer to begin with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.report import RecordedIncident, RecordedPerson
from earlyhelp.kit.working_days import LONDON
from earlyhelp.synth.people import Household, Population, Relation, SyntheticPerson

INCIDENTS = 200
DAYS = 6
FIRST_NUMBER = 1001
AREA = "W06000013"
_GROWN = (Relation.PARENT, Relation.STEP_PARENT, Relation.ADULT)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an incident was opened as, what it may be closed as, and whether it needs a child or a partner."""

    opening: str
    closing: tuple[str, ...]
    qualifiers: tuple[str, ...]
    child: bool = False
    partner: bool = False


_KINDS = (
    _Kind("WELFARE_CONCERN", ("WELFARE_CONCERN", "WELFARE_ILLNESS"), ("MENTAL_HEALTH", "VULNERABLE")),
    _Kind("WELFARE_DOMESTIC", ("WELFARE_DOMESTIC", "CLOSED_CRIME"), ("DOMESTIC", "ALCOHOL"), partner=True),
    _Kind("WELFARE_MISSING", ("WELFARE_MISSING", "WELFARE_CONCERN"), ("YOUTH", "MISSING_REPEAT"), child=True),
    _Kind("ASB_NUISANCE", ("ASB_NUISANCE", "WELFARE_CONCERN"), ("YOUTH", "ALCOHOL"), child=True),
    _Kind("WELFARE_ABANDONED_CALL", ("WELFARE_CONCERN", "WELFARE_DOMESTIC"), ("REPEAT",)),
    _Kind("WELFARE_ILLNESS", ("WELFARE_ILLNESS",), ("VULNERABLE",)),
)


def make_incidents(population: Population, *, seed: int, at: datetime) -> tuple[RecordedIncident, ...]:
    """Incidents of the last days before `at`, the newest with the lowest number: BRG-1001 is the last one.

    The same arguments give the same incidents.
    """
    chance = Random(f"incidents {seed}")
    local = at.astimezone(LONDON).replace(second=0, microsecond=0)
    times = sorted(
        (local - timedelta(minutes=chance.randrange(20, DAYS * 24 * 60)) for _ in range(INCIDENTS)),
        reverse=True,
    )
    homes = [home for home in population.households if home.kind.value != "other_parent"]
    return tuple(
        _incident(chance, population, chance.choice(homes), number, opened, local)
        for number, opened in enumerate(times)
    )


def _incident(
    chance: Random, population: Population, home: Household, number: int, opened: datetime, at: datetime
) -> RecordedIncident:
    here = [person for key in home.members if (person := population.people[key]).born_on < opened.date()]
    children = [person for person in here if person.is_child_on(opened.date())]
    adults = [person for person in here if person not in children]
    kind = chance.choice(
        [kind for kind in _KINDS if (children or not kind.child) and (len(adults) > 1 or not kind.partner)]
    )
    closed = opened + timedelta(minutes=chance.randrange(30, 240))
    is_closed = closed < at and chance.random() < 0.8
    return RecordedIncident(
        line=number + 2,
        number=f"BRG-{FIRST_NUMBER + number}",
        opened_at=opened,
        closed_at=closed if is_closed else None,
        opening_code=kind.opening,
        closing_code=chance.choice(kind.closing) if is_closed else "",
        qualifiers=tuple(code for code in kind.qualifiers if chance.random() < 0.5),
        place=f"{home.address.line('en')}, {home.address.community('en')}",
        postcode=home.address.postcode,
        area=AREA,
        people=tuple(
            _person(person, role, home) for person, role in _roles(chance, kind, adults, children, here)
        ),
    )


def _roles(
    chance: Random,
    kind: _Kind,
    adults: list[SyntheticPerson],
    children: list[SyntheticPerson],
    here: list[SyntheticPerson],
) -> list[tuple[SyntheticPerson, PersonRole]]:
    subject = chance.choice(children if kind.child else adults or here)
    named = [(subject, PersonRole.SUBJECT)]
    for person in here:
        if person is subject:
            continue
        if person in children:
            named.append((person, PersonRole.CHILD))
        elif kind.child:
            named.append((person, PersonRole.PARENT if person.relation in _GROWN else PersonRole.FAMILY))
        else:
            partner = person.relation in _GROWN and kind.partner
            named.append((person, PersonRole.PARTNER if partner else PersonRole.FAMILY))
    return named


def _person(person: SyntheticPerson, role: PersonRole, home: Household) -> RecordedPerson:
    digits = "".join(sign for sign in person.telephone if sign.isdecimal())
    return RecordedPerson(
        role=role.value,
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=person.born_on,
        address=f"{home.address.line('en')}, {home.address.community('en')}",
        postcode=home.address.postcode,
        telephone=f"+44{digits[1:]}" if digits.startswith("0") else "",
        email=person.email,
    )
