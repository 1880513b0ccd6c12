"""How long accounts and reports of e-learning are kept, and what says which training is asked."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.retention.training import SIX_YEARS
from earlyhelp.kit.retention import Erasure, Kept

LEARNING: Final = (
    Kept(
        model="develop.LearnerAccount",
        what=_(
            "Whose an account of a system for e-learning is, is kept for six years after somebody said so."
        ),
        keep_days=SIX_YEARS,
        counted_from="matched_at",
        holds_people=True,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.LearningStatement",
        what=_(
            "A report of a system for e-learning is kept for two years; the record of training that it made stays."
        ),
        keep_days=2 * 365 + 1,
        counted_from="received_at",
        holds_people=True,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.CourseAddress",
        what=_("Which course an address of a system for e-learning means is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="matched_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.AttendanceImport",
        what=_("That a file of attendance was read, and how many rows it had, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="read_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.LearningFeed",
        what=_("A system for e-learning, and a hash of its key, is kept for six years after it ended."),
        keep_days=SIX_YEARS,
        counted_from="ended_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        open_while=(("ended_at", (None,)),),
    ),
    Kept(
        model="develop.TrainingRequirement",
        what=_("Every version of what training an agency asks is kept for thirty years."),
        keep_days=30 * 365 + 8,
        counted_from="set_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
)
