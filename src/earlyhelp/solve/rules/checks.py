"""Lateral checks: who may be asked, who may answer, when a reminder goes out, and where an answer stands."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit import working_days
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role
from earlyhelp.solve.choices.checks import CheckBy, CheckState, CheckStep, Known
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.rules.machines import Machine

# Who answers for an agency: whoever works with families there, or in its services.
ANSWERS_CHECKS: Final = (Role.PARTNER, Role.SERVICE_WORKER)
REMIND_BEFORE: Final = timedelta(hours=3)
LAPSES_AFTER: Final = timedelta(days=28)
_WORKING_DAYS: Final[Mapping[CheckBy, int]] = {
    CheckBy.TODAY: 0,
    CheckBy.NEXT_DAY: 1,
    CheckBy.THREE_DAYS: 3,
}

MACHINE: Final = Machine(
    name="check",
    first=CheckState.ASKED,
    moves={
        (CheckState.ASKED, CheckStep.ANSWER): CheckState.ANSWERED,
        (CheckState.ASKED, CheckStep.PASS_DUE): CheckState.LATE,
        (CheckState.ASKED, CheckStep.WITHDRAW): CheckState.WITHDRAWN,
        (CheckState.LATE, CheckStep.ANSWER): CheckState.ANSWERED,
        (CheckState.LATE, CheckStep.WITHDRAW): CheckState.WITHDRAWN,
    },
    owners={
        CheckState.ASKED: Owner.PARTNER,
        # The front door is told, and decides whether to wait: the family does not wait for an agency.
        CheckState.LATE: Owner.FRONT_DOOR,
        CheckState.ANSWERED: Owner.NOBODY,
        CheckState.WITHDRAWN: Owner.NOBODY,
    },
    clocks={CheckState.ASKED: Clock.CHECK_DUE, CheckState.LATE: Clock.DECIDE},
    ends=frozenset({CheckState.ANSWERED, CheckState.WITHDRAWN}),
    states=CheckState,
    steps=CheckStep,
)

_REFUSALS: Final[Mapping[CheckState, Promise]] = {
    CheckState.ANSWERED: _("A colleague of yours has answered this already."),
    CheckState.WITHDRAWN: _("This check was taken back. Nobody waits for an answer any more."),
}


class CannotCheck(RuleError):
    """The check is over, or was never asked of this agency."""


class IncompleteCheck(RuleError):
    """The check or the answer lacks something. `field` is the name of the argument."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(message)
        self.field = field


class NobodyToAsk(RuleError):
    """An agency was chosen that can not be asked: no agreement, another area, or nobody there who answers."""

    def __init__(self, *, agency: str) -> None:
        sentence = gettext(
            "This agency can not be asked: %(agency)s. Ask your information governance officer whether a "
            "sharing agreement covers it. Nothing was sent."
        )
        super().__init__(sentence % {"agency": agency})


def due_at(wanted: str, at: datetime) -> datetime:
    """When the answer is due. Raises ValueError for an unknown choice."""
    return working_days.due_at(at, _WORKING_DAYS[CheckBy(wanted)])


def state_of(
    *, due: datetime, answered_at: datetime | None, withdrawn_at: datetime | None, at: datetime
) -> CheckState:
    """Where one answer stands now."""
    if answered_at is not None:
        return CheckState.ANSWERED
    if withdrawn_at is not None:
        return CheckState.WITHDRAWN
    return CheckState.LATE if at > due else CheckState.ASKED


def check_can_move(state: CheckState, step: CheckStep) -> None:
    """Refuse what the machine does not hold. Raises CannotCheck."""
    if not MACHINE.can(state, step):
        raise CannotCheck(_REFUSALS.get(state, _("This is not possible any more.")))


def check_question(positions: tuple[int, ...], agencies: tuple[UUID, ...], question: str, why: str) -> None:
    """Refuse a check that nobody could answer, or that has no reason. Raises IncompleteCheck."""
    if not positions:
        raise IncompleteCheck("people", _("Select whom you ask about"))
    if not agencies:
        raise IncompleteCheck("agencies", _("Select at least one agency"))
    if not question.strip():
        raise IncompleteCheck("question", _("Enter what you want to know"))
    if not why.strip():
        raise IncompleteCheck("why", _("Enter why you need to know it"))


def check_answer_said(known: str, summary: str) -> None:
    """Refuse an answer that says nothing. Raises IncompleteCheck."""
    if known not in Known.values:
        raise IncompleteCheck("known", _("Say whether they are known to your agency"))
    if known == Known.KNOWN and not summary.strip():
        raise IncompleteCheck(
            "summary", _("Enter what you know in a few words, or choose “Known to us, please call me”")
        )


def may_answer_check(by: Actor, *, asked: UUID) -> bool:
    """Whoever answers for the agency that was asked."""
    return by.role in ANSWERS_CHECKS and by.practitioner_id is not None and by.agency_id == asked


def check_may_answer_check(by: Actor, *, asked: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_answer_check(by, asked=asked):
        raise NotAllowed(_("Only the agency that was asked can answer this check."))


def must_remind_of_check(*, asked_at: datetime, due: datetime, at: datetime) -> bool:
    """True in the last hours before an answer is due, unless it was asked within them."""
    return due - REMIND_BEFORE <= at <= due and asked_at < due - REMIND_BEFORE


def has_lapsed(*, due: datetime, at: datetime) -> bool:
    """True when nobody answered for so long that the agency should no longer see who was asked about."""
    return at > due + LAPSES_AFTER
