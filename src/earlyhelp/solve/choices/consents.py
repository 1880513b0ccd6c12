"""What a lead worker chooses when somebody took back their consent in the middle of help."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AfterConsent(TextChoices):
    """The next step of an episode that rests because consent was taken back or refused."""

    AGREED_AGAIN = "agreed_again", _("Go on: they were asked again and agreed")
    OTHERS = "others", _("Go on with those in the family who agree, without whoever took it back")
    SAFEGUARDING = "safeguarding", _("Go on only to protect a child or an adult at risk")
    CLOSE = "close", _("Close the episode of help")
