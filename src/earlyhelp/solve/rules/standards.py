"""A council's own settings of the front door, by version. What is not set is what the service began with.

A version counts for what arrives from its first day on: nothing that is here already changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.working_days import LONDON, OFFICE, OfficeHours
from earlyhelp.partnership.choices import Role
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.rules.clocks import Limit

MAY_KEEP_STANDARDS: Final = (Role.ADMINISTRATOR, Role.COORDINATOR)
_DAY, _SEVEN_DAYS, _FIVE_DAYS = Limit(1), Limit(7), Limit(5)
_ONE_DAY: Final = dict.fromkeys(Grade, _DAY)
# Source: Devon and Cornwall Police with Devon County Council, one-minute guide 42.
PATTERN_COUNT, PATTERN_DAYS = 3, 90
WINDOWS: Final = (30, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Standard:
    """The settings that count for a notification. `version` is 0 where a council has set none of its own."""

    version: int = 0
    from_on: date = date.min
    hours: OfficeHours = OFFICE
    decide: Mapping[Grade, Limit] = field(default_factory=lambda: dict(_ONE_DAY))
    acknowledge: Limit = _DAY
    chase: Limit = _SEVEN_DAYS
    review: Limit = _FIVE_DAYS
    pattern_count: int = PATTERN_COUNT
    pattern_days: int = PATTERN_DAYS
    research_red: bool = True
    research_amber: bool = True
    windows: tuple[int, ...] = WINDOWS
    out_of_hours_team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Research:
    """Whether the published rule asks for full research, and the whole sentence that says why."""

    is_full: bool
    why: str | Promise


class CannotChangeThePast(RuleError):
    """A version counts from a day that is still to come."""

    def __init__(self) -> None:
        super().__init__(_("Choose a day after today. Nothing that has arrived already may change."))


class VersionFromThatDay(RuleError):
    """Each version begins later than the one before it."""

    def __init__(self) -> None:
        super().__init__(_("Another version begins on that day or later. Choose a later day."))


def may_keep_standards(by: Actor) -> bool:
    """The administrator and the co-ordinator of an agency, for that agency."""
    return by.role in MAY_KEEP_STANDARDS and by.practitioner_id is not None


def check_may_keep_standards(by: Actor, *, has_front_door: bool) -> None:
    """Refuse anybody else, and an agency that runs no front door. Raises NotAllowed."""
    if not may_keep_standards(by) or not has_front_door:
        raise NotAllowed(
            _("Only the administrator or a co-ordinator of a front door can change its standards.")
        )


def check_begins(from_on: date, *, today: date, latest: date | None) -> None:
    """Refuse a first day that is not to come, or not after the newest version's. Raises RuleError."""
    if from_on <= today:
        raise CannotChangeThePast
    if latest is not None and from_on <= latest:
        raise VersionFromThatDay


def standard_at(standards: Iterable[Standard], arrived_at: datetime) -> Standard:
    """The version that counts for what arrived then, by the day on the clock of Wales."""
    day = arrived_at.astimezone(LONDON).date()
    counting = [one for one in standards if one.from_on <= day]
    return max(counting, key=lambda one: one.from_on, default=Standard())


def research_of(grade: str, notifications: int, standard: Standard) -> Research:
    """Whether the published rule asks for full research. It orders work; it says nothing about a person."""
    if grade == Grade.RED and standard.research_red:
        return Research(True, _("Full research: it is red."))
    if grade == Grade.AMBER and standard.research_amber:
        return Research(True, _("Full research: it is amber."))
    if notifications >= standard.pattern_count:
        return Research(True, _("Full research: the same people were notified as often as the rule says."))
    return Research(False, _("The published rule asks for no full research. You may do it all the same."))
