"""Putting a notification on hold: for a reason, until a day, and never out of sight.

The clock to decide runs on meanwhile: a hold says why somebody waits, it gives no more time.
"""

from collections.abc import Container
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Track
from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices import Tab, TriageState
from earlyhelp.solve.choices.machines import Clock, Owner
from earlyhelp.solve.choices.queue import HoldState, HoldStep
from earlyhelp.solve.rules.machines import Machine
from earlyhelp.solve.rules.states import tab_of

LONGEST_HOLD: Final = timedelta(days=28)

MACHINE: Final = Machine(
    name="hold",
    first=HoldState.RESTING,
    moves={
        (HoldState.RESTING, HoldStep.PUT_OFF): HoldState.RESTING,
        (HoldState.RESTING, HoldStep.DAY_COMES): HoldState.OVER,
        (HoldState.RESTING, HoldStep.TAKE_BACK): HoldState.OVER,
        (HoldState.RESTING, HoldStep.DECIDE): HoldState.OVER,
    },
    owners={HoldState.RESTING: Owner.FRONT_DOOR, HoldState.OVER: Owner.NOBODY},
    clocks={HoldState.RESTING: Clock.HOLD_UNTIL, HoldState.OVER: ""},
    ends=frozenset({HoldState.OVER}),
    states=HoldState,
    steps=HoldStep,
)


class CannotHold(RuleError):
    """This can not rest, or not until that day."""


def is_resting(until_on: date, *, ended: bool, today: date) -> bool:
    """True until its day comes, unless somebody ended it before. On that day it is back in the queue."""
    return not ended and today < until_on


def check_can_hold(track: str, state: TriageState) -> None:
    """Refuse to let a safeguarding report rest, or what the front door has no part in now. Raises CannotHold."""
    if track == Track.SAFEGUARDING:
        raise CannotHold(
            _("A safeguarding report can not be put on hold. Decide, or give it to a colleague.")
        )
    if tab_of(state) is not Tab.TO_DECIDE:
        raise CannotHold(_("Only what waits for your decision can be put on hold."))


def check_hold(reason: str, until_on: date, today: date, *, reasons: Container[str]) -> None:
    """Refuse a reason that is not offered, a day that is not to come, or one too far off. Raises CannotHold."""
    if reason not in reasons:
        raise CannotHold(_("Select why it waits."))
    if until_on <= today:
        raise CannotHold(_("Choose a day that is still to come."))
    if until_on > today + LONGEST_HOLD:
        raise CannotHold(_("Choose a day within four weeks. You can put it on hold again then."))
