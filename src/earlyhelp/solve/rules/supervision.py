"""Who may write and read what was said in supervision, and how a council sets for how long an episode reopens."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

_LONGEST_DAYS = 730


class IncompleteNote(RuleError):
    """A note of supervision says nothing."""


class UnlikelyStandard(RuleError):
    """No council means such a number of days."""


def may_supervise(by: Actor, *, worker_agency: UUID) -> bool:
    """A co-ordinator, about the workers of their own agency."""
    is_coordinator = by.role == Role.COORDINATOR and by.practitioner_id is not None
    return is_coordinator and by.agency_id == worker_agency


def check_may_supervise(by: Actor, *, worker_agency: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_supervise(by, worker_agency=worker_agency):
        raise NotAllowed(_("Only a co-ordinator of the worker’s own agency can do this."))


def check_may_read_supervision(by: Actor, *, worker_id: UUID, worker_agency: UUID) -> None:
    """Refuse everybody but the worker and their co-ordinators. Raises NotAllowed."""
    if by.practitioner_id != worker_id and not may_supervise(by, worker_agency=worker_agency):
        raise NotAllowed(_("Supervision is between a worker and their co-ordinator."))


def check_note(text: str) -> None:
    """Refuse a note without words. Raises IncompleteNote."""
    if not text.strip():
        raise IncompleteNote(_("Write down what you talked about."))


def check_reopening_days(days: int) -> None:
    """Refuse a number of days that no council means. Raises UnlikelyStandard."""
    if not 1 <= days <= _LONGEST_DAYS:
        raise UnlikelyStandard(_("Enter a number of days from 1 to 730."))
