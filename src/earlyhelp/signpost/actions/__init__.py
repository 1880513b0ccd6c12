"""What this room changes."""

from earlyhelp.signpost.actions.directory import LoadReport, load_directory
from earlyhelp.signpost.actions.moves import (
    Said,
    mark_returned_handled,
    move_referral,
    open_referral,
    withdraw_referral,
)
from earlyhelp.signpost.actions.referrals import ConsentGiven, record_signposting, send_referral

__all__ = [
    "ConsentGiven",
    "LoadReport",
    "Said",
    "load_directory",
    "mark_returned_handled",
    "move_referral",
    "open_referral",
    "record_signposting",
    "send_referral",
    "withdraw_referral",
]
