"""What this room reads."""

from earlyhelp.signpost.queries.directory import (
    ServiceMatch,
    get_service,
    list_matching_services,
    list_services,
)
from earlyhelp.signpost.queries.referrals import (
    ReferralLine,
    Returned,
    count_action_needed,
    count_inbox,
    count_new_referrals,
    count_returned,
    get_referral,
    list_inbox,
    list_open_referrals,
    list_referrals_of,
    list_returned,
)
from earlyhelp.signpost.queries.sources import (
    SourceLine,
    find_source,
    get_source,
    list_changes_of,
    list_rejects_of,
    list_sources,
    list_unassured,
)

__all__ = [
    "ReferralLine",
    "Returned",
    "ServiceMatch",
    "SourceLine",
    "count_action_needed",
    "count_inbox",
    "count_new_referrals",
    "count_returned",
    "find_source",
    "get_referral",
    "get_service",
    "get_source",
    "list_changes_of",
    "list_inbox",
    "list_matching_services",
    "list_open_referrals",
    "list_referrals_of",
    "list_rejects_of",
    "list_returned",
    "list_services",
    "list_sources",
    "list_unassured",
]
