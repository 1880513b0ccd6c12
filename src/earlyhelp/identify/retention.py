"""What this room keeps of people, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

# Police records are kept for six years at least and then reviewed: College of Policing, authorised practice.
SIX_YEARS: Final = 6 * 365 + 2
UNFINISHED: Final = 30

RETENTION: Final = (
    Kept(
        model="identify.Draft",
        what=_("A notification that was begun and not sent is kept for 30 days after it was last saved."),
        keep_days=UNFINISHED,
        counted_from="saved_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("typed",),
    ),
    Kept(
        model="identify.Notification",
        what=_("A notification is kept for six years after it was sent."),
        keep_days=SIX_YEARS,
        counted_from="submitted_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=(
            "place",
            "place_postcode",
            "seen_and_heard",
            "own_words",
            "strengths",
            "needs",
            "help_offered",
            "sharing_view",
            "sharing_words",
            "who_had_care",
            "wants",
            "other_children",
            "strengths_missing",
            "words_missing",
        ),
    ),
    Kept(
        model="identify.Amendment",
        what=_(
            "What was changed in a notification after it was sent is kept for as long as the notification."
        ),
        keep_days=SIX_YEARS,
        counted_from="notification__submitted_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("reason", "changes"),
        through="notification_id",
    ),
    Kept(
        model="identify.Attachment",
        what=_("A photo or a document is kept for as long as the notification that it belongs to."),
        keep_days=SIX_YEARS,
        counted_from="notification__submitted_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("shows", "content"),
        through="notification_id",
    ),
    Kept(
        model="identify.ReportedPerson",
        what=_("A person in a notification is kept as reported, for as long as the notification."),
        keep_days=SIX_YEARS,
        counted_from="notification__submitted_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=(
            "given_name",
            "family_name",
            "description",
            "date_of_birth",
            "age",
            "address",
            "postcode",
            "telephone",
            "email",
            "language",
            "other_language",
            "safe_contact",
            "safe_contact_note",
            "search_keys",
            "due_on",
            "looked",
            "own_words",
        ),
        through="notification_id",
        born_on=("date_of_birth",),
    ),
    Kept(
        model="identify.ReportedRelation",
        what=_("What people in a notification are to each other is kept for as long as the notification."),
        keep_days=SIX_YEARS,
        counted_from="notification__submitted_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("relation", "responsibility"),
        through="notification_id",
    ),
    Kept(
        model="identify.Incident",
        what=_("An incident is kept for six years after it was opened."),
        keep_days=SIX_YEARS,
        counted_from="opened_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("place", "postcode"),
        closed_on="closed_at",
    ),
    Kept(
        model="identify.IncidentPerson",
        what=_("A person in an incident is kept for as long as the incident."),
        keep_days=SIX_YEARS,
        counted_from="incident__opened_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=(
            "role",
            "given_name",
            "family_name",
            "date_of_birth",
            "address",
            "postcode",
            "telephone",
            "email",
        ),
        through="incident_id",
        born_on=("date_of_birth",),
    ),
)
