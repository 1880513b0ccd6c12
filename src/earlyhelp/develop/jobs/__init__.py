"""What the worker does for this room, by noun."""

from earlyhelp.develop.jobs.training import count_coverage, remind_of_refreshers_due, tell_groups
from earlyhelp.develop.jobs.wellbeing import count_surveys, sweep_wellbeing

__all__ = [
    "count_coverage",
    "count_surveys",
    "remind_of_refreshers_due",
    "sweep_wellbeing",
    "tell_groups",
]
