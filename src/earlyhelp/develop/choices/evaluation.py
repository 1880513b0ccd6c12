"""When the same questions are asked of a group of training."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wave(TextChoices):
    """One asking, in the order of time."""

    PRE = "pre", _("Before the training")
    POST = "post", _("After the training")
    THREE_MONTHS = "3m", _("Three months after")
    SIX_MONTHS = "6m", _("Six months after")


class PracticeMeasure(TextChoices):
    """What is counted of notifications, by team and month."""

    COMPLETE = "complete", _("Nothing was missing that the page asks for")
    VOICE = "voice", _("The child’s own words are there")
    STRENGTHS = "strengths", _("What goes well is there")
    HOURS = "hours", _("Hours from what happened until it was sent")
