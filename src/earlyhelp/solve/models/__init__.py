"""What this room stores."""

from earlyhelp.solve.models.checks import Check, CheckAnswer, CheckPerson
from earlyhelp.solve.models.episodes import Action, Episode, EpisodeMember, EpisodeWorker
from earlyhelp.solve.models.followups import FamilyWord, FollowUp
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
from earlyhelp.solve.models.steps import StatutoryStep, StepAction, StepPerson, StepWord
from earlyhelp.solve.models.supervision import EpisodeStandard, SupervisionNote
from earlyhelp.solve.models.triage import Claim, Decision, Feedback, Grading, Question

__all__ = [
    "Action",
    "ActionReview",
    "Attendance",
    "CaseWithholding",
    "Check",
    "CheckAnswer",
    "CheckPerson",
    "Claim",
    "Decision",
    "Distance",
    "Episode",
    "EpisodeMember",
    "EpisodeStandard",
    "EpisodeWorker",
    "FamilyLink",
    "FamilyReply",
    "FamilyWord",
    "Feedback",
    "FollowUp",
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
    "StatutoryStep",
    "StepAction",
    "StepPerson",
    "StepWord",
    "SupervisionNote",
    "Threshold",
    "TriageStandard",
]
