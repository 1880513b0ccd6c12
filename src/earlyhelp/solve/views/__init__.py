"""The pages of the front door, and the page on which an officer answers."""

from earlyhelp.solve.views.cases import acknowledge, case, claim, decide, regrade, release
from earlyhelp.solve.views.officers import answer, team_questions
from earlyhelp.solve.views.people import new_person, not_same, undo
from earlyhelp.solve.views.queue import queue

__all__ = [
    "acknowledge",
    "answer",
    "case",
    "claim",
    "decide",
    "new_person",
    "not_same",
    "queue",
    "regrade",
    "release",
    "team_questions",
    "undo",
]
