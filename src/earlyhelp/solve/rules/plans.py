"""A family's plan as a whole, and who may work on it. Pure."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.plans import PlanState, PlanStep
from earlyhelp.solve.rules.machines import Machine

MACHINE: Final = Machine(
    name="plan",
    first=PlanState.TO_BEGIN,
    moves={
        (PlanState.TO_BEGIN, PlanStep.BEGIN): PlanState.RUNNING,
        (PlanState.TO_BEGIN, PlanStep.END): PlanState.ENDED,
        (PlanState.RUNNING, PlanStep.REVIEW): PlanState.RUNNING,
        (PlanState.RUNNING, PlanStep.END): PlanState.ENDED,
    },
    owners={
        PlanState.TO_BEGIN: Owner.LEAD_WORKER,
        PlanState.RUNNING: Owner.LEAD_WORKER,
        PlanState.ENDED: Owner.NOBODY,
    },
    clocks={PlanState.TO_BEGIN: Clock.REVIEW_DUE, PlanState.RUNNING: Clock.REVIEW_DUE},
    ends=frozenset({PlanState.ENDED}),
    states=PlanState,
    steps=PlanStep,
)


class PlanEnded(RuleError):
    """The help has ended, and its plan with it."""


class NothingToCarry(RuleError):
    """There is no earlier plan from which goals could go on, or they were taken over already."""


class NoReasonForLevel(FieldError):
    """A level of need without a reason. `field` says which answer."""


def plan_state(*, has_begun: bool, is_closed: bool) -> PlanState:
    """The state that follows from the visits and the episode."""
    if is_closed:
        return PlanState.ENDED
    return PlanState.RUNNING if has_begun else PlanState.TO_BEGIN


def check_may_plan(by: Actor, *, is_worker: bool, leads: bool) -> None:
    """Refuse whoever does not work with the family now. Raises NotAllowed."""
    if by.practitioner_id is None or not (is_worker or leads):
        raise NotAllowed(_("Only those who work with the family now can change its plan."))


def check_plan_open(*, is_closed: bool) -> None:
    """Refuse to change a plan that ended. Raises PlanEnded."""
    if is_closed:
        raise PlanEnded(_("The help has ended, and the plan with it. It stays to be read."))


def check_level(level: int, why: str, *, last: int | None) -> None:
    """Refuse a move without a reason, and one that moves nothing. Raises NoReasonForLevel."""
    if level == last:
        raise NoReasonForLevel("level", _("The family’s needs are on this level already"))
    if not why.strip():
        raise NoReasonForLevel("rationale", _("Say why: what has changed, and what the family says of it"))
