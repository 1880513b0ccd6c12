"""Meetings: how they move, who leads and who attends, how long a case has, and what may be decided. No database."""

from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, DataSet, Role
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.meetings import MeetingOutcome, MeetingState, MeetingStep
from earlyhelp.solve.choices.triage import Reason
from earlyhelp.solve.rules.decisions import REASONS
from earlyhelp.solve.rules.machines import Machine

_PLANNED, _UNDER_WAY, _TO_CONFIRM = MeetingState.PLANNED, MeetingState.UNDER_WAY, MeetingState.TO_CONFIRM

MACHINE: Final = Machine(
    name="meeting",
    first=_PLANNED,
    moves={
        (_PLANNED, MeetingStep.CHANGE): _PLANNED,
        (_PLANNED, MeetingStep.POSTPONE): _PLANNED,
        (_PLANNED, MeetingStep.OPEN): _UNDER_WAY,
        (_PLANNED, MeetingStep.CANCEL): MeetingState.CANCELLED,
        (_UNDER_WAY, MeetingStep.CLOSE): _TO_CONFIRM,
        (_TO_CONFIRM, MeetingStep.CONFIRM): MeetingState.CONFIRMED,
    },
    owners={
        _PLANNED: Owner.CHAIR,
        _UNDER_WAY: Owner.CHAIR,
        _TO_CONFIRM: Owner.CHAIR,
        MeetingState.CONFIRMED: Owner.NOBODY,
        MeetingState.CANCELLED: Owner.NOBODY,
    },
    clocks={_PLANNED: Clock.MEETING_AT, _UNDER_WAY: Clock.MEETING_AT, _TO_CONFIRM: Clock.MINUTES_DUE},
    ends=frozenset({MeetingState.CONFIRMED, MeetingState.CANCELLED}),
    states=MeetingState,
    steps=MeetingStep,
)

# A panel takes four or five minutes a case. Fewer is too hurried to be fair to a family.
USUAL_MINUTES: Final = 5
FEWEST_MINUTES: Final = 4
MOST_MINUTES: Final = 60
MINUTES_WITHIN: Final = 5  # working days after the meeting
ATTENDING_ROLES: Final = (*FRONT_DOOR_ROLES, Role.PARTNER, Role.SERVICE_WORKER, Role.SUPERVISOR)

_FOR_NOTIFICATIONS: Final = tuple(MeetingOutcome)[:7]
# What a meeting may decide, by what the case is about.
OUTCOMES: Final[Mapping[str, tuple[MeetingOutcome, ...]]] = {
    "notification": (*_FOR_NOTIFICATIONS, MeetingOutcome.COME_BACK),
    "episode": (
        MeetingOutcome.GO_ON,
        MeetingOutcome.CHANGE_PLAN,
        MeetingOutcome.STEP_UP,
        MeetingOutcome.PREPARE_CLOSE,
        MeetingOutcome.COME_BACK,
    ),
}
# Which data set of a sharing agreement lets another agency see a case.
SHARED_AS: Final[Mapping[str, DataSet]] = {
    "notification": DataSet.NOTIFICATION,
    "episode": DataSet.CIRCUMSTANCES,
}


class CannotMoveMeeting(RuleError):
    """The meeting or the case is not in a state from which this can be done."""


class IncompleteMeeting(RuleError):
    """What was said about a meeting or a case does not hang together."""


class ChangedMeanwhile(RuleError):
    """Somebody else minuted the same thing since the page was shown."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(
            _(
                "A colleague wrote this case’s decision in the meantime. Read it, then send yours again to replace it."
            )
        )


def may_lead(by: Actor, *, agency_id: UUID) -> bool:
    """Those who work at the front door of the agency that holds the meeting."""
    return by.role in FRONT_DOOR_ROLES and by.practitioner_id is not None and by.agency_id == agency_id


def check_may_lead(by: Actor, *, agency_id: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_lead(by, agency_id=agency_id):
        raise NotAllowed(_("Only the front door that holds this meeting can do this."))


def check_step(machine: Machine, state: str, step: str) -> str:
    """The state to which a step leads. Raises CannotMoveMeeting when it may not be taken."""
    if not machine.can(state, step):
        raise CannotMoveMeeting(
            _("This has moved on since you opened the page. Look at where it stands now, and try again.")
        )
    return machine.after(state, step)


def check_times(starts_at: datetime, ends_at: datetime, *, at: datetime) -> None:
    """Refuse a meeting that ends before it starts, lasts longer than a day, or is over. Raises IncompleteMeeting."""
    if not starts_at < ends_at <= starts_at + timedelta(hours=12):
        raise IncompleteMeeting(_("The meeting must end after it starts, on the same day."))
    if ends_at <= at:
        raise IncompleteMeeting(_("This time is over. Enter a time that is still to come."))


def minutes_for(starts_at: datetime, ends_at: datetime, cases: int) -> int:
    """Minutes for each case when the time is shared out: five where there is room, never under four.

    Twenty cases in 90 minutes are four each. It is a guide: nothing stops a case that needs longer.
    """
    if not cases:
        return USUAL_MINUTES
    whole = int((ends_at - starts_at).total_seconds() // 60)
    return max(FEWEST_MINUTES, min(USUAL_MINUTES, whole // cases))


def fits(starts_at: datetime, ends_at: datetime, minutes: Iterable[int]) -> bool:
    """True when the minutes of all cases fit into the meeting."""
    return sum(minutes) * 60 <= (ends_at - starts_at).total_seconds()


def reasons_of(outcome: str) -> tuple[Reason, ...]:
    """The reasons of an outcome: those of triage where it is an outcome of triage, otherwise none."""
    if outcome in _FOR_NOTIFICATIONS:
        return tuple(REASONS[outcome])  # type: ignore[index]
    return ()


def is_for_triage(outcome: str) -> bool:
    """True when this is an outcome of a triage, so that the decision ends one."""
    return outcome in _FOR_NOTIFICATIONS


def check_meeting_decision(
    about: str, outcome: str, reason: str, rationale: str, met_by: str, *, reasons: Container[str]
) -> None:
    """Refuse a decision that is not on the list, or says no reason. Raises IncompleteMeeting.

    `reasons` are those that are offered for the outcome now.
    """
    if outcome not in OUTCOMES[about]:
        raise IncompleteMeeting(_("Select what the meeting decided."))
    if not rationale.strip():
        raise IncompleteMeeting(_("Enter why, so that somebody who was not there can follow it."))
    if is_for_triage(outcome) and reason not in reasons:
        raise IncompleteMeeting(_("Select a reason that belongs to this decision."))
    if outcome == MeetingOutcome.ALREADY_MET and not met_by.strip():
        raise IncompleteMeeting(_("Enter who already meets the need."))
