"""A referral's state as HL7 FHIR R4 says it: Task.status with Task.businessStatus. One table, one function. Pure.

Source: http://hl7.org/fhir/R4/valueset-task-status.html. Where FHIR has one word for several of ours, the
business status keeps the difference, so that nothing is lost on the way out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from earlyhelp.signpost.choices.referrals import ReferralState


@dataclass(frozen=True, slots=True)
class TaskStatus:
    """A code of FHIR's task-status, and our own word beside it; empty where FHIR's says it all."""

    status: str
    business_status: str = ""


TASK_STATUS: Final[Mapping[ReferralState, TaskStatus]] = {
    ReferralState.DRAFT: TaskStatus("draft"),
    ReferralState.REQUESTED: TaskStatus("requested"),
    ReferralState.SEEN: TaskStatus("received"),
    ReferralState.ACCEPTED: TaskStatus("accepted"),
    ReferralState.WAITING: TaskStatus("accepted", "waiting-list"),
    ReferralState.IN_PROGRESS: TaskStatus("in-progress"),
    ReferralState.ON_HOLD: TaskStatus("on-hold"),
    ReferralState.COMPLETED: TaskStatus("completed"),
    ReferralState.DECLINED: TaskStatus("rejected"),
    ReferralState.CANCELLED: TaskStatus("cancelled"),
    ReferralState.WITHDRAWN: TaskStatus("cancelled", "withdrawn-by-person"),
    ReferralState.ENTERED_IN_ERROR: TaskStatus("entered-in-error"),
}


def task_status_of(state: str) -> TaskStatus:
    """What a FHIR Task says for this state. Raises ValueError for a state that does not exist."""
    return TASK_STATUS[ReferralState(state)]
