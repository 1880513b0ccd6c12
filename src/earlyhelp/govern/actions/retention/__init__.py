"""How long an agency keeps what: its schedule, holds, reviews, disposals, and deletion with its proof."""

from earlyhelp.govern.actions.retention.disposing import (
    cancel_disposal,
    confirm_disposal,
    decide_review,
    propose_disposal,
    undo_disposal,
)
from earlyhelp.govern.actions.retention.erasing import erase_disposals, reapply_erasures, sweep_empty_rows
from earlyhelp.govern.actions.retention.holds import end_legal_hold, make_legal_hold
from earlyhelp.govern.actions.retention.looking import look_for_due
from earlyhelp.govern.actions.retention.nights import Night, run_retention
from earlyhelp.govern.actions.retention.schedule import set_retention_rule

__all__ = [
    "Night",
    "cancel_disposal",
    "confirm_disposal",
    "decide_review",
    "end_legal_hold",
    "erase_disposals",
    "look_for_due",
    "make_legal_hold",
    "propose_disposal",
    "reapply_erasures",
    "run_retention",
    "set_retention_rule",
    "sweep_empty_rows",
    "undo_disposal",
]
