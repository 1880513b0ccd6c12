"""Who talks with whom about development, and what signing means. Pure."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

SUPERVISING: Final = (Role.SUPERVISOR, Role.COORDINATOR)
_LONGEST: Final = timedelta(days=2 * 366)


class SignedTalk(RuleError):
    """Both stand by it: it is not changed any more."""


class UnlikelyDay(RuleError):
    """A day that nobody means."""


class NothingAgreed(RuleError):
    """A talk in which nothing was agreed, or an objection without words."""


class RewrittenTalk(RuleError):
    """The words have changed since somebody read what they are about to sign."""


def may_supervise(by: Actor, *, worker_id: UUID, agency_id: UUID, team_id: UUID) -> bool:
    """A supervisor for their own team, a co-ordinator for their own agency, and nobody for themselves."""
    if by.practitioner_id is None or by.practitioner_id == worker_id or by.agency_id != agency_id:
        return False
    return by.role == Role.COORDINATOR or (by.role == Role.SUPERVISOR and by.team_id == team_id)


def check_may_supervise(by: Actor, *, worker_id: UUID, agency_id: UUID, team_id: UUID) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_supervise(by, worker_id=worker_id, agency_id=agency_id, team_id=team_id):
        raise NotAllowed(
            _("Only a supervisor of the worker’s team, or a co-ordinator of the agency, can do this.")
        )


def check_is_one_of_two(by: Actor, *, worker_id: UUID, supervisor_id: UUID) -> None:
    """Only the two who talked sign or object. Raises NotAllowed."""
    if by.practitioner_id not in (worker_id, supervisor_id):
        raise NotAllowed(_("This is between a worker and their supervisor."))


def check_is_unsigned(*, is_signed: bool) -> None:
    """Refuse to change what both signed. Raises SignedTalk."""
    if is_signed:
        raise SignedTalk(_("You have both signed this. Write down the next talk instead."))


def check_is_as_read(stored: str, read: str) -> None:
    """Refuse to sign, or to write over, words that somebody has not read. Raises RewrittenTalk."""
    if stored != read:
        raise RewrittenTalk(_("The other one has changed this in the meantime. Read it again first."))


def check_talk(*, agreed: str, held_on: date, next_on: date | None, today: date) -> None:
    """Something was agreed, on a day that is over; the next day is still to come. Raises NothingAgreed, UnlikelyDay."""
    if not agreed.strip():
        raise NothingAgreed(_("Write down what you agreed."))
    if held_on > today:
        raise UnlikelyDay(_("Enter the day on which you talked. It cannot be in the future."))
    if next_on is not None and not held_on < next_on <= today + _LONGEST:
        raise UnlikelyDay(_("Enter a later day for the next talk, at most two years ahead."))


def check_objection(words: str) -> None:
    """Whoever sees it differently says how. Raises NothingAgreed."""
    if not words.strip():
        raise NothingAgreed(_("Say what you agreed differently."))
