"""What is kept of answers about consent, of children's understanding, and of notices."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.understand.retention.people import SIX_YEARS

CONSENTS: Final = (
    Kept(
        model="understand.ConsentAnswer",
        what=_("What somebody answered when they were asked for consent is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="recorded_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=(
            "purpose",
            "kind",
            "given_by",
            "given_by_name",
            "evidence",
            "kept_where",
            "words",
            "said_on",
            "ask_again_on",
        ),
        through="person_id",
    ),
    Kept(
        model="understand.CompetenceView",
        what=_("Whether a child understood a decision, and why we thought so, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="recorded_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("purpose", "understands", "why", "assessed_on"),
        through="person_id",
    ),
    Kept(
        model="understand.NoticeGiven",
        what=_("When and how somebody was given the privacy notice is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="recorded_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("language", "form", "to_whom", "edition", "given_on"),
        through="person_id",
    ),
)
