"""Words for opening a record in an emergency: why, where it stands, and what its owner's officer says of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WhyBroken(TextChoices):
    """Why one record is opened that is not theirs to see. A closed list; the words beside it say the rest."""

    LIFE = "life", _("Somebody’s life is in danger now")
    CHILD = "child", _("A child must be protected today")
    ADULT = "adult", _("An adult at risk must be protected today")
    MISSING = "missing", _("Somebody is missing")
    STAFF = "staff", _("A colleague is about to meet them, and may be in danger")


class GlassState(TextChoices):
    """Where an emergency opening stands."""

    OPEN = "open", _("Open now")
    TO_REVIEW = "to_review", _("Closed, and to be reviewed")
    ASKED = "asked", _("More was asked of whoever opened it")
    JUSTIFIED = "justified", _("Reviewed: it was justified")
    NOT_JUSTIFIED = "not_justified", _("Reviewed: it was not justified")


class GlassStep(TextChoices):
    """What moves an emergency opening on, and who does it."""

    CLOSE = "close", _("Whoever opened it closes it")
    RUN_OUT = "run_out", _("Two hours have passed")
    ASK = "ask", _("The owner’s officer asks more")
    ANSWER = "answer", _("Whoever opened it answers")
    JUSTIFY = "justify", _("The owner’s officer finds it justified")
    CONDEMN = "condemn", _("The owner’s officer finds it not justified")


class GlassVerdict(TextChoices):
    """What the owner's officer says of an emergency opening."""

    JUSTIFIED = "justified", _("It was justified")
    NOT_JUSTIFIED = "not_justified", _("It was not justified")
    ASKED = "asked", _("I need to know more from whoever opened it")
