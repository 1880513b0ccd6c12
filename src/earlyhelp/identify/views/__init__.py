"""The pages on which an officer writes, checks and sends a notification."""

from earlyhelp.identify.views.amending import amend, correct_person
from earlyhelp.identify.views.attaching import attach, attachment
from earlyhelp.identify.views.drafts import autosave, discard, drafts
from earlyhelp.identify.views.offline import (
    manifest,
    offline_send,
    offline_session,
    offline_worker,
    waiting,
    write_offline,
)
from earlyhelp.identify.views.prefilling import incident
from earlyhelp.identify.views.sending import check, sent
from earlyhelp.identify.views.starting import danger, safeguarding, start
from earlyhelp.identify.views.writing import write

__all__ = [
    "amend",
    "attach",
    "attachment",
    "autosave",
    "check",
    "correct_person",
    "danger",
    "discard",
    "drafts",
    "incident",
    "manifest",
    "offline_send",
    "offline_session",
    "offline_worker",
    "safeguarding",
    "sent",
    "start",
    "waiting",
    "write",
    "write_offline",
]
