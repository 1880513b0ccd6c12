"""What this room can be asked."""

from earlyhelp.solve.queries.cases import Case, CasePerson, Earlier, get_case, get_reported
from earlyhelp.solve.queries.decisions import get_last_decision, list_decisions, list_last_decisions
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
    "count_tabs",
    "get_case",
    "get_last_decision",
    "get_question",
    "get_reported",
    "get_state",
    "get_team_figures",
    "list_decisions",
    "list_feedback_for",
    "list_last_decisions",
    "list_open_questions",
    "list_queue",
]
