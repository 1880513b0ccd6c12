"""What this room can be asked."""

from earlyhelp.solve.queries.cases import Case, CasePerson, Earlier, get_case, get_reported
from earlyhelp.solve.queries.checks import (
    CheckFlag,
    count_checks_to_answer,
    list_check_flags,
    list_checks,
)
from earlyhelp.solve.queries.decisions import get_last_decision, list_decisions, list_last_decisions
from earlyhelp.solve.queries.episodes import (
    Standing,
    doer_of,
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
from earlyhelp.solve.queries.queue_changes import (
    count_waiting,
    get_since,
    get_taken_over,
    list_marks,
    list_taken_over,
)
from earlyhelp.solve.queries.queue_order import list_in_order, list_next
from earlyhelp.solve.queries.queue_owners import (
    count_unassigned,
    get_who_has_what,
    list_areas_of_queue,
    list_colleagues,
    list_saved_views,
    list_senders,
    list_standings,
)
from earlyhelp.solve.queries.stages import count_stages
from earlyhelp.solve.queries.states import count_tabs, get_state
from earlyhelp.solve.queries.steps import (
    get_step,
    list_statutory_teams,
    list_stepping_up,
    list_steps_for_team,
    list_steps_of_episode,
    list_steps_to_answer,
    may_see_step,
)
from earlyhelp.solve.queries.supervision import get_reopening_days, list_supervision_notes

__all__ = [
    "Case",
    "CasePerson",
    "CheckFlag",
    "Earlier",
    "Heard",
    "QueuePage",
    "QueueRow",
    "Standing",
    "count_checks_to_answer",
    "count_stages",
    "count_tabs",
    "count_unassigned",
    "count_waiting",
    "doer_of",
    "get_case",
    "get_episode",
    "get_last_decision",
    "get_last_episode",
    "get_question",
    "get_reopening_days",
    "get_reported",
    "get_since",
    "get_standing",
    "get_state",
    "get_step",
    "get_taken_over",
    "get_team_figures",
    "get_who_has_what",
    "list_actions",
    "list_actions_of_person",
    "list_areas_of_queue",
    "list_check_flags",
    "list_checks",
    "list_colleagues",
    "list_decisions",
    "list_episodes_of_person",
    "list_feedback_for",
    "list_in_order",
    "list_last_decisions",
    "list_live_parts",
    "list_marks",
    "list_members",
    "list_my_actions",
    "list_my_episodes",
    "list_next",
    "list_open_actions",
    "list_open_questions",
    "list_parts",
    "list_queue",
    "list_saved_views",
    "list_senders",
    "list_standings",
    "list_statutory_teams",
    "list_stepping_up",
    "list_steps_for_team",
    "list_steps_of_episode",
    "list_steps_to_answer",
    "list_supervision_notes",
    "list_taken_over",
    "may_see_step",
    "state_of_episode",
]
