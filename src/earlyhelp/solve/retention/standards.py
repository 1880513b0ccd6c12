"""What is kept where a practitioner said otherwise than a rule, and of a second look, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.solve.retention.triage import SIX_YEARS

STANDARDS: Final = (
    Kept(
        model="solve.LevelJudgement",
        what=_("Which level of need a practitioner saw in a notification, and why, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="judged_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("level", "rationale"),
        through="notification_id",
    ),
    Kept(
        model="solve.SecondLook",
        what=_("That a decision was looked at again, and why it still holds, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="kept_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("reason",),
        through="notification_id",
    ),
)
