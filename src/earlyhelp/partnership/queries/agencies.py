"""Agencies and teams, for those who keep them."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Agency, Team

_PEOPLE = Count("practitioners", filter=Q(practitioners__left_at=None), distinct=True)
_TEAMS = Count("teams", filter=Q(teams__closed_on=None), distinct=True)


def leads_programme(by: Actor) -> bool:
    """Whether the actor's agency runs the programme."""
    return Agency.objects.filter(pk=by.agency_key, leads=True, closed_on=None).exists()


def list_agencies_to_keep(by: Actor, *, leads: bool) -> QuerySet[Agency]:
    """The agencies that somebody keeps: their own, or all with `leads`. `teams_open` and `staff` are counts."""
    found = Agency.objects.all() if leads else Agency.objects.filter(pk=by.agency_key)
    return found.annotate(teams_open=_TEAMS, staff=_PEOPLE).order_by("closed_on", "name_en")


def get_agency_to_keep(by: Actor, agency_id: UUID, *, leads: bool) -> Agency:
    """One of these. Raises Agency.DoesNotExist for any other."""
    return list_agencies_to_keep(by, leads=leads).get(pk=agency_id)


def list_teams_to_keep(by: Actor, agency_id: UUID) -> QuerySet[Team]:
    """The teams of an agency, those that are closed last. `people` counts who works there or is invited."""
    found = Team.objects.filter(agency_id=agency_id).select_related("area", "agency")
    return found.annotate(people=_PEOPLE).order_by("closed_on", "name_en")


def get_team_to_keep(by: Actor, team_id: UUID, *, leads: bool) -> Team:
    """One team of an agency that the actor keeps. Raises Team.DoesNotExist for any other."""
    found = Team.objects.select_related("area", "agency").annotate(people=_PEOPLE)
    return (found if leads else found.filter(agency_id=by.agency_key)).get(pk=team_id)
