"""Needs that nothing met: when one is noted, and how figures of them may be shown. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.signpost.choices.finding import AGES, AgeGroup, WhyUnmet

WINDOW: Final = timedelta(days=365)
# For partner boards: nothing under five is shown, and what is shown is rounded to five.
SMALLEST: Final = 5
ROUNDED_TO: Final = 5
PER: Final = 10_000

READERS: Final = (*FRONT_DOOR_ROLES, Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Unmet:
    """What was looked for and not found. No person; the age becomes a group before anything is kept."""

    needs: tuple[str, ...]
    age: int | None
    area_code: str
    language: str
    level: str
    why: WhyUnmet


def why_unmet(*, fits: Sequence[tuple[bool, bool]]) -> WhyUnmet | None:
    """What a list of offers leaves unmet: each is (it fits, it is full). None when one fits and is not full."""
    suitable = [is_full for does_fit, is_full in fits if does_fit]
    if not suitable:
        return WhyUnmet.NOTHING_FOUND
    return WhyUnmet.NO_ROOM if all(suitable) else None


def age_group(age: int | None) -> str:
    """The group of an age in whole years; empty when it is not known."""
    if age is None:
        return ""
    return next((group.value for group in AgeGroup if AGES[group][0] <= age <= AGES[group][1]), "")


def shown_count(count: int) -> int | None:
    """A count as it may be shown: rounded to five; None when it is between one and four. None at all is zero."""
    if count == 0:
        return 0
    if count < SMALLEST:
        return None
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)


def rate(count: int | None, population: int) -> float | None:
    """So many for every 10,000 people, to one place, from a count that may be shown."""
    if count is None or not population:
        return None
    return round(count * PER / population, 1)


def window_to(last: date) -> tuple[date, date]:
    """The first and last day of the year that ends on this day."""
    return last - WINDOW + timedelta(days=1), last


def check_may_read_unmet(role: str) -> None:
    """Raise NotAllowed for roles that do not plan or arrange help."""
    if role not in {reader.value for reader in READERS}:
        raise NotAllowed(_("Your role does not include figures about needs that no service met."))
