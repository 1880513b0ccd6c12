"""The words around a lateral check: asking other agencies whether they know somebody."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Known(TextChoices):
    """What an agency says about one person. Each is one click."""

    NOT_KNOWN = "not_known", _("Not known to us")
    KNOWN = "known", _("Known to us, in a few words")
    CALL_ME = "call_me", _("Known to us, please call me")


class CheckBy(TextChoices):
    """By when the answer is wanted. Never at an hour at which nobody works."""

    TODAY = "today", _("5pm on this working day")
    NEXT_DAY = "next_day", _("5pm on the next working day")
    THREE_DAYS = "three_days", _("5pm in three working days")


class CheckState(TextChoices):
    """Where one agency's answer about one person stands. Never stored: it follows from the times."""

    ASKED = "asked", pgettext_lazy("state of a check", "Asked, no answer yet")
    LATE = "late", pgettext_lazy("state of a check", "The answer is late")
    ANSWERED = "answered", pgettext_lazy("state of a check", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a check", "Taken back")


class CheckStep(TextChoices):
    """What moves an answer on."""

    ANSWER = "answer", pgettext_lazy("step of a check", "Answer")
    PASS_DUE = "pass_due", pgettext_lazy("step of a check", "The time passes")
    WITHDRAW = "withdraw", pgettext_lazy("step of a check", "Take the check back")


class WithdrawReason(TextChoices):
    """Why a check was taken back. The agency that was asked reads it."""

    NOT_NEEDED = "not_needed", _("It is no longer needed")
    MISTAKE = "mistake", _("It was asked by mistake")
    NOBODY_ANSWERED = "nobody_answered", _("Nobody answered for 28 days")
