"""What this room changes: who a report is about, and what was agreed."""

from earlyhelp.understand.actions.consents import record_consent, withdraw_consent
from earlyhelp.understand.actions.links import (
    link_reported,
    link_reports,
    make_person,
    say_not_same,
    undo_link,
)

__all__ = [
    "link_reported",
    "link_reports",
    "make_person",
    "record_consent",
    "say_not_same",
    "undo_link",
    "withdraw_consent",
]
