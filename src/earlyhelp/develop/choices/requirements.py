"""The words around what training is asked of whom: how somebody stands, and what a system for e-learning reports."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Standing(TextChoices):
    """How somebody stands with one training that is asked of them."""

    CURRENT = "current", pgettext_lazy("standing with training", "Up to date")
    RENEW_SOON = "renew_soon", pgettext_lazy("standing with training", "Up to date, due again soon")
    HAS_TIME = "has_time", pgettext_lazy("standing with training", "Not done, and still in time")
    OVERDUE = "overdue", pgettext_lazy("standing with training", "Overdue")


class Verb(TextChoices):
    """What a system for e-learning says became of a course. Other things that it reports are not kept."""

    COMPLETED = "completed", pgettext_lazy("report of e-learning", "Completed")
    PASSED = "passed", pgettext_lazy("report of e-learning", "Passed")
    FAILED = "failed", pgettext_lazy("report of e-learning", "Failed")


class Taken(TextChoices):
    """What became of a report of e-learning here."""

    WAITING = (
        "waiting",
        pgettext_lazy("report of e-learning", "Waits until somebody says who or what it is about"),
    )
    RECORDED = "recorded", pgettext_lazy("report of e-learning", "Is in somebody’s record of training")
    PASSED_OVER = "passed_over", pgettext_lazy("report of e-learning", "Not about our people or courses")
    NOTHING = "nothing", pgettext_lazy("report of e-learning", "The course was not passed")
