"""What this room changes: claims, grades, decisions, questions and what the officer hears."""

from earlyhelp.solve.actions.acknowledging import acknowledge, remind_unheard
from earlyhelp.solve.actions.actions import add_action, hand_over_action, move_action
from earlyhelp.solve.actions.assigning import assign_notifications
from earlyhelp.solve.actions.checks import (
    answer_check,
    answer_not_known,
    ask_check,
    follow_up_checks,
    withdraw_check,
)
from earlyhelp.solve.actions.claims import claim, claim_next, regrade, release
from earlyhelp.solve.actions.closing import close_episode, pause_episode, resume_episode
from earlyhelp.solve.actions.decisions import decide
from earlyhelp.solve.actions.episode_news import tell_of_families_that_wait
from earlyhelp.solve.actions.episodes import (
    add_member,
    add_worker,
    change_lead,
    end_member,
    end_worker,
    open_episode,
)
from earlyhelp.solve.actions.feedback import give_feedback, mark_feedback_read, thank_officer
from earlyhelp.solve.actions.figures import announce_team_figures
from earlyhelp.solve.actions.followups import follow_up, tell_family
from earlyhelp.solve.actions.handovers import (
    HandedOver,
    hand_over_caseload,
    record_handover_note,
    return_work_of_leavers,
)
from earlyhelp.solve.actions.holds import end_hold, put_on_hold
from earlyhelp.solve.actions.questions import answer_question, follow_up_questions
from earlyhelp.solve.actions.saved_views import change_view, remove_view, save_view
from earlyhelp.solve.actions.steps import (
    Carried,
    add_to_step,
    answer_step,
    ask_step_down,
    ask_step_up,
    chase_step,
    follow_up_steps,
)
from earlyhelp.solve.actions.supervision import set_reopening, write_supervision_note

__all__ = [
    "Carried",
    "HandedOver",
    "acknowledge",
    "add_action",
    "add_member",
    "add_to_step",
    "add_worker",
    "announce_team_figures",
    "answer_check",
    "answer_not_known",
    "answer_question",
    "answer_step",
    "ask_check",
    "ask_step_down",
    "ask_step_up",
    "assign_notifications",
    "change_lead",
    "change_view",
    "chase_step",
    "claim",
    "claim_next",
    "close_episode",
    "decide",
    "end_hold",
    "end_member",
    "end_worker",
    "follow_up",
    "follow_up_checks",
    "follow_up_questions",
    "follow_up_steps",
    "give_feedback",
    "hand_over_action",
    "hand_over_caseload",
    "mark_feedback_read",
    "move_action",
    "open_episode",
    "pause_episode",
    "put_on_hold",
    "record_handover_note",
    "regrade",
    "release",
    "remind_unheard",
    "remove_view",
    "resume_episode",
    "return_work_of_leavers",
    "save_view",
    "set_reopening",
    "tell_family",
    "tell_of_families_that_wait",
    "thank_officer",
    "withdraw_check",
    "write_supervision_note",
]
