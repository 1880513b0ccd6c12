"""How to reach a person without putting anybody in danger."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Never(TextChoices):
    """What must never be done when making contact."""

    LETTER = "letter", _("Never send a letter")
    VOICEMAIL = "voicemail", _("Never leave a voicemail")
    TEXT = "text", _("Never send a text message")
    EMAIL = "email", _("Never send an e-mail")
    SAY_WHO = "say_who", _("Never say to anybody else who is calling, or why")
    VISIT = "visit", _("Never come to the door unannounced")
    AT_WORK = "at_work", _("Never ring at work or at school")
    TOGETHER = "together", _("Never talk to them while a partner or family member can hear")


class Interpreter(TextChoices):
    """Whether somebody must interpret."""

    NOT_NEEDED = "not_needed", _("No interpreter is needed")
    NEEDED = "needed", _("An interpreter is needed")
    BSL = "bsl", _("A British Sign Language interpreter is needed")
    NOT_ASKED = "not_asked", _("Not asked yet")
