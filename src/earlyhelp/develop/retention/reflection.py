"""What this room keeps, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.rules.notes import KEEP_DAYS
from earlyhelp.kit.retention import Erasure, Kept

SIX_YEARS: Final = 6 * 365

REFLECTION: Final = (
    Kept(
        model="develop.NoteLock",
        what=_(
            "What locks a practitioner’s private notes is kept for three years after the last note was written."
        ),
        keep_days=KEEP_DAYS,
        counted_from="used_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.PrivateNote",
        what=_(
            "Private notes, which only their writer can read, are kept for three years after they last changed."
        ),
        keep_days=KEEP_DAYS,
        counted_from="changed_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.SelfAssessment",
        what=_("An organisation’s self-assessments are kept for six years after they were begun."),
        keep_days=SIX_YEARS,
        counted_from="begun_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.AssessmentAnswer",
        what=_("The answers of a self-assessment are kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="said_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.ImprovementAction",
        what=_("What an organisation said it would do because of a self-assessment is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="made_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.ImprovementWord",
        what=_("How that went is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="said_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.DevelopmentTalk",
        what=_(
            "What a worker and a supervisor agreed about the worker’s development is kept for three years."
        ),
        keep_days=KEEP_DAYS,
        counted_from="written_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.ReviewPlan",
        what=_("How many notifications of a team are drawn for peer review is kept for three years."),
        keep_days=KEEP_DAYS,
        counted_from="set_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.ReviewRound",
        what=_("A draw for peer review, with what was drawn and found, is kept for three years."),
        keep_days=KEEP_DAYS,
        counted_from="drawn_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.ReviewSample",
        what=_("What was drawn for peer review, by a key that says nothing, is kept for three years."),
        keep_days=KEEP_DAYS,
        counted_from="drawn_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
    Kept(
        model="develop.PeerReview",
        what=_("What a colleague found in a notification is kept for three years at most, with its draw."),
        keep_days=KEEP_DAYS,
        counted_from="taken_at",
        holds_people=False,
        erasure=Erasure.DELETE,
    ),
)
