"""Working days in Wales: when something is due, and how much office time is left.

Bank holidays come from the `holidays` library (GB, subdivision WLS): the days proclaimed for England and
Wales, the substitute days for those that fall on a weekend, and single days such as a state funeral.
St David's Day is not one of them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
OPENS = time(9)
CUT_OFF = time(17)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """From when to when an office works on a working day. It closes later than it opens."""

    opens: time = OPENS
    closes: time = CUT_OFF

    @property
    def minutes(self) -> int:
        """How many minutes a working day has."""
        opens, closes = (60 * moment.hour + moment.minute for moment in (self.opens, self.closes))
        return closes - opens

    def are_on(self, at: datetime) -> bool:
        """True on a working day between opening and closing. Raises ValueError for a naive datetime."""
        local = _in_wales(at)
        return is_working_day(local.date()) and self.opens <= local.time() <= self.closes


OFFICE = OfficeHours()


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Office minutes (09:00 to 17:00 on working days) until something is due, or since it was."""

    minutes: int
    overdue: bool


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="WLS", years=year))


def is_working_day(on: date) -> bool:
    """Monday to Friday, except bank holidays in Wales."""
    return on.weekday() < _SATURDAY and on not in _bank_holidays(on.year)


def next_working_day(after: date) -> date:
    """The first working day later than `after`."""
    day = after + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def received_on(from_at: datetime, *, cut_off: time = CUT_OFF) -> date:
    """The working day on which something counts as received.

    After the cut-off, or on a day that is not a working day, it is the next working day.
    Raises ValueError for a naive datetime.
    """
    local = _in_wales(from_at)
    # Compared to the microsecond: 17:00:00 exactly is still in time.
    if is_working_day(local.date()) and local.time() <= cut_off:
        return local.date()
    return next_working_day(local.date())


def working_days_between(from_at: datetime, until_at: datetime) -> int:
    """How many working days after the one on which something counts as received. None when it is on that day."""
    day, last, days = received_on(from_at), _in_wales(until_at).date(), 0
    while day < last:
        day = next_working_day(day)
        days += day <= last
    return days


def due_at(from_at: datetime, working_days: int, *, cut_off: time = CUT_OFF) -> datetime:
    """When something received at `from_at` is due: the cut-off, so many working days later.

    One working day means by the cut-off on the working day after the one on which it counts as received.
    Raises ValueError for a naive datetime or a negative number of days.
    """
    if working_days < 0:
        raise ValueError("working_days must not be negative")
    day = received_on(from_at, cut_off=cut_off)
    for _ in range(working_days):
        day = next_working_day(day)
    return datetime.combine(day, cut_off, tzinfo=LONDON)


def add_working_minutes(from_at: datetime, minutes: int, *, hours: OfficeHours = OFFICE) -> datetime:
    """The moment at which so many office minutes have gone by since `from_at`. None gone by is `from_at` itself.

    Raises ValueError for a naive datetime or a negative number of minutes.
    """
    if minutes < 0:
        raise ValueError("minutes must not be negative")
    local = _in_wales(from_at)
    if not minutes:
        return local
    day, left = local.date(), timedelta(minutes=minutes)
    while True:
        if is_working_day(day):
            opens = max(local, datetime.combine(day, hours.opens, LONDON))
            here = datetime.combine(day, hours.closes, LONDON) - opens
            if left <= here:
                return opens + left
            left -= max(timedelta(), here)
        day += timedelta(days=1)


def working_minutes(from_at: datetime, until_at: datetime, *, hours: OfficeHours = OFFICE) -> int:
    """Whole office minutes from one moment to a later one; none when it is not later. Raises ValueError when naive."""
    return _office_minutes(_in_wales(from_at), _in_wales(until_at), hours)


def working_time_left(now: datetime, due_at: datetime, *, hours: OfficeHours = OFFICE) -> WorkingTime:
    """Office time between now and `due_at`, whichever comes first. Raises ValueError for a naive datetime."""
    start, end = _in_wales(now), _in_wales(due_at)
    # Two datetimes in one zone compare by wall clock; the hour that October repeats needs the real order.
    overdue = now.timestamp() > due_at.timestamp()
    if overdue:
        start, end = end, start
    return WorkingTime(_office_minutes(start, end, hours), overdue)


def _office_minutes(start: datetime, end: datetime, hours: OfficeHours) -> int:
    """Whole office minutes from `start` to `end`, both in Wales. The clocks never change in office hours."""
    seconds = 0.0
    day = start.date()
    while day <= end.date():
        if is_working_day(day):
            opens = datetime.combine(day, hours.opens, LONDON)
            closes = datetime.combine(day, hours.closes, LONDON)
            seconds += max(0.0, (min(end, closes) - max(start, opens)).total_seconds())
        day += timedelta(days=1)
    return int(seconds // 60)


def _in_wales(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without a time zone says nothing about when")
    return moment.astimezone(LONDON)
