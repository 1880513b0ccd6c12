"""What is kept of who is kept from whom."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.understand.retention.people import SIX_YEARS

PROTECTION: Final = (
    Kept(
        model="understand.Restriction",
        what=_("That a record opens to named readers only is kept for six years after it was decided."),
        keep_days=SIX_YEARS,
        counted_from="decided_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("words",),
        through="person_id",
    ),
    Kept(
        model="understand.OwnRecord",
        what=_("That a record is kept from a worker is kept for six years after it was written down."),
        keep_days=SIX_YEARS,
        counted_from="recorded_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        through="person_id",
    ),
    Kept(
        model="understand.KeptApart",
        what=_("That two people are kept apart is kept for six years after it was decided."),
        keep_days=SIX_YEARS,
        counted_from="decided_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        through="person_id",
    ),
)
