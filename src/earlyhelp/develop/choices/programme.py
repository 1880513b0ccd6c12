"""Names for what a programme consists of."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ItemKind(TextChoices):
    """What somebody says how it goes with."""

    MILESTONE = "milestone", _("Milestone")
    RISK = "risk", _("Risk to the programme")
    PLEDGE = "pledge", _("Pledge")


class ItemState(TextChoices):
    """How it stands."""

    OPEN = "open", _("Under way")
    DONE = "done", _("Reached, kept or over")
    DROPPED = "dropped", _("Given up")


class Degree(IntegerChoices):
    """How likely a risk of the programme is, or how much it would cost the programme."""

    LOW = 1, _("Low")
    MIDDLE = 2, _("Middling")
    HIGH = 3, _("High")
