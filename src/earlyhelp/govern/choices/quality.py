"""What may be wrong with a record."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QualityKind(TextChoices):
    """Why a record should be looked at again. The page shows them in this order."""

    CONTRADICTION = "contradiction", _("Records that contradict themselves")
    OVERDUE = "overdue", _("Records whose day has passed")
    DOUBLE = "double", _("Records that may be there twice")
    MISSING = "missing", _("Records in which something is missing")
