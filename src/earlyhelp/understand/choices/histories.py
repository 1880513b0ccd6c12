"""Why an adult's own childhood is opened. Fixed words, so that the audit never holds what was typed of a person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WhyHistory(TextChoices):
    """What a practitioner says before a childhood history opens. Screening is not among them."""

    THEY_ASKED = "they_asked", _("They asked me to read it, so that they need not tell it again")
    HELP_NOW = "help_now", _("I plan help with them that they want now, and it matters for that")
    SAFEGUARDING = "safeguarding", _("I protect a child or an adult at risk, and it is needed for that")
    THEIR_RIGHT = "their_right", _("They asked what is recorded about them")
    WRITING = "writing", _("They tell me more, and I write it down with them")
