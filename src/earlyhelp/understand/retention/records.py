"""What this room keeps of partners' source records, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.understand.retention.people import SIX_YEARS

RECORDS: Final = (
    Kept(
        model="understand.SourceRecord",
        what=_("A partner’s record of a person is kept for six years after it last came with something new."),
        keep_days=SIX_YEARS,
        counted_from="received_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=(
            "given_name",
            "family_name",
            "other_names",
            "date_of_birth",
            "age",
            "sex_recorded",
            "address",
            "postcode",
            "telephone",
            "email",
        ),
        born_on=("date_of_birth",),
    ),
    Kept(
        model="understand.SourceIdentifier",
        what=_("A number in a partner’s record of a person is kept as long as that record."),
        keep_days=SIX_YEARS,
        counted_from="record__received_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("system", "value"),
        through="record_id",
    ),
    Kept(
        model="understand.SourceVersion",
        what=_("What a partner’s record said before it changed is kept for six years after the change."),
        keep_days=SIX_YEARS,
        counted_from="until_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("said",),
        through="record_id",
    ),
    Kept(
        model="understand.PersonJoin",
        what=_("That two people were found to be one is kept for six years, and so is that it was undone."),
        keep_days=SIX_YEARS,
        counted_from="joined_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("undone_because",),
        through="person_id",
        also_through=("into_id",),
    ),
    Kept(
        model="understand.PersonSearch",
        what=_("What was typed to search for a person is kept for thirty days, for who typed it alone."),
        keep_days=30,
        counted_from="searched_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("typed",),
        through="person_id",
        also_through=("reported_id", "record_id"),
    ),
)
