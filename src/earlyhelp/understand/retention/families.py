"""What is kept of families, and for how long."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.understand.retention.people import SIX_YEARS

_TOLD: Final = ("said_by", "note", "undone_because")
_KEPT: Final[dict[str, Any]] = {
    "keep_days": SIX_YEARS,
    "counted_from": "recorded_at",
    "holds_people": True,
    "erasure": Erasure.DELETE,
}

FAMILIES: Final = (
    Kept(
        model="understand.PersonStatement",
        what=_(
            "What the front door was told of who somebody is, is kept for six years after it was recorded."
        ),
        person_columns=(
            *_TOLD,
            "given_name",
            "family_name",
            "date_of_birth",
            "age",
            "sex",
            "ethnicity",
            "life",
            "due_on",
            "died_on",
            "care",
            "school",
        ),
        through="person_id",
        **_KEPT,
    ),
    Kept(
        model="understand.Relationship",
        what=_("What people are to each other is kept for six years after it was recorded, ended or not."),
        person_columns=(*_TOLD, "because", "kind", "responsibility", "is_main_carer", "is_informal_carer"),
        through="person_id",
        **_KEPT,
        also_through=("other_id",),
    ),
    Kept(
        model="understand.RelationPassedOver",
        what=_(
            "That a relationship in a report does not hold is kept for six years, so that nobody asks again."
        ),
        through="relation_id",
        **(_KEPT | {"counted_from": "passed_at"}),
    ),
    Kept(
        model="understand.Household",
        what=_("That people lived together is kept for six years after it was first recorded."),
        person_columns=("reference",),
        **(_KEPT | {"counted_from": "made_at"}),
    ),
    Kept(
        model="understand.HouseholdAddress",
        what=_("Where a household lived is kept for six years after it was recorded."),
        person_columns=(*_TOLD, "because", "address", "postcode"),
        through="household_id",
        **_KEPT,
    ),
    Kept(
        model="understand.HouseholdMember",
        what=_("Who lived in a household is kept for six years after it was recorded, ended or not."),
        person_columns=(*_TOLD, "because"),
        through="person_id",
        **_KEPT,
        also_through=("household_id",),
    ),
    Kept(
        model="understand.HiddenAddress",
        what=_("Who must not learn an address is kept for six years after it was recorded."),
        person_columns=_TOLD,
        through="person_id",
        **_KEPT,
        also_through=("household_id",),
    ),
)
