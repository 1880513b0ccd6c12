"""What is kept of who is who, and of consent."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

# As long as the reports that a link joins: identify.retention.
SIX_YEARS: Final = 6 * 365 + 2

PEOPLE: Final = (
    Kept(
        model="understand.Person",
        what=_("That reports are about one person is kept for six years after it was first said."),
        keep_days=SIX_YEARS,
        counted_from="made_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("reference",),
    ),
    Kept(
        model="understand.PersonLink",
        what=_("Which report is about whom is kept for six years, and so is that a link was undone and why."),
        keep_days=SIX_YEARS,
        counted_from="linked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("undone_because",),
        through="person_id",
        born_on=("reported__date_of_birth",),
    ),
    Kept(
        model="understand.NotSame",
        what=_("That two reports are not about one person is kept for six years, so that nobody asks again."),
        keep_days=SIX_YEARS,
        counted_from="said_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        through="reported_id",
        also_through=("record_id", "other_person_id", "person_id", "other_id", "other_record_id"),
    ),
    Kept(
        model="understand.Consent",
        what=_("What somebody agreed to is kept for six years after it was recorded, withdrawn or not."),
        keep_days=SIX_YEARS,
        counted_from="recorded_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=(
            "given_by",
            "given_by_name",
            "way",
            "given_on",
            "to_whom",
            "for_what",
            "hears_progress",
        ),
        through="reported_id",
    ),
)
