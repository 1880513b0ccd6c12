"""What kind of entry the audit holds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EntryKind(TextChoices):
    """What an audit entry says happened."""

    READ = "read", _("Read")
    CHANGE = "change", _("Changed")
    SHARE = "share", _("Shared")
    REFUSAL = "refusal", _("Refused")
    SIGN_IN = "sign_in", _("Signed in or out")
