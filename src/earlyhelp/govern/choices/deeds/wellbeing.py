"""Deeds about surveys of staff, in words. What one person answered or keeps for themselves is no deed here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WELLBEING: dict[str, str | Promise] = {
    "staff_sums.imported": _("Sums over staff were brought in"),
    "survey.counted": _("A survey of staff was counted, and its answers deleted"),
    "survey.opened": _("A survey of staff was opened"),
    "wellbeing.swept": _("What staff kept for themselves was deleted where its time was over"),
}
