"""Names for joining, moving and leaving."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """Whether somebody works here now."""

    WORKS = "works", _("Works here")
    LEAVES = "leaves", _("Works here, and has a last day")
    INVITED = "invited", _("Invited, has not joined yet")
    LEFT = "left", _("Has left")


class Going(TextChoices):
    """Why somebody’s work went back to their team."""

    LEFT = "left", _("Left")
    MOVED = "moved", _("Moved")


class InvitationEnd(TextChoices):
    """Why an invitation opens nothing any more."""

    USED = "used", _("It was used")
    REPLACED = "replaced", _("A newer invitation took its place")
    EXPIRED = "expired", _("Its seven days are over")
    LEFT = "left", _("The invitation was taken back")
