"""What is kept of episodes of help, and for how long."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.retention import Erasure, Kept
from earlyhelp.solve.retention.triage import SIX_YEARS

EPISODES: Final = (
    Kept(
        model="solve.Episode",
        what=_("That a family was helped, by which team, and how it ended is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="opened_at",
        holds_people=True,
        erasure=Erasure.BLANK,
        person_columns=("close_reason", "close_summary", "family_view", "paused_why"),
        open_while=(("closed_at", (None,)),),
        closed_on="closed_at",
    ),
    Kept(
        model="solve.EpisodeMember",
        what=_("Who of a family was helped, and from when to when, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="joined_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("called", "joined_at", "left_at"),
        through="episode_id",
        born_on=("person__links__reported__date_of_birth",),
    ),
    Kept(
        model="solve.EpisodeWorker",
        what=_("Who worked with a family, and from when to when, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="from_at",
        holds_people=False,
        erasure=Erasure.DELETE,
        through="episode_id",
    ),
    Kept(
        model="solve.Action",
        what=_("What somebody said they would do for a family, and what came of it, is kept for six years."),
        keep_days=SIX_YEARS,
        counted_from="added_at",
        holds_people=True,
        erasure=Erasure.DELETE,
        person_columns=("text", "due_on", "state", "came_of_it"),
        through="record_id",
        also_through=("episode_id",),
        open_while=(("state", ("not_started", "in_progress")),),
    ),
)
