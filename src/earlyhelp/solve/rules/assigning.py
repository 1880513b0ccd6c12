"""Giving notifications to a practitioner: who may, to whom, and what becomes of each one."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.solve.choices import TriageState
from earlyhelp.solve.choices.queue import Given

MOST_AT_ONCE: Final = 100


class TooMany(RuleError):
    """More than may be given at once."""


class CannotReceive(RuleError):
    """Nobody can give notifications to this person."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts when one notification is to be given to `to` (None: to nobody)."""

    state: TriageState
    front_door: UUID
    holder: UUID | None
    open_with: UUID | None


def may_assign(by: Actor) -> bool:
    """The co-ordinator of a front door, for its own team."""
    return by.role == Role.COORDINATOR and by.practitioner_id is not None and by.team_id is not None


def check_may_assign(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_assign(by):
        raise NotAllowed(_("Only a co-ordinator of the front door gives notifications to colleagues."))


def check_how_many(how_many: int) -> None:
    """Refuse none, and more than a person can look through. Raises TooMany."""
    if how_many == 0:
        raise TooMany(_("Select at least one notification."))
    if how_many > MOST_AT_ONCE:
        raise TooMany(_("Select no more than 100 notifications at once."))


def check_can_receive(role: str, *, is_active: bool, team_id: UUID | None, by: Actor) -> None:
    """Refuse somebody who does not decide at this front door. Raises CannotReceive."""
    if role not in FRONT_DOOR_ROLES or not is_active or team_id != by.team_id:
        raise CannotReceive(_("Choose somebody who decides at your front door."))


def given(by: Actor, standing: Standing | None, to: UUID | None) -> Given:
    """What becomes of one notification; None when it is not in the queue of who asks. Each is judged on its own."""
    if standing is None:
        return Given.NOT_HERE
    if standing.front_door != by.team_id:
        return Given.OTHER_TEAM
    if standing.state is TriageState.DECIDED:
        return Given.DECIDED
    if standing.holder == to:
        return Given.UNCHANGED
    if to is not None and standing.open_with not in (None, to):
        return Given.OPEN_WITH
    return Given.TAKEN_BACK if to is None else Given.GIVEN


def is_done(result: Given) -> bool:
    """True when something changed."""
    return result in (Given.GIVEN, Given.TAKEN_BACK)
