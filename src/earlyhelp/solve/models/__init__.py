"""What this room stores."""

from earlyhelp.solve.models.episodes import Action, Episode, EpisodeMember, EpisodeWorker
from earlyhelp.solve.models.meeting_cases import (
    ActionReview,
    CaseWithholding,
    MeetingAction,
    MeetingCase,
    MeetingDecision,
    MeetingDissent,
    MeetingInput,
)
from earlyhelp.solve.models.meetings import Attendance, Meeting, Minutes
from earlyhelp.solve.models.papers import FamilyLink, FamilyReply, PlanVersion
from earlyhelp.solve.models.plans import Distance, Goal, GoalStrength, GoalVersion, NeedLevel, Review
from earlyhelp.solve.models.queue import Hold, NotificationAssignment, SavedView
from earlyhelp.solve.models.standards import LevelJudgement, Route, SecondLook, Threshold, TriageStandard
from earlyhelp.solve.models.triage import Claim, Decision, Feedback, Grading, Question

__all__ = [
    "Action",
    "ActionReview",
    "Attendance",
    "CaseWithholding",
    "Claim",
    "Decision",
    "Distance",
    "Episode",
    "EpisodeMember",
    "EpisodeWorker",
    "FamilyLink",
    "FamilyReply",
    "Feedback",
    "Goal",
    "GoalStrength",
    "GoalVersion",
    "Grading",
    "Hold",
    "LevelJudgement",
    "Meeting",
    "MeetingAction",
    "MeetingCase",
    "MeetingDecision",
    "MeetingDissent",
    "MeetingInput",
    "Minutes",
    "NeedLevel",
    "NotificationAssignment",
    "PlanVersion",
    "Question",
    "Review",
    "Route",
    "SavedView",
    "SecondLook",
    "Threshold",
    "TriageStandard",
]
