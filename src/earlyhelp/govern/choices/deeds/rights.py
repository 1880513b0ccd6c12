"""Deeds about people's rights over their records, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RIGHTS: dict[str, str | Promise] = {
    "pack.collected": _("Everything held about a person was collected, to be read"),
    "pack.expired": _("A pack was deleted, because its time was over"),
    "pack.given": _("A person was given their pack"),
    "pack.lines_decided": _("Lines of a pack were read and decided about"),
    "pack.made": _("A pack was made ready to give"),
    "pack.reopened": _("A pack was taken back to be read again"),
    "pack.started": _("Collecting everything held about a person was begun"),
    "pack_link.code_wrong": _("A wrong code was entered for a pack"),
    "pack_link.made": _("A private link to a pack was made"),
    "pack_link.opened": _("A pack was opened with its code"),
    "pack_link.read": _("A person read their pack"),
    "pack_link.sent": _("A private link to a pack was sent"),
    "rights.answered": _("A request about rights was answered"),
    "rights.answered_back": _("A person answered what we asked about their request"),
    "rights.asked_back": _("A person was asked something about their request, and the clock rests"),
    "rights.extended": _("More time was taken for a request about rights"),
    "rights.identity_checked": _("It was checked who asks"),
    "rights.logged": _("A request about rights was written down"),
    "rights.mark_lifted": _("What stood on a record since a request was ended"),
    "rights.marked": _("A record was marked after a request"),
    "rights.recipients_told": _("Agencies that hold the same were told"),
    "rights.refused": _("A request about rights was refused"),
    "rights.withdrawn": _("A request about rights was taken back"),
    "rights_request.read": _("A request about rights was read"),
}
