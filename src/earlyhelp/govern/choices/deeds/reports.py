"""Deeds about reports: drafts, notifications, incidents, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REPORTS: dict[str, str | Promise] = {
    "attachment.added": _("A file was attached to a notification"),
    "attachment.read": _("An attached file was opened"),
    "draft.danger_answered": _("The question about danger was answered"),
    "draft.discarded": _("A draft was thrown away"),
    "draft.purged": _("A draft was deleted because its time was over"),
    "draft.saved": _("A draft was saved"),
    "draft.started": _("A draft was started"),
    "draft.warned": _("The writer of a draft was told that it will be deleted"),
    "earlier_notification.read": _("It was counted that an earlier notification names the same person"),
    "incident.read": _("An incident was read"),
    "incident_code.saved": _("A code of incidents was changed"),
    "incident_codes.loaded": _("The list of incident codes was loaded"),
    "incidents.imported": _("Incidents were imported"),
    "notification.amended": _("A notification was changed after it was sent"),
    "notification.read": _("A notification was read"),
    "notification.submitted": _("A notification was sent"),
}
