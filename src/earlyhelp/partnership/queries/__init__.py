"""Reading partners, teams and agreements. None of this is about people who are helped."""

from earlyhelp.partnership.queries.agreements import get_live_agreement, list_sharing
from earlyhelp.partnership.queries.places import list_areas
from earlyhelp.partnership.queries.practitioners import (
    get_practitioner,
    list_front_door,
    list_personas,
    list_practitioners_in_role,
    list_practitioners_of_agency,
)
from earlyhelp.partnership.queries.teams import get_front_door, get_safeguarding_team, list_agencies_with_team

__all__ = [
    "get_front_door",
    "get_live_agreement",
    "get_practitioner",
    "get_safeguarding_team",
    "list_agencies_with_team",
    "list_areas",
    "list_front_door",
    "list_personas",
    "list_practitioners_in_role",
    "list_practitioners_of_agency",
    "list_sharing",
]
