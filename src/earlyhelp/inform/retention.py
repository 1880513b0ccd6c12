"""What this room keeps of people, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

ONE_YEAR: Final = 365

RETENTION: Final = (
    Kept(
        model="inform.PersonMessage",
        what=_("What we wrote to somebody, and the address or number it went to, is kept for one year."),
        keep_days=ONE_YEAR,
        counted_from="written_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("destination", "body_en", "body_cy"),
        through="about_key",
    ),
)
