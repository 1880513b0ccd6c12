"""Who works where, in which role."""

from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.models import Practitioner


def get_practitioner(*, by: Actor) -> Practitioner:
    """Return the practitioner who acts, with their agency, team and the team's area."""
    return Practitioner.objects.select_related("agency", "team__area").get(pk=by.practitioner_key)


def list_front_door(*, by: Actor, team_id: UUID) -> QuerySet[Practitioner]:
    """Return the active decision-makers and co-ordinators of a team."""
    return Practitioner.objects.filter(team_id=team_id, role__in=FRONT_DOOR_ROLES, is_active=True)


def list_team_leads(*, by: Actor, team_id: UUID) -> QuerySet[Practitioner]:
    """Return the active supervisors and co-ordinators of a team."""
    leads = (Role.SUPERVISOR, Role.COORDINATOR)
    return Practitioner.objects.filter(team_id=team_id, role__in=leads, is_active=True).order_by("pk")


def list_practitioners_of_agency(*, by: Actor, agency_id: UUID, role: Role) -> QuerySet[Practitioner]:
    """Return the active practitioners of an agency in one role."""
    return Practitioner.objects.filter(agency_id=agency_id, role=role, is_active=True)


def list_who_left(*, by: Actor) -> list[UUID]:
    """Return the keys of everybody who has left."""
    return list(
        Practitioner.objects.filter(is_active=False, left_at__isnull=False).values_list("pk", flat=True)
    )


def list_practitioners_in_role(*, by: Actor, role: Role) -> QuerySet[Practitioner]:
    """Return the active practitioners in one role, whatever their agency."""
    return Practitioner.objects.filter(role=role, is_active=True).order_by("pk")


def list_personas(*, by: Actor) -> QuerySet[Practitioner]:
    """Return the demonstration's practitioners: those with something to try."""
    return (
        Practitioner.objects.exclude(persona_en="")
        .filter(is_active=True)
        .select_related("agency", "team")
        .order_by("role", "language", "family_name")
    )
