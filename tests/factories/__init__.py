"""Small, plain makers of synthetic partners and practitioners. Every room adds its own module."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import AgencyKind, AgreementKind, DataSet, Role, TeamKind
from earlyhelp.partnership.choices.agreements import AgreementState
from earlyhelp.partnership.models import Agency, Area, Practitioner, SharingAgreement, Team

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)  # a Monday
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Partners:
    """One force, one council with its front door, one charity with a service, and what they agreed."""

    area: Area
    force: Agency
    response: Team
    council: Agency
    front_door: Team
    charity: Agency
    service_team: Team
    agreement: SharingAgreement


def partners(code: str = "W06000013") -> Partners:
    """Make the partners of one area. Call it again with another code for a second, separate area."""
    area, _ = Area.objects.get_or_create(
        code=code, defaults={"name_en": "Bridgend", "name_cy": "Pen-y-bont ar Ogwr", "population": 147539}
    )
    tag = code.lower()
    force = agency(AgencyKind.POLICE, f"force-{tag}", area)
    council = agency(AgencyKind.COUNCIL, f"council-{tag}", area)
    charity = agency(AgencyKind.CHARITY, f"charity-{tag}", area)
    agreement = SharingAgreement.objects.create(
        kind=AgreementKind.ISP,
        state=AgreementState.LIVE,
        title_en="Early help in Bridgend",
        title_cy="Cymorth cynnar ym Mhen-y-bont ar Ogwr",
        purpose=Purpose.EARLY_HELP,
        lawful_basis="Public task",
        data_sets=list(DataSet.values),
        starts_on=date(2024, 4, 1),
        review_on=date(2030, 4, 1),
    )
    agreement.parties.set([force, council, charity])
    return Partners(
        area,
        force,
        team(force, TeamKind.RESPONSE, area),
        council,
        team(council, TeamKind.FRONT_DOOR, area),
        charity,
        team(charity, TeamKind.SERVICE, area),
        agreement,
    )


def agency(kind: AgencyKind, code: str, area: Area) -> Agency:
    """Make an agency that works in an area."""
    made = Agency.objects.create(kind=kind, code=code, name_en=f"{code} agency", name_cy=f"asiantaeth {code}")
    made.areas.add(area)
    return made


def team(of: Agency, kind: TeamKind, area: Area) -> Team:
    """Make a team."""
    return Team.objects.create(
        code=f"{of.code}-{kind}",
        agency=of,
        kind=kind,
        area=area,
        name_en=f"{kind} team",
        name_cy=f"tîm {kind}",
        telephone="029 2018 0100",
        out_of_hours_telephone="029 2018 0199",
        email=f"{kind}@example.org",
    )


def practitioner(of: Team, role: Role = Role.NOTIFIER, language: str = "en") -> Practitioner:
    """Make a practitioner of a team. They sign in with `client.force_login`."""
    number = next(_numbers)
    return Practitioner.objects.create(
        email=f"practitioner{number}@example.org",
        given_name="Synthetig" if language == "cy" else "Synthetic",
        family_name=f"Person {number}",
        agency=of.agency,
        team=of,
        role=role,
        language=language,
    )


def actor(who: Practitioner, purpose: Purpose = Purpose.EARLY_HELP) -> Actor:
    """The actor that this practitioner is."""
    return Actor(who.pk, who.agency_id, who.team_id, who.role, purpose, who.language, who.full_name)
