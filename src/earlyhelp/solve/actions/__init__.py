"""What this room changes: claims, grades, decisions, questions and what the officer hears."""

from earlyhelp.solve.actions.acknowledging import acknowledge, remind_unheard
from earlyhelp.solve.actions.actions import add_action, hand_over_action, move_action
from earlyhelp.solve.actions.claims import claim, regrade, release
from earlyhelp.solve.actions.decisions import decide
from earlyhelp.solve.actions.episodes import (
    add_member,
    add_worker,
    change_lead,
    end_member,
    end_worker,
    open_episode,
)
from earlyhelp.solve.actions.feedback import give_feedback, mark_feedback_read
from earlyhelp.solve.actions.figures import announce_team_figures
from earlyhelp.solve.actions.questions import answer_question

__all__ = [
    "acknowledge",
    "add_action",
    "add_member",
    "add_worker",
    "announce_team_figures",
    "answer_question",
    "change_lead",
    "claim",
    "decide",
    "end_member",
    "end_worker",
    "give_feedback",
    "hand_over_action",
    "mark_feedback_read",
    "move_action",
    "open_episode",
    "regrade",
    "release",
    "remind_unheard",
]
