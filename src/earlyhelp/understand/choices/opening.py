"""Why somebody opens a person's record. Fixed words, so that the audit never holds what was typed of a person."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose


class WhyOpened(TextChoices):
    """What a practitioner says before a person's record opens."""

    NOTIFICATION = "notification", _("A notification about them is to be decided")
    HELP = "help", _("I arrange or give them help")
    SAFEGUARDING = "safeguarding", _("I protect a child or an adult at risk")
    ASKED = "asked", _("They asked what is recorded about them")
    PUTTING_RIGHT = "putting_right", _("I put right what is recorded")


# Under this name a session holds the key of the last search, and the keys of the people whom it showed.
FOUND_LAST: Final = "found_last"

PURPOSE_OF: Final = {
    WhyOpened.NOTIFICATION: Purpose.EARLY_HELP,
    WhyOpened.HELP: Purpose.EARLY_HELP,
    WhyOpened.SAFEGUARDING: Purpose.SAFEGUARDING,
    WhyOpened.ASKED: Purpose.EARLY_HELP,
    WhyOpened.PUTTING_RIGHT: Purpose.EARLY_HELP,
}
