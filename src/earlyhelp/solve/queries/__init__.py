"""What this room can be asked."""

from earlyhelp.solve.queries.cases import Case, CasePerson, Earlier, get_case, get_reported
from earlyhelp.solve.queries.decisions import get_last_decision, list_decisions, list_last_decisions
from earlyhelp.solve.queries.episodes import (
    Standing,
    get_episode,
    get_last_episode,
    get_standing,
    list_actions,
    list_actions_of_person,
    list_episodes_of_person,
    list_live_parts,
    list_members,
    list_my_actions,
    list_my_episodes,
    list_open_actions,
    list_parts,
    state_of_episode,
)
from earlyhelp.solve.queries.figures import get_team_figures
from earlyhelp.solve.queries.officers import (
    Heard,
    get_question,
    list_feedback_for,
    list_open_questions,
)
from earlyhelp.solve.queries.queue import QueuePage, QueueRow, list_queue
from earlyhelp.solve.queries.states import count_tabs, get_state

__all__ = [
    "Case",
    "CasePerson",
    "Earlier",
    "Heard",
    "QueuePage",
    "QueueRow",
    "Standing",
    "count_tabs",
    "get_case",
    "get_episode",
    "get_last_decision",
    "get_last_episode",
    "get_question",
    "get_reported",
    "get_standing",
    "get_state",
    "get_team_figures",
    "list_actions",
    "list_actions_of_person",
    "list_decisions",
    "list_episodes_of_person",
    "list_feedback_for",
    "list_last_decisions",
    "list_live_parts",
    "list_members",
    "list_my_actions",
    "list_my_episodes",
    "list_open_actions",
    "list_open_questions",
    "list_parts",
    "list_queue",
    "state_of_episode",
]
