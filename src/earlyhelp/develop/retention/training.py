"""How long places, records of training and certificates are kept."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

# As other records of work: six years.
SIX_YEARS: Final = 6 * 365 + 2

TRAINING: Final = (
    Kept(
        model="develop.Booking",
        what=_("That a practitioner booked training, and what they asked for, is kept for two years."),
        keep_days=2 * 365 + 1,
        counted_from="state_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("needs",),
    ),
    Kept(
        model="develop.TrainingRecord",
        what=_("A practitioner’s record of training is kept for six years after the training."),
        keep_days=SIX_YEARS,
        counted_from="marked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.Certificate",
        what=_("A certificate of training can be checked for six years after it was issued."),
        keep_days=SIX_YEARS,
        counted_from="issued_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("holder",),
        through="record_id",
    ),
)
