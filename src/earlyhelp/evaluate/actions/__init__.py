"""What this room writes: figures, after what would point at somebody was left out, and what they are set against."""

from earlyhelp.evaluate.actions.benefits import Hope, register_benefit, tell_benefit
from earlyhelp.evaluate.actions.fairness import publish_fairness
from earlyhelp.evaluate.actions.figures import Counted, keep_values
from earlyhelp.evaluate.actions.logic import keep_logic_model

__all__ = [
    "Counted",
    "Hope",
    "keep_logic_model",
    "keep_values",
    "publish_fairness",
    "register_benefit",
    "tell_benefit",
]
