"""What this room keeps of people, and for how long."""

from typing import Final

from earlyhelp.solve.retention.checks import CHECKS
from earlyhelp.solve.retention.episodes import EPISODES
from earlyhelp.solve.retention.meetings import MEETINGS
from earlyhelp.solve.retention.plans import PLANS
from earlyhelp.solve.retention.queue import QUEUE
from earlyhelp.solve.retention.standards import STANDARDS
from earlyhelp.solve.retention.steps import STEPS
from earlyhelp.solve.retention.triage import SIX_YEARS, TRIAGE

__all__ = ["RETENTION", "SIX_YEARS"]

RETENTION: Final = (*TRIAGE, *CHECKS, *QUEUE, *EPISODES, *STEPS, *PLANS, *MEETINGS, *STANDARDS)
