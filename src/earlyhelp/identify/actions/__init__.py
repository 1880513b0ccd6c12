"""What this room changes: drafts, and the one sending that makes a draft a notification."""

from earlyhelp.identify.actions.amending import amend_notification
from earlyhelp.identify.actions.attaching import attach_file
from earlyhelp.identify.actions.drafts import answer_danger, discard_draft, save_draft, start_draft
from earlyhelp.identify.actions.incidents import load_codes, save_code, store_incidents
from earlyhelp.identify.actions.notifications import submit_notification
from earlyhelp.identify.actions.offline import receive_draft
from earlyhelp.identify.actions.purging import purge_drafts

__all__ = [
    "amend_notification",
    "answer_danger",
    "attach_file",
    "discard_draft",
    "load_codes",
    "purge_drafts",
    "receive_draft",
    "save_code",
    "save_draft",
    "start_draft",
    "store_incidents",
    "submit_notification",
]
