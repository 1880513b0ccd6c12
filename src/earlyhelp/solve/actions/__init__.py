"""What this room changes: claims, grades, decisions, questions and what the officer hears."""

from earlyhelp.solve.actions.acknowledging import acknowledge, remind_unheard
from earlyhelp.solve.actions.claims import claim, regrade, release
from earlyhelp.solve.actions.decisions import decide
from earlyhelp.solve.actions.feedback import give_feedback, mark_feedback_read
from earlyhelp.solve.actions.figures import announce_team_figures
from earlyhelp.solve.actions.questions import answer_question

__all__ = [
    "acknowledge",
    "announce_team_figures",
    "answer_question",
    "claim",
    "decide",
    "give_feedback",
    "mark_feedback_read",
    "regrade",
    "release",
    "remind_unheard",
]
