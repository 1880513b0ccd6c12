"""What this room keeps of people, and for how long. The directory holds no person."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

# As long as the notification from which the help came: identify.retention. The service keeps its own case record.
SIX_YEARS: Final = 6 * 365 + 2

RETENTION: Final = (
    Kept(
        model="signpost.Referral",
        what=_("A referral is kept, exactly as it was sent, for six years after its last step."),
        keep_days=SIX_YEARS,
        counted_from="state_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=(
            "person_name",
            "person_age",
            "person_date_of_birth",
            "person_language",
            "person_telephone",
            "person_email",
            "person_address",
            "safe_contact",
            "safe_contact_note",
            "needs",
            "request",
            "strengths",
            "decline_reason",
            "help_outcome",
            "person_reason",
            "sender_reason",
            "basis_reason",
        ),
        open_while=(("state", ("requested", "seen", "accepted", "waiting", "in_progress", "on_hold")),),
        born_on=("person_date_of_birth",),
        closed_on="state_at",
    ),
    Kept(
        model="signpost.ReferralEvent",
        what=_("Each step of a referral, and what was said with it, is kept for as long as the referral."),
        keep_days=SIX_YEARS,
        counted_from="referral__state_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("note",),
        through="referral_id",
    ),
    Kept(
        model="signpost.ReferralDraft",
        what=_("A referral that was begun and not sent is deleted 30 days after it was last saved."),
        keep_days=30,
        counted_from="saved_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("typed",),
        through="notification_id",
    ),
    Kept(
        model="signpost.ReferralAmendment",
        what=_(
            "What was changed in a referral after sending, with what stood before, is kept for as long as the referral."
        ),
        keep_days=SIX_YEARS,
        counted_from="referral__state_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=(
            "old_value",
            "new_value",
            "reason",
        ),
        through="referral_id",
    ),
    Kept(
        model="signpost.ReferralGoal",
        what=_("What a person wanted to be different, and how it went, is kept for as long as the referral."),
        keep_days=SIX_YEARS,
        counted_from="referral__state_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=(
            "words",
            "outcome",
            "note",
        ),
        through="referral_id",
    ),
    Kept(
        model="signpost.Appointment",
        what=_("Appointments, and what became of each, are kept for as long as the referral."),
        keep_days=SIX_YEARS,
        counted_from="referral__state_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=(
            "place",
            "reason",
        ),
        through="referral_id",
    ),
    Kept(
        model="signpost.ReferralMessage",
        what=_("What the two sides of a referral wrote to each other is kept for as long as the referral."),
        keep_days=SIX_YEARS,
        counted_from="referral__state_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("text",),
        through="referral_id",
    ),
    Kept(
        model="signpost.Assignment",
        what=_("Who worked with a person at a service is kept for as long as the referral."),
        keep_days=SIX_YEARS,
        counted_from="referral__state_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=(
            "from_at",
            "until_at",
        ),
        through="referral_id",
    ),
    Kept(
        model="signpost.AnswerLink",
        what=_(
            "That a secure link was sent, opened and ended is kept for as long as the referral. It names nobody."
        ),
        keep_days=SIX_YEARS,
        counted_from="referral__state_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("proven_at",),
        through="referral_id",
    ),
    Kept(
        model="signpost.Signposting",
        what=_("Which service a person was told about is kept for six years. It names nobody."),
        keep_days=SIX_YEARS,
        counted_from="made_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        person_columns=("told_how",),
        through="notification_id",
    ),
)
