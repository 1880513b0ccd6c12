"""What people type in this room."""

from earlyhelp.solve.forms.triage import (
    AnswerForm,
    DecisionForm,
    FindForm,
    RegradeForm,
    UndoForm,
)

__all__ = [
    "AnswerForm",
    "DecisionForm",
    "FindForm",
    "RegradeForm",
    "UndoForm",
]
