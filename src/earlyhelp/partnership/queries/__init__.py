"""Reading partners, teams and agreements. None of this is about people who are helped."""

from earlyhelp.partnership.queries.agreements import get_live_agreement, list_receivers, list_sharing
from earlyhelp.partnership.queries.places import list_areas
from earlyhelp.partnership.queries.practitioners import (
    get_practitioner,
    list_front_door,
    list_personas,
    list_practitioners_in_role,
    list_practitioners_of_agency,
    list_team_leads,
)
from earlyhelp.partnership.queries.signing_in import (
    Sitting,
    count_codes,
    get_account,
    get_colleague_to_link,
    get_identity,
    get_passkey,
    has_factor,
    list_factors,
    list_passkeys,
    list_providers,
    list_sittings,
    signs_in_at_agency,
)
from earlyhelp.partnership.queries.teams import get_front_door, get_safeguarding_team, list_agencies_with_team

__all__ = [
    "Sitting",
    "count_codes",
    "get_account",
    "get_colleague_to_link",
    "get_front_door",
    "get_identity",
    "get_live_agreement",
    "get_passkey",
    "get_practitioner",
    "get_safeguarding_team",
    "has_factor",
    "list_agencies_with_team",
    "list_areas",
    "list_factors",
    "list_front_door",
    "list_passkeys",
    "list_personas",
    "list_practitioners_in_role",
    "list_practitioners_of_agency",
    "list_providers",
    "list_receivers",
    "list_sharing",
    "list_sittings",
    "list_team_leads",
    "signs_in_at_agency",
]
