"""The words around consent: for what, to whom, what was answered, how it is known, and how it stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsentPurpose(TextChoices):
    """What somebody agrees to. Taking part is the first: without it nothing else rests on consent."""

    TAKE_PART = "take_part", _("To take part in early help")
    SHARE = "share", _("To let others know what they need to know to help")
    WRITE = "write", _("To be written to")


class RecipientKind(TextChoices):
    """To whom a consent reaches."""

    AROUND = "around", _("The team around the family")
    AGENCY = "agency", _("One agency")
    TEAM = "team", _("One team")


class AnswerKind(TextChoices):
    """What was answered when somebody was asked, or said unasked."""

    YES = "yes", pgettext_lazy("answer to being asked for consent", "Said yes")
    NO = "no", pgettext_lazy("answer to being asked for consent", "Said no")
    NOT_NEEDED = "not_needed", _("Gave none, and need give none")
    TAKEN_BACK = "taken_back", _("Took it back")


class ConsentEvidence(TextChoices):
    """How it is known that somebody said so."""

    PAPER = "paper", _("Signed on paper, which I have seen")
    ALOUD = "aloud", _("Said aloud, and I heard it")
    TELEPHONE = "telephone", _("Said on the telephone")
    OWN_LINK = "own_link", _("Said by themselves through their private link")
    WRITTEN = "written", _("Written, in a letter or a message")


class ConsentState(TextChoices):
    """How a consent stands. It is never stored: it follows from everything that was answered."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    GIVEN = "given", pgettext_lazy("state of consent", "Given")
    REFUSED = "refused", pgettext_lazy("state of consent", "Refused")
    NOT_NEEDED = "not_needed", _("None was given, and none is needed")
    TAKEN_BACK = "taken_back", pgettext_lazy("state of consent", "Taken back")
    DISPUTED = "disputed", _("They do not say the same")
    NOT_ENOUGH = "not_enough", _("A child said yes, and that alone is not enough yet")
    ASK_AGAIN = "ask_again", _("They are to be asked themselves now")


class NoticeForm(TextChoices):
    """How the privacy notice was given."""

    PAPER = "paper", _("On paper")
    READ_OUT = "read_out", _("Read out and talked through")
    SCREEN = "screen", _("Shown on a screen")
    SENT = "sent", _("Sent to them")
    SIGNED = "signed", _("In British Sign Language")
    OTHER = "other", _("In another way, with an interpreter")


class NoticeLanguage(TextChoices):
    """The language in which the notice was given."""

    WELSH = "cy", _("Welsh")
    ENGLISH = "en", _("English")
    BOTH = "both", _("Welsh and English")
    OTHER = "other", _("Another language, with an interpreter")
