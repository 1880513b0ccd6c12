"""The pages on which an officer writes, checks and sends a notification."""

from earlyhelp.identify.views.drafts import autosave, discard, drafts
from earlyhelp.identify.views.sending import check, sent
from earlyhelp.identify.views.starting import danger, safeguarding, start
from earlyhelp.identify.views.writing import write

__all__ = ["autosave", "check", "danger", "discard", "drafts", "safeguarding", "sent", "start", "write"]
