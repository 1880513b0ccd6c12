"""What is kept of the work in the queue, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.solve.retention.triage import SIX_YEARS

QUEUE: Final = (
    Kept(
        model="solve.Hold",
        what=_("Why a notification rested, and until when, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="held_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("reason", "note", "until_on"),
        through="notification_id",
    ),
    Kept(
        model="solve.NotificationAssignment",
        what=_(
            "Who was given a notification to decide is kept for six years. It says nothing about the person."
        ),
        keep_days=SIX_YEARS,
        counted_from="assigned_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        through="notification_id",
    ),
    Kept(
        model="solve.SavedView",
        what=_("Filters that a practitioner kept under a name are kept for six years. They name nobody."),
        keep_days=SIX_YEARS,
        counted_from="saved_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
)
