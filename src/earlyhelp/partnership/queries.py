"""Reading partners, teams and agreements. None of this is about people who are helped."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role, TeamKind
from earlyhelp.partnership.models import Area, Practitioner, SharingAgreement, Team
from earlyhelp.partnership.rules import NoAgreement, NoFrontDoor, Terms, covers


def list_areas(*, by: Actor) -> QuerySet[Area]:
    """Return the 22 local authority areas, by name."""
    return Area.objects.all()


def get_practitioner(*, by: Actor) -> Practitioner:
    """Return the practitioner who acts, with their agency, team and the team's area."""
    return Practitioner.objects.select_related("agency", "team__area").get(pk=by.practitioner_key)


def get_front_door(*, by: Actor, area_code: str) -> Team:
    """Return the front-door team of an area. Raises NoFrontDoor when the area has none in the service."""
    team = _teams_of(area_code, TeamKind.FRONT_DOOR).first()
    if team is None:
        raise NoFrontDoor(
            _(
                "This area has no early help front door in this service yet. "
                "Ring the council's contact centre instead. What you typed is kept."
            )
        )
    return team


def get_safeguarding_team(*, by: Actor, area_code: str) -> Team:
    """Return who takes safeguarding reports for an area: its safeguarding team, or else its front door."""
    return _teams_of(area_code, TeamKind.SAFEGUARDING).first() or get_front_door(by=by, area_code=area_code)


def list_front_door(*, by: Actor, team_id: UUID) -> QuerySet[Practitioner]:
    """Return the active decision-makers and co-ordinators of a team."""
    return Practitioner.objects.filter(team_id=team_id, role__in=FRONT_DOOR_ROLES, is_active=True)


def list_practitioners_of_agency(*, by: Actor, agency_id: UUID, role: Role) -> QuerySet[Practitioner]:
    """Return the active practitioners of an agency in one role."""
    return Practitioner.objects.filter(agency_id=agency_id, role=role, is_active=True)


def list_practitioners_in_role(*, by: Actor, role: Role) -> QuerySet[Practitioner]:
    """Return the active practitioners in one role, whatever their agency."""
    return Practitioner.objects.filter(role=role, is_active=True).order_by("pk")


def list_agencies_with_team(*, by: Actor, kind: TeamKind) -> list[UUID]:
    """Return the keys of the agencies that run a team of this kind."""
    found = Team.objects.filter(kind=kind).order_by("agency_id").values_list("agency_id", flat=True)
    return list(found.distinct())


def list_personas(*, by: Actor) -> QuerySet[Practitioner]:
    """Return the demonstration's practitioners: those with something to try."""
    return (
        Practitioner.objects.exclude(persona_en="")
        .filter(is_active=True)
        .select_related("agency", "team")
        .order_by("role", "language", "family_name")
    )


def get_live_agreement(
    *, by: Actor, giver_id: UUID, receiver_id: UUID, purpose: str, data_set: str, on: date
) -> SharingAgreement:
    """Return an agreement that covers this share today. Raises NoAgreement, which says whom to ask."""
    for agreement, terms in _terms_between(giver_id, receiver_id):
        if covers(terms, giver=giver_id, receiver=receiver_id, purpose=purpose, data_set=data_set, on=on):
            return agreement
    raise NoAgreement(
        _(
            "No live sharing agreement between the two agencies covers this. "
            "Ask your information governance officer to put one in place. Nothing was sent."
        )
    )


def list_sharing(*, by: Actor, purpose: str, on: date) -> dict[str, frozenset[UUID]]:
    """For each data set, the agencies that share it with the actor's agency on this day. Two queries."""
    found: dict[str, frozenset[UUID]] = {}
    mine = SharingAgreement.objects.filter(parties=by.agency_key, purpose=purpose)
    for terms in _terms(mine):
        for data_set in terms.data_sets:
            for giver in terms.parties:
                if covers(
                    terms, giver=giver, receiver=by.agency_key, purpose=purpose, data_set=data_set, on=on
                ):
                    found[data_set] = found.get(data_set, frozenset()) | {giver}
    return found


def _teams_of(area_code: str, kind: TeamKind) -> QuerySet[Team]:
    return Team.objects.filter(area_id=area_code, kind=kind).select_related("agency", "area")


def _terms_between(giver_id: UUID, receiver_id: UUID) -> Iterator[tuple[SharingAgreement, Terms]]:
    between = SharingAgreement.objects.filter(parties=giver_id).filter(parties=receiver_id)
    return ((agreement, _terms_of(agreement)) for agreement in between.prefetch_related("parties"))


def _terms(agreements: QuerySet[SharingAgreement]) -> Iterator[Terms]:
    return (_terms_of(agreement) for agreement in agreements.prefetch_related("parties"))


def _terms_of(agreement: SharingAgreement) -> Terms:
    return Terms(
        frozenset(party.pk for party in agreement.parties.all()),
        agreement.purpose,
        frozenset(agreement.data_sets),
        agreement.starts_on,
        agreement.ends_on,
    )
