"""When a survey is open, who opens one, and what an answer knows of whoever gave it."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

FEWEST: Final = 10
"""No figure, and no team on an answer, with fewer people than this."""

SHORTEST_DAYS, LONGEST_DAYS = 7, 60
_KEEPERS: Final = (Role.ADMINISTRATOR, Role.COORDINATOR)
_LEADS: Final = (Role.SUPERVISOR, Role.COORDINATOR)


class Overlapping(RuleError):
    """Another survey of the agency is open on one of these days."""


class NotOpen(RuleError):
    """The survey cannot be answered now."""


class UsedLink(RuleError):
    """A link works once."""


def may_keep_surveys(by: Actor) -> bool:
    """An administrator or co-ordinator, for their own agency."""
    return by.role in _KEEPERS and by.agency_id is not None


def check_may_keep_surveys(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_keep_surveys(by):
        raise NotAllowed(_("Only an administrator or a co-ordinator of the agency can do this."))


def leads_team(by: Actor) -> bool:
    """Whether this actor is one of those who lead their team: a supervisor or a co-ordinator."""
    return by.role in _LEADS and by.team_id is not None


def check_leads_team(by: Actor) -> None:
    """Refuse anybody who leads no team. Raises NotAllowed."""
    if not leads_team(by):
        raise NotAllowed(_("Only whoever leads a team can do this."))


def check_window(
    *, opens_on: date, closes_on: date, today: date, others: Iterable[tuple[date, date]]
) -> None:
    """Refuse a window in the past, one too short or too long, or one that touches another. Raises FieldError,
    Overlapping."""
    if opens_on < today:
        raise FieldError("opens_on", _("A survey cannot open before today."))
    if not SHORTEST_DAYS <= (closes_on - opens_on).days + 1 <= LONGEST_DAYS:
        raise FieldError("closes_on", _("A survey is open for 7 days at least, and 60 at most."))
    if any(opens_on <= last and first <= closes_on for first, last in others):
        raise Overlapping(
            _("Another survey of your agency is open on some of these days. Choose other days.")
        )


def is_open(*, opens_on: date, closes_on: date, counted_on: date | None, today: date) -> bool:
    """Whether a round can be answered on this day."""
    return counted_on is None and opens_on <= today <= closes_on


def check_open(*, opens_on: date, closes_on: date, counted_on: date | None, today: date) -> None:
    """Refuse an answer before or after. Raises NotOpen."""
    if not is_open(opens_on=opens_on, closes_on=closes_on, counted_on=counted_on, today=today):
        raise NotOpen(_("This survey is closed. Nothing was kept."))


def team_on_answer(*, team: UUID | None, size: int) -> UUID | None:
    """The team that an answer may carry: none, where so few work in it that the team would say who it was."""
    return team if size >= FEWEST else None
