"""The five elements of the statutory “what matters” conversation, in the order in which they are talked about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Element(TextChoices):
    """The five elements of assessment (Social Services and Well-being (Wales) Act 2014, Part 3 code of practice)."""

    STRENGTHS = "strengths", _("Strengths: their own, the family’s and the community’s")
    CIRCUMSTANCES = "circumstances", _("Their circumstances")
    OUTCOMES = "outcomes", _("What they want to achieve")
    BARRIERS = "barriers", _("What stands in the way")
    RISKS = "risks", _("What could go wrong if nothing changes")


class Shift(TextChoices):
    """How one element stands to what was written last time."""

    NEW = "new", _("New: nothing was written here last time")
    SAME = "same", _("The same as last time")
    CHANGED = "changed", _("Changed since last time")
    GONE = "gone", _("Written last time, and empty now")
    FIRST = "first", _("This is the first conversation")
