"""What is kept of a triage, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

# As long as the notification that they are about: identify.retention.
SIX_YEARS: Final = 6 * 365 + 2

TRIAGE: Final = (
    Kept(
        model="solve.Grading",
        what=_("Why a notification was looked at sooner or later is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="graded_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("grade", "rationale"),
        through="notification_id",
    ),
    Kept(
        model="solve.Claim",
        what=_("Who had a notification open is kept for a year. It says nothing about the person in it."),
        keep_days=365,
        counted_from="claimed_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        through="notification_id",
    ),
    Kept(
        model="solve.Decision",
        what=_("What was decided about a notification, and why, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="decided_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("outcome", "reason", "rationale", "met_by"),
        through="notification_id",
        settles="identify.Notification",
        born_on=("notification__people__date_of_birth",),
    ),
    Kept(
        model="solve.Question",
        what=_("What the officer was asked, and the answer, is kept for as long as the notification."),
        keep_days=SIX_YEARS,
        counted_from="asked_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("text", "answer"),
        through="notification_id",
        open_while=(("answered_at", (None,)), ("closed_at", (None,))),
    ),
    Kept(
        model="solve.Feedback",
        what=_("What the officer heard is kept for as long as the notification. It names nobody."),
        keep_days=SIX_YEARS,
        counted_from="given_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        person_columns=("event",),
        through="notification_id",
        settles="identify.Notification",
    ),
)
