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
    count_inbox,
    count_new_referrals,
    count_returned,
    get_referral,
    list_inbox,
    list_open_referrals,
    list_referrals_of,
    list_returned,
)

__all__ = [
    "ReferralLine",
    "Returned",
    "ServiceMatch",
    "count_inbox",
    "count_new_referrals",
    "count_returned",
    "get_referral",
    "get_service",
    "list_inbox",
    "list_matching_services",
    "list_open_referrals",
    "list_referrals_of",
    "list_returned",
    "list_services",
]
