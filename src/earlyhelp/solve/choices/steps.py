"""The words around a step up to a statutory team, or down from one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StepDirection(TextChoices):
    """Which way a family goes."""

    UP = "up", _("Up, to a statutory team")
    DOWN = "down", _("Down, to early help")


class StepTo(TextChoices):
    """What the other side is asked for."""

    CARE_AND_SUPPORT = "care_and_support", _("Care and support")
    CHILD_PROTECTION = "child_protection", _("Protection of a child or an adult at risk")
    EARLY_HELP = "early_help", _("Early help")


class FamilyKnows(TextChoices):
    """What the family knows of it."""

    AGREES = "agrees", _("They agree")
    TOLD = "told", _("They were told, and do not agree")
    NOT_SAFE = "not_safe", _("They were not told, since that could put somebody at risk")


class StepState(TextChoices):
    """Where a question to take a family on stands."""

    ASKED = "asked", pgettext_lazy("state of a step up or down", "Waits for an answer")
    MORE_NEEDED = "more_needed", pgettext_lazy("state of a step up or down", "The other side needs more")
    AGREED = "agreed", pgettext_lazy("state of a step up or down", "The other side said yes")
    DECLINED = "declined", pgettext_lazy("state of a step up or down", "The other side said no")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a step up or down", "Withdrawn")


class StepMove(TextChoices):
    """What is said on the way."""

    ASK = "ask", pgettext_lazy("move of a step up or down", "Asked")
    AGREE = "agree", pgettext_lazy("move of a step up or down", "Yes, we take it on")
    DECLINE = "decline", pgettext_lazy("move of a step up or down", "No")
    NEED_MORE = "need_more", pgettext_lazy("move of a step up or down", "We need to know more")
    TELL = "tell", pgettext_lazy("move of a step up or down", "Say more")
    WITHDRAW = "withdraw", pgettext_lazy("move of a step up or down", "Withdraw")
    CHASE = "chase", pgettext_lazy("move of a step up or down", "Remind them")
