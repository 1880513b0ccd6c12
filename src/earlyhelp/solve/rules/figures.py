"""A team's own figures: how much it sent, and how soon it heard. Counts of notifications, never of people or officers.

Numbers from 1 to 4 are not shown, because in a small team they would point at somebody; nor is the number that
would give one of them away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit import working_days
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role

WINDOW: Final = timedelta(days=28)
SMALLEST_SHOWN: Final = 5
WORKING_DAYS_TO_HEAR: Final = 1


@dataclass(frozen=True, slots=True)
class Told:
    """When a notification was first decided, and when its officer heard; None when they have not."""

    decided_at: datetime
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """What a team may see of its notifications of the last 28 days. None stands for a number that is not shown.

    `sent`, `waiting` and `answered` count notifications sent in the window, `answered` those with a decision. `share`
    is the percentage of notifications first decided in the window whose officer heard within one working day;
    `decided` is how many those are.
    """

    from_at: datetime
    until_at: datetime
    sent: int | None
    waiting: int | None
    answered: int | None
    decided: int | None
    share: int | None


def may_see_figures(by: Actor) -> bool:
    """The supervisor of a team, its own figures only."""
    return by.role == Role.SUPERVISOR and by.team_id is not None


def check_may_see_figures(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_see_figures(by):
        raise NotAllowed(_("Only the supervisor of a team sees its figures."))


def figures_of(*, waiting: int, answered: int, told: Iterable[Told], at: datetime) -> TeamFigures:
    """The figures of a team, with small numbers left out."""
    times = list(told)
    in_time = sum(1 for one in times if was_in_time(one))
    small = any(_is_small(number) for number in (waiting, answered))
    telling = any(_is_small(number) for number in (len(times), in_time, len(times) - in_time))
    return TeamFigures(
        from_at=at - WINDOW,
        until_at=at,
        sent=_shown(waiting + answered),
        # Each of the two is the sum without the other: when one is small, neither is shown.
        waiting=None if small else waiting,
        answered=None if small else answered,
        decided=_shown(len(times)),
        share=None if telling or not times else round(100 * in_time / len(times)),
    )


def was_in_time(told: Told) -> bool:
    """True when the officer heard by the end of the working day after the decision."""
    due = working_days.due_at(told.decided_at, WORKING_DAYS_TO_HEAR)
    return told.heard_at is not None and told.heard_at <= due


def _is_small(number: int) -> bool:
    return 0 < number < SMALLEST_SHOWN


def _shown(number: int) -> int | None:
    return None if _is_small(number) else number
