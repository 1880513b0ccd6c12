"""How far a decision has come: somebody follows it up until it needs nothing more."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FollowState(TextChoices):
    """Where a decision stands. Never stored: it follows from its next date, its end and whether a later one came."""

    STANDING = "standing", _("Somebody follows it up")
    COMPLETE = "complete", _("Nothing more to do")
    SUPERSEDED = "superseded", pgettext_lazy("state of a decision", "Replaced by a later decision")


class FollowStep(TextChoices):
    """What moves a decision on."""

    PUT_OFF = "put_off", _("Set another date")
    HAND_OVER = "hand_over", _("Give it to somebody else")
    COMPLETE = "complete", _("Nothing more to do")
    SUPERSEDE = "supersede", _("Decide again")


class FamilyTold(TextChoices):
    """How a family heard what was decided, or why they were not told."""

    WROTE = "wrote", _("We wrote to them in a safe way")
    CALLED = "called", _("We told them by telephone")
    MET = "met", _("We told them face to face")
    KNEW = "knew", _("They were there when it was decided")
    NOT_SAFE = "not_safe", _("Not told: there is no safe way")
    HARM = "harm", _("Not told: it could put somebody at risk")
    NOT_REACHED = "not_reached", _("Not told: we could not reach them")
