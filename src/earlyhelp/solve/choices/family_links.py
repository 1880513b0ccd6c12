"""The words of the private link by which a member of the family reads the plan and answers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CodeWay(TextChoices):
    """How the code reaches the reader: never by the way that the link goes."""

    TEXT = "text", _("By text message")
    EMAIL = "email", _("By e-mail")
    SPOKEN = "spoken", _("I say it to them myself")


class FamilyLinkEnd(TextChoices):
    """Why a private link opens nothing any more."""

    REPLACED = "replaced", _("A newer link took its place")
    ENDED = "ended", _("A practitioner ended it")
    LOCKED = "locked", _("A wrong code was entered too often")
    EXPIRED = "expired", _("Its time is over")
    CLOSED = "closed", _("The help ended")


class FamilyAnswer(TextChoices):
    """What the family says of the plan."""

    RIGHT = "right", _("This is right")
    CHANGE = "change", _("Please change this")
