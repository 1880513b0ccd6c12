"""What is kept of a family's plan, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.solve.retention.triage import SIX_YEARS

PLANS: Final = (
    Kept(
        model="solve.Goal",
        what=_("What a family wanted, and whether they reached it, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="added_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("end", "end_words"),
        through="episode_id",
    ),
    Kept(
        model="solve.GoalVersion",
        what=_("The words of a family’s goal, earlier ones too, are kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="written_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("words", "agreed_on", "because"),
        through="episode_id",
    ),
    Kept(
        model="solve.GoalStrength",
        what=_("Which strength a goal rested on is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="added_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("added_at", "removed_at"),
        through="episode_id",
    ),
    Kept(
        model="solve.Review",
        what=_("When a plan was reviewed, who was there and what had changed is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="due_on",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("due_on", "due_why", "held_on", "who_was_there", "changed"),
        through="episode_id",
    ),
    Kept(
        model="solve.Distance",
        what=_("How far people said that they had come with their own goals is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="recorded_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("mark", "said_by", "said_on"),
        through="episode_id",
    ),
    Kept(
        model="solve.NeedLevel",
        what=_("How much help a family’s needs asked for, and why somebody said so, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="decided_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("level", "rationale"),
        through="episode_id",
    ),
    Kept(
        model="solve.PlanVersion",
        what=_("The plan as it was given to a member of the family is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="given_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("content", "written_in", "given_at"),
        through="episode_id",
    ),
    Kept(
        model="solve.FamilyLink",
        what=_("Where a private link to a plan was sent is kept for a year."),
        keep_days=365,
        counted_from="made_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("destination", "code_destination", "sent_at", "read_at", "ended_at"),
        through="episode_id",
    ),
    Kept(
        model="solve.FamilyReply",
        what=_("What a family answered about their plan is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="replied_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("answer", "own_words", "what_was_done"),
        through="episode_id",
    ),
)
