"""Teams, practitioners and agreements of the demonstration."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import DataSet, Role, TeamKind, WelshLevel
from earlyhelp.partnership.models import Agency, Practitioner, SharingAgreement, Team
from earlyhelp.signpost.models import AnsweringContact
from earlyhelp.synth import tables
from earlyhelp.synth.load.agreeing import agree
from earlyhelp.synth.load.copying import OWNER
from earlyhelp.synth.personas import PERSONAS, Persona
from earlyhelp.synth.year.making import DECIDERS, OFFICERS, WELSH_DECIDERS, WELSH_OFFICERS

AREA = "W06000013"
POLICE, COUNCIL = "south-wales-police", "bridgend-council"
BARNARDOS, HOMES = "barnardos-cymru", "valleys-to-coast"
HEALTH = "cwm-taf-morgannwg"
# A partner with nobody who signs in: it answers by secure link.
LINKED = "linc-cymru"
NO_PASSWORD = "!"  # noqa: S105 no password fits: personas sign in by choosing them
COLLEAGUES = 3
# They look after a team's work and are not counted among those who do it.
_APART = (Role.SUPERVISOR, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class TeamFact:
    """A team of the demonstration. Telephone numbers are from the range that Ofcom keeps for drama."""

    code: str
    agency: str
    kind: TeamKind
    name_en: str
    name_cy: str
    telephone: str
    out_of_hours: str = ""
    in_one_area: bool = True


TEAMS = (
    TeamFact(
        "bridgend-response",
        POLICE,
        TeamKind.RESPONSE,
        "Bridgend response",
        "Ymateb Pen-y-bont ar Ogwr",
        "029 2018 0101",
    ),
    TeamFact(
        "bridgend-front-door",
        COUNCIL,
        TeamKind.FRONT_DOOR,
        "Bridgend early help front door",
        "Drws blaen cymorth cynnar Pen-y-bont ar Ogwr",
        "029 2018 0110",
        "029 2018 0119",
    ),
    TeamFact(
        "bridgend-safeguarding",
        COUNCIL,
        TeamKind.SAFEGUARDING,
        "Bridgend safeguarding",
        "Diogelu Pen-y-bont ar Ogwr",
        "029 2018 0120",
        "029 2018 0129",
    ),
    TeamFact(
        "bridgend-emergency-duty",
        COUNCIL,
        TeamKind.SAFEGUARDING,
        "Emergency duty team",
        "Tîm dyletswydd argyfwng",
        "029 2018 0129",
        in_one_area=False,
    ),
    TeamFact(
        "bridgend-early-help",
        COUNCIL,
        TeamKind.SERVICE,
        "Bridgend Early Help",
        "Cymorth Cynnar Pen-y-bont ar Ogwr",
        "029 2018 0130",
    ),
    TeamFact(
        "barnardos-bridgend",
        BARNARDOS,
        TeamKind.SERVICE,
        "Barnardo’s in Bridgend",
        "Barnardo’s ym Mhen-y-bont ar Ogwr",
        "029 2018 0140",
    ),
    TeamFact(
        "homes-support",
        HOMES,
        TeamKind.SERVICE,
        "Tenancy support",
        "Cymorth tenantiaeth",
        "029 2018 0150",
    ),
    TeamFact(
        "bridgend-families",
        COUNCIL,
        TeamKind.FAMILIES,
        "Bridgend family workers",
        "Gweithwyr teulu Pen-y-bont ar Ogwr",
        "029 2018 0131",
    ),
    TeamFact(
        "cwmtaf-health-visiting",
        HEALTH,
        TeamKind.FAMILIES,
        "Health visiting in Bridgend",
        "Ymwelwyr iechyd Pen-y-bont ar Ogwr",
        "029 2018 0180",
    ),
    TeamFact(
        "homes-partnership",
        HOMES,
        TeamKind.FAMILIES,
        "Neighbourhoods",
        "Cymdogaethau",
        "029 2018 0151",
    ),
    TeamFact(
        "police-information",
        POLICE,
        TeamKind.GOVERNANCE,
        "Information management",
        "Rheoli gwybodaeth",
        "029 2018 0160",
    ),
    TeamFact(
        "bridgend-information",
        COUNCIL,
        TeamKind.GOVERNANCE,
        "Information governance",
        "Llywodraethu gwybodaeth",
        "029 2018 0161",
    ),
    TeamFact(
        "bridgend-running",
        COUNCIL,
        TeamKind.RUNNING,
        "Service desk",
        "Desg wasanaeth",
        "029 2018 0170",
    ),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is there to act. Officers and deciders stand in the order in which a year numbers them."""

    police: Agency
    council: Agency
    response: Team
    front_door: Team
    officers: tuple[Practitioner, ...]
    deciders: tuple[Practitioner, ...]
    workers: dict[str, tuple[Practitioner, ...]]
    agreement: SharingAgreement


def engage(seed: int, on: date) -> Cast:
    """Write the teams, the practitioners and what their agencies agreed to share. The same seed, the same names."""
    chance = Random(f"cast {seed}")
    # The council runs the programme here: its administrators keep the other agencies too.
    Agency.objects.using(OWNER).filter(code=COUNCIL).update(leads=True)
    agencies = {agency.code: agency for agency in Agency.objects.using(OWNER)}
    teams = {fact.code: _team(fact, agencies[fact.agency]) for fact in TEAMS}
    Team.objects.using(OWNER).bulk_create(teams.values())
    people = {persona.email: _persona(persona, teams[persona.team]) for persona in PERSONAS}
    stars = list(people.values())
    officers = _fill(chance, stars, teams["bridgend-response"], OFFICERS, WELSH_OFFICERS)
    deciders = _fill(chance, stars, teams["bridgend-front-door"], DECIDERS, WELSH_DECIDERS)
    services = ("bridgend-early-help", "barnardos-bridgend", "homes-support")
    workers = {
        teams[code].agency.code: _fill(chance, stars, teams[code], COLLEAGUES + 2, welsh=1)
        for code in services
    }
    everybody = {
        who.pk: who for who in (*stars, *officers, *deciders, *(w for g in workers.values() for w in g))
    }
    Practitioner.objects.using(OWNER).bulk_create(everybody.values())
    _agree_mailboxes(agencies[LINKED], next(star for star in stars if star.role == Role.ADMINISTRATOR), on)
    return Cast(
        police=agencies[POLICE],
        council=agencies[COUNCIL],
        response=teams["bridgend-response"],
        front_door=teams["bridgend-front-door"],
        officers=officers,
        deciders=deciders,
        workers=workers,
        agreement=agree(
            (
                "Early help in Bridgend: information sharing protocol",
                "Cymorth cynnar ym Mhen-y-bont ar Ogwr: protocol rhannu gwybodaeth",
            ),
            [agencies[code] for code in (COUNCIL, POLICE, BARNARDOS, HOMES, LINKED, HEALTH)],
            list(DataSet),
            on,
        ),
    )


def _agree_mailboxes(partner: Agency, by: Practitioner, on: date) -> None:
    AnsweringContact.objects.using(OWNER).create(
        partner=partner,
        link_mailbox="referrals@linc.example.org",
        code_mailbox="duty.manager@office.linc.example.org",
        agreed_with="The duty manager",
        agreed_by=by,
        agreed_at=datetime.combine(on - timedelta(days=90), time(10), tzinfo=LONDON),
    )


def _team(fact: TeamFact, agency: Agency) -> Team:
    return Team(
        code=fact.code,
        agency=agency,
        kind=fact.kind,
        area_id=AREA if fact.in_one_area else None,
        name_en=fact.name_en,
        name_cy=fact.name_cy,
        telephone=fact.telephone,
        out_of_hours_telephone=fact.out_of_hours,
        email=f"{fact.code}@example.org",
    )


def _persona(persona: Persona, team: Team) -> Practitioner:
    return Practitioner(
        email=persona.email,
        password=NO_PASSWORD,
        rank=persona.rank,
        given_name=persona.given_name,
        family_name=persona.family_name,
        agency=team.agency,
        team=team,
        role=persona.role,
        language=persona.language,
        welsh_level=persona.welsh_level,
        persona_en=persona.try_en,
        persona_cy=persona.try_cy,
    )


def _fill(
    chance: Random, stars: list[Practitioner], team: Team, number: int, welsh: int
) -> tuple[Practitioner, ...]:
    """So many people of a team, Welsh speakers first; the personas are the first of each language."""
    chosen = []
    for language, count in (("cy", welsh), ("en", number - welsh)):
        mine = [star for star in stars if star.team_id == team.pk and star.role not in _APART]
        own = [star for star in mine if star.language == language]
        chosen += own + [_colleague(chance, team, language) for _ in range(count - len(own))]
    return tuple(chosen)


def _colleague(chance: Random, team: Team, language: str) -> Practitioner:
    given = tables.given_names(chance.choice(("female", "male")), chance.randint(1968, 2001)).draw(chance)
    family = tables.surnames().draw(chance)
    response = team.kind == TeamKind.RESPONSE
    roles = {TeamKind.RESPONSE: Role.NOTIFIER, TeamKind.FRONT_DOOR: Role.DECISION_MAKER}
    return Practitioner(
        email=f"{team.code}.{chance.getrandbits(40):010x}@example.org",
        password=NO_PASSWORD,
        rank="PC" if response else "",
        given_name=given,
        family_name=family,
        agency=team.agency,
        team=team,
        role=roles.get(TeamKind(team.kind), Role.SERVICE_WORKER),
        language=language,
        welsh_level=WelshLevel.HIGHER if language == "cy" else chance.choice((0, 1, 1, 2)),
    )
