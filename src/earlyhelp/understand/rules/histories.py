"""An adult's own childhood is their business: who may open what they told of it, for what, and for how long."""

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES

OPEN_FOR: Final = timedelta(minutes=15)
LONGEST_PERMISSION: Final = timedelta(days=92)


class NotAgreed(RuleError):
    """A childhood history is written down only when the adult agreed."""


class NoPermission(RuleError):
    """A permission without a reason, for oneself, or for too long."""


def may_open_history(by: Actor) -> bool:
    """Only the front door's decision-makers, and of those only the writer and whom the writer let in: see below."""
    return by.role in FRONT_DOOR_ROLES and by.practitioner_id is not None and by.agency_id is not None


def check_may_open_history(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_open_history(by):
        raise NotAllowed(_("An adult’s own childhood does not open to your role."))


def check_agreed(*, agreed: bool, agreed_on: date | None, today: date) -> None:
    """Refuse to write it down unless they agreed. Raises NotAgreed."""
    if not agreed:
        raise NotAgreed(_("Write it down only if they agree. Otherwise keep what they told you to yourself."))
    if agreed_on is None or agreed_on > today:
        raise NotAgreed(_("Enter the day on which they agreed. It is today or in the past."))


def check_permission(*, is_writer: bool, is_own: bool, because: str, until_on: date, today: date) -> None:
    """Refuse a permission that is not the writer's to give, or that never ends. Raises NotAllowed, NoPermission."""
    if not is_writer:
        raise NotAllowed(_("Only who wrote it down can let a colleague read it."))
    if is_own:
        raise NoPermission(_("You wrote it, so you may read it. Select a colleague."))
    if not because.strip():
        raise NoPermission(_("Write why this colleague needs to read it"))
    if not today <= until_on <= today + LONGEST_PERMISSION:
        raise NoPermission(_("Enter a day within the next three months"))
