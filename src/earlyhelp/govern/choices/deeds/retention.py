"""Deeds about how long records are kept, and about their end, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RETENTION: dict[str, str | Promise] = {
    "disposal.cancelled": _("A list of records to dispose of was not agreed"),
    "disposal.confirmed": _("Records were hidden, to be deleted for good after 30 days"),
    "disposal.proposed": _("It was proposed to dispose of records"),
    "disposal.read": _("A list of records to dispose of was read"),
    "disposal.undone": _("Hidden records were brought back"),
    "empty_rows.swept": _("Empty rows on which nothing rests any longer were deleted"),
    "erasures.reapplied": _("What a backup had brought back was deleted again"),
    "legal_hold.ended": _("A legal hold was ended, with a reason"),
    "legal_hold.made": _("A legal hold was made"),
    "record.erased": _("A record was deleted for good, and its proof written down"),
    "retention.looked": _("It was looked for records whose time is over"),
    "retention.read": _("The pages of retention were read"),
    "retention_rule.set": _("It was set how long a kind of record is kept"),
    "retention_task.kept": _("A record was reviewed and kept, with a reason"),
    "retention_task.read": _("A record that falls due was opened to review"),
}
