"""Deeds about who may see what, agencies, messages and imports, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GOVERNING: dict[str, str | Promise] = {
    "access.closed": _("Another agency’s access was ended"),
    "access.opened": _("Another agency was given access"),
    "audit.searched": _("The audit was searched"),
    "demonstration.loaded": _("The demonstration’s synthetic people were loaded"),
    "import.finished": _("An import of incidents was finished"),
    "import.started": _("An import of incidents was started"),
    "language.chosen": _("A language was chosen"),
    "list.handed_over": _("A visitor sent themselves a list of services"),
    "message.not_sent": _("A message could not be sent"),
    "message.opened": _("A message was opened"),
    "message.queued": _("A message was written"),
    "message.retried": _("A message was tried again by hand"),
    "message.sending": _("A message was being sent"),
    "message.sent": _("A message was sent"),
    "outbox.swept": _("The outbox was looked through"),
    "page.refused": _("A page was refused"),
    "partners.loaded": _("The list of partners was loaded"),
    "person_message.delivered": _("A message to a person arrived"),
    "person_message.not_sent": _("A message to a person could not be sent"),
    "person_message.posted": _("A letter to a person was posted"),
    "person_message.read": _("A message to a person was read"),
    "person_message.sending": _("A message to a person was being sent"),
    "person_message.sent": _("A message to a person was sent"),
    "person_message.stopped": _("A message to a person was stopped"),
    "person_message.waits": _("A message to a person waits to be tried again"),
    "person_message.written": _("A message to a person was written"),
    "session.confirmed": _("Showed once more that it is they"),
    "session.ended": _("Signed out"),
    "session.started": _("Signed in"),
}
