"""How long accounts and reports of systems for e-learning are kept."""

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
)
