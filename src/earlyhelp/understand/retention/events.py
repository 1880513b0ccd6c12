"""What this room keeps of partners' events and of what workers say of a chronology, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.understand.retention.people import SIX_YEARS

EVENTS: Final = (
    Kept(
        model="understand.PartnerEvent",
        what=_("What a partner says happened is kept for six years after it last came with something new."),
        keep_days=SIX_YEARS,
        counted_from="received_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=(
            "kind",
            "happened_at",
            "happened_on",
            "until_on",
            "certainty",
            "summary_en",
            "summary_cy",
        ),
        through="record_id",
    ),
    Kept(
        model="understand.EntryPin",
        what=_("Which entries of a chronology were pinned is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="pinned_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        through="person_id",
    ),
    Kept(
        model="understand.Significance",
        what=_("Why an entry of a chronology matters is kept for six years after it was said."),
        keep_days=SIX_YEARS,
        counted_from="said_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("entry", "why"),
        through="person_id",
    ),
)
