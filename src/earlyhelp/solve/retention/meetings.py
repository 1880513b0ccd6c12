"""What is kept of meetings, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.solve.retention.triage import SIX_YEARS

MEETINGS: Final = (
    Kept(
        model="solve.Meeting",
        what=_("That agencies met, when and where, is kept for six years. It names no family."),
        keep_days=SIX_YEARS,
        counted_from="starts_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        person_columns=("title", "place", "link"),
    ),
    Kept(
        model="solve.Attendance",
        what=_("Who was invited to a meeting and who came is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="asked_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        person_columns=("somebody", "somebody_from"),
        through="meeting_id",
    ),
    Kept(
        model="solve.Minutes",
        what=_("The minutes of a meeting, as each agency has them, are kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="confirmed_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("content",),
        through="meeting_id",
    ),
    Kept(
        model="solve.MeetingCase",
        what=_("What a meeting was told about a family is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="added_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("people", "strengths", "known"),
    ),
    Kept(
        model="solve.CaseWithholding",
        what=_("From which agency a case was kept back, and why, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="withheld_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("why",),
        through="case_id",
    ),
    Kept(
        model="solve.MeetingInput",
        what=_("What each agency said about a family at a meeting is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="written_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("text", "certainty"),
        through="case_id",
    ),
    Kept(
        model="solve.MeetingDecision",
        what=_("What a meeting decided, and why, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="decided_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("outcome", "reason", "rationale", "met_by"),
        through="case_id",
    ),
    Kept(
        model="solve.MeetingDissent",
        what=_("That an agency did not agree, in its own words, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="written_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("words",),
        through="case_id",
    ),
    Kept(
        model="solve.MeetingAction",
        what=_("At which meeting an action was taken on is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="added_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        through="case_id",
    ),
    Kept(
        model="solve.ActionReview",
        what=_("What a later meeting said of an action is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="reviewed_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("outcome", "words"),
        through="meeting_action_id",
    ),
)
