"""What is kept of checks and of how decisions were followed up, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.solve.retention.triage import SIX_YEARS

CHECKS: Final = (
    Kept(
        model="solve.Check",
        what=_(
            "What other agencies were asked about somebody, and why, is kept for as long as the notification."
        ),
        keep_days=SIX_YEARS,
        counted_from="asked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("question", "why"),
        through="notification_id",
    ),
    Kept(
        model="solve.CheckPerson",
        what=_(
            "What another agency was shown of somebody, so that it knew who is meant, is kept with the question."
        ),
        keep_days=SIX_YEARS,
        counted_from="checked__asked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("given_name", "family_name", "date_of_birth", "address", "postcode", "safe_contact"),
        through="checked_id",
        born_on=("date_of_birth",),
    ),
    Kept(
        model="solve.CheckAnswer",
        what=_("What another agency answered about somebody is kept with the question."),
        keep_days=SIX_YEARS,
        counted_from="asked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("known", "summary"),
        through="checked_id",
        open_while=(("answered_at", (None,)), ("withdrawn_at", (None,))),
    ),
    Kept(
        model="solve.FollowUp",
        what=_("Who followed a decision up, by which day and why, is kept for as long as the decision."),
        keep_days=SIX_YEARS,
        counted_from="set_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("because",),
        through="decision_id",
    ),
    Kept(
        model="solve.FamilyWord",
        what=_("How a family heard of a decision, or why not, is kept for as long as the decision."),
        keep_days=SIX_YEARS,
        counted_from="said_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("how", "note"),
        through="decision_id",
    ),
)
