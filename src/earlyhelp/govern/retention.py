"""What this room keeps of people. The audit outlives what it speaks of and is not here."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept

_SIX_YEARS: Final = 6 * 365 + 2

RETENTION: Final = (
    Kept(
        model="govern.BreakGlass",
        what=_("That a record was opened in an emergency, by whom and why, is kept for six years."),
        keep_days=_SIX_YEARS,
        counted_from="broken_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("words", "why_no_reader"),
        through="record_id",
    ),
    Kept(
        model="govern.GlassWord",
        what=_("What was found about a record that was opened in an emergency is kept for six years."),
        keep_days=_SIX_YEARS,
        counted_from="said_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("words",),
        through="glass_id",
    ),
    Kept(
        model="govern.RetentionRule",
        what=_("For how long an agency decided to keep records is kept. It names nobody."),
        keep_days=100 * 365,
        counted_from="set_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="govern.ReadingLimits",
        what=_(
            "From how many openings on an agency wanted a person to look is kept. It names nobody who is helped."
        ),
        keep_days=100 * 365,
        counted_from="set_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="govern.LegalHold",
        what=_("Why records could not be deleted for a time, and until when, is kept."),
        keep_days=100 * 365,
        counted_from="made_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("why", "ended_because"),
    ),
    Kept(
        model="govern.RetentionTask",
        what=_("That a record falls due, and what a reviewer decided, is deleted with the record."),
        keep_days=_SIX_YEARS,
        counted_from="looked_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("answers", "reason"),
    ),
    Kept(
        model="govern.Disposal",
        what=_("Who decided that records be deleted, and under which rule, is kept. It names nobody else."),
        keep_days=100 * 365,
        counted_from="proposed_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="govern.DisposedRecord",
        what=_("The proof that a record was deleted is kept. It holds counts, and no words of the record."),
        keep_days=100 * 365,
        counted_from="erased_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="govern.RightsRequest",
        what=_(
            "What somebody asked under data-protection law, and how it was answered, is kept for six years."
        ),
        keep_days=_SIX_YEARS,
        counted_from="received_on",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("asker_name", "authority", "competence_why", "words", "should_be", "answer"),
        through="subject_key",
    ),
    Kept(
        model="govern.RightsPause",
        what=_("On which days the clock of a request rested is kept as long as the request."),
        keep_days=_SIX_YEARS,
        counted_from="from_on",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("why",),
        through="request_id",
    ),
    Kept(
        model="govern.RightsStep",
        what=_("Each step of a request, and what was said with it, is kept as long as the request."),
        keep_days=_SIX_YEARS,
        counted_from="at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("note",),
        through="request_id",
    ),
    Kept(
        model="govern.Pack",
        what=_("A pack of everything held about somebody is deleted 28 days after it was made."),
        keep_days=28,
        counted_from="made_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("content",),
        through="request_id",
    ),
    Kept(
        model="govern.PackLine",
        what=_("The lines from which a pack is made are deleted with it."),
        keep_days=28,
        counted_from="pack__made_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("fields", "reason"),
        through="pack_id",
    ),
    Kept(
        model="govern.PackLink",
        what=_("Where a private link to a pack was sent is deleted with the pack."),
        keep_days=28,
        counted_from="made_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("destination",),
        through="pack_id",
    ),
    Kept(
        model="govern.RecordMark",
        what=_(
            "That a record is restricted, or not to be shared, and what the person says of it, is kept with it."
        ),
        keep_days=_SIX_YEARS,
        counted_from="from_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("words",),
        through="record_id",
    ),
    Kept(
        model="govern.UnusualReading",
        what=_("That the reading of records by a practitioner was looked at is kept for six years."),
        keep_days=_SIX_YEARS,
        counted_from="found_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="govern.UnusualReadingWord",
        what=_("What was said of the reading of records by a practitioner is kept for six years."),
        keep_days=_SIX_YEARS,
        counted_from="said_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        through="reading_id",
    ),
)
