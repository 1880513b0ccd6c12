"""What this room stores."""

from earlyhelp.solve.models.episodes import Action, Episode, EpisodeMember, EpisodeWorker
from earlyhelp.solve.models.queue import Hold, NotificationAssignment, SavedView
from earlyhelp.solve.models.triage import Claim, Decision, Feedback, Grading, Question

__all__ = [
    "Action",
    "Claim",
    "Decision",
    "Episode",
    "EpisodeMember",
    "EpisodeWorker",
    "Feedback",
    "Grading",
    "Hold",
    "NotificationAssignment",
    "Question",
    "SavedView",
]
