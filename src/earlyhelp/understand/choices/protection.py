"""Words for people whose record opens to named readers only."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WhyKept(TextChoices):
    """Why somebody's record opens to named readers only."""

    STAFF = "staff", _("They work for an agency that uses this service")
    RELATIVE = "relative", _("They are a relative of somebody who works for such an agency")
    HIGH_RISK = "high_risk", _("Somebody who might find them is a danger to them")
    ADOPTION = "adoption", _("They were adopted, and who they are must not be found out")
    OTHER = "other", _("Another reason")
