"""Which team takes what."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import TeamKind
from earlyhelp.partnership.models import Team
from earlyhelp.partnership.rules import NoFrontDoor


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


def list_agencies_with_team(*, by: Actor, kind: TeamKind) -> list[UUID]:
    """Return the keys of the agencies that run a team of this kind."""
    found = Team.objects.filter(kind=kind).order_by("agency_id").values_list("agency_id", flat=True)
    return list(found.distinct())


def _teams_of(area_code: str, kind: TeamKind) -> QuerySet[Team]:
    return Team.objects.filter(area_id=area_code, kind=kind, closed_on=None).select_related("agency", "area")
