"""Deeds about sharing agreements and what leaves an agency, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHARING: dict[str, str | Promise] = {
    "agreement.changed": _("The draft of a sharing agreement was changed"),
    "agreement.drawn_up": _("A sharing agreement was drawn up"),
    "agreement.ended": _("A sharing agreement was ended, with a reason"),
    "agreement.expired": _("The last day of a sharing agreement was over"),
    "agreement.in_force": _("A sharing agreement came into force"),
    "agreement.kept": _("A sharing agreement was kept after its review"),
    "agreement.left": _("A party left a sharing agreement"),
    "agreement.replaced": _("A new version took the place of a sharing agreement"),
    "agreement.sent": _("A sharing agreement was sent out for signature"),
    "agreement.signed": _("A sharing agreement was signed for an agency"),
    "agreement.taken_back": _("A sharing agreement was taken back to change it"),
    "agreement.under_review": _("The review of a sharing agreement began"),
    "agreement.warned": _("The parties were warned that a sharing agreement ends or is to be reviewed"),
    "agreements.followed": _("The days of the sharing agreements were looked through"),
    "disclosure.made": _("Something left an agency, and what allowed it was written down"),
    "exceptional_disclosure.decided": _("It was decided to share once without an agreement"),
    "exceptional_disclosure.read": _("A decision to share without an agreement was read"),
    "exceptional_disclosure.reviewed": _("A decision to share without an agreement was reviewed"),
    "exceptional_disclosure.used": _("Something was shared once without an agreement"),
}
