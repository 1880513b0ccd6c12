"""Administrators, and people whom they invite."""

from typing import Any

from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import joiners
from earlyhelp.partnership.actions.joiners import Joiner
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Agency, Area, Invitation, Practitioner, Team
from tests import factories


def administrator(of: Agency, area: Area, *, leads: bool = False) -> Practitioner:
    """An administrator of an agency, in its team that runs the service; `leads` makes it run the programme."""
    if leads:
        Agency.objects.filter(pk=of.pk).update(leads=True)
    team = Team.objects.filter(agency=of, kind=TeamKind.RUNNING).first()
    return factories.practitioner(team or factories.team(of, TeamKind.RUNNING, area), Role.ADMINISTRATOR)


def running(who: Practitioner) -> Actor:
    """The actor that an administrator is."""
    return factories.actor(who, Purpose.RUNNING)


def joiner(email: str = "newcomer@example.org", **said: Any) -> Joiner:
    """Who is to join."""
    words: dict[str, Any] = {
        "email": email,
        "given_name": "Synthetic",
        "family_name": "Newcomer",
        "rank": "",
        "language": "en",
        "welsh_level": 0,
    }
    return Joiner(**(words | said))


def invited(by: Practitioner, team: Team, role: str, **said: Any) -> Practitioner:
    """Somebody who was invited just now and has not joined yet."""
    who = running(by)
    with acting(who):
        return joiners.invite_practitioner(
            by=who, joiner=joiner(**said), team_id=team.pk, role=role, at=timezone.now()
        )


def link_of(person: Practitioner) -> str:
    """Send somebody's invitation, and return the token of its link."""
    system = Actor.system(Purpose.RUNNING)
    invitation = Invitation.objects.get(practitioner=person, ended_at=None)
    with acting(system):
        path = joiners.deliver_invitation(by=system, invitation_id=invitation.pk, at=timezone.now())
    assert path is not None
    return path.strip("/").split("/")[-1]
