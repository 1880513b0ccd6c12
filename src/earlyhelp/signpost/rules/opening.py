"""Whether a service should be open at a moment, from its hours. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = 7


class OpenState(StrEnum):
    """What can be said about now."""

    OPEN = "open"
    LATER_TODAY = "later_today"
    ANOTHER_DAY = "another_day"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of every week: `days` are of WEEKDAYS. `first` and `last` bound the season, inclusive; None is no bound."""

    days: frozenset[str]
    opens: time
    closes: time
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """Open until `at`, or open next on the day `on` at the time `at`. Both None when it is not known."""

    state: OpenState
    on: date | None = None
    at: time | None = None


def opening_at(hours: Iterable[Hours], now: datetime) -> Opening:
    """What the hours say about a moment, in the time of the place. Without hours nothing is known.

    Hours that close at or before they open go over midnight, into the next day.
    """
    spans = [span for one in hours for span in _spans(one, now)]
    open_now = [ends for starts, ends in spans if starts <= now < ends]
    if open_now:
        last = max(open_now)
        return Opening(OpenState.OPEN, last.date(), last.time())
    later = sorted(starts for starts, _ends in spans if starts > now)
    if not later:
        return Opening(OpenState.NOT_KNOWN)
    state = OpenState.LATER_TODAY if later[0].date() == now.date() else OpenState.ANOTHER_DAY
    return Opening(state, later[0].date(), later[0].time())


def _spans(hours: Hours, now: datetime) -> Iterable[tuple[datetime, datetime]]:
    """When it is open from yesterday (which may last into today) to this day next week."""
    for step in range(-1, _WEEK + 1):
        day = now.date() + timedelta(days=step)
        in_season = (hours.first is None or hours.first <= day) and (hours.last is None or day <= hours.last)
        if WEEKDAYS[day.weekday()] in hours.days and in_season:
            ends_on = day + timedelta(days=hours.closes <= hours.opens)
            yield (
                datetime.combine(day, hours.opens, now.tzinfo),
                datetime.combine(ends_on, hours.closes, now.tzinfo),
            )
