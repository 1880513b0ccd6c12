"""What this room changes."""

from earlyhelp.signpost.actions.directory import LoadReport, Reading, end_reading, load_directory, load_page
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
    "Reading",
    "Said",
    "end_reading",
    "load_directory",
    "load_page",
    "mark_returned_handled",
    "move_referral",
    "open_referral",
    "record_signposting",
    "send_referral",
    "withdraw_referral",
]
