"""The clock that the front door works against, for one notification: `rules.clocks` by its grade and standard."""

from collections.abc import Sequence
from datetime import datetime

from earlyhelp.solve import rules
from earlyhelp.solve.choices import Tab, TriageState
from earlyhelp.solve.queries.grading import Priority
from earlyhelp.solve.queries.timing import decide_clock
from earlyhelp.solve.rules.clocks import Pause
from earlyhelp.solve.rules.clocks import Reading as Clock

__all__ = ["Clock", "clock_of"]


def clock_of(
    state: TriageState, submitted_at: datetime, priority: Priority, pauses: Sequence[Pause], at: datetime
) -> Clock | None:
    """The clock that the front door works against; None while the officer has the question, or when decided."""
    if state not in rules.TABS[Tab.TO_DECIDE]:
        return None
    return decide_clock(submitted_at, priority.standard, priority.grade, pauses, at)
