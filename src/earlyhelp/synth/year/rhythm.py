"""When things happen: nights and weekends for officers, office hours for everybody else."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from earlyhelp.kit.working_days import LONDON, due_at, is_working_day, next_working_day

_HOURS = [3, 2, 2, 1, 1, 1, 1, 2, 4, 4, 4, 4, 5, 5, 5, 7, 8, 9, 10, 11, 11, 10, 8, 5]
_WEEKDAYS = [0.95, 0.9, 0.9, 0.95, 1.1, 1.15, 1.05]
_MONTHS = [1.0, 0.98, 0.97, 0.97, 1.02, 1.02, 1.0, 0.95, 1.05, 1.03, 1.0, 1.08]
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened, and when it was sent."""

    occurred_at: datetime
    sent_at: datetime


@cache
def _due(day: date, hour: int) -> datetime:
    return due_at(datetime.combine(day, time(hour, 30), LONDON), 1)


def due_for(sent_at: datetime) -> datetime:
    """By when a notification sent then is to be decided: one working day, told by the hour."""
    return _due(sent_at.date(), sent_at.hour)


def draw_times(chance: Random, count: int, at: datetime) -> list[datetime]:
    """So many moments in the year before `at`, in order; clustered, because trouble seldom comes evenly."""
    middle = chance.uniform(0, 365)
    times = []
    for _ in range(count):
        days = chance.gauss(middle, 55) if count > 1 and chance.random() < 0.7 else chance.uniform(0, 365)
        times.append(_by_rhythm(chance, at, days % 365))
    return sorted(times)


def _by_rhythm(chance: Random, at: datetime, days: float) -> datetime:
    """Nearest likely moment to so many days before `at`."""
    while True:
        day = (at - timedelta(days=days)).date()
        if chance.random() * 1.25 < _WEEKDAYS[day.weekday()] * _MONTHS[day.month - 1]:
            break
        days = (days + chance.choice((-2, -1, 1, 2))) % 365
    hour = chance.choices(range(24), _HOURS)[0]
    moment = datetime.combine(day, time(hour, chance.randrange(60)), LONDON)
    return min(moment, at - timedelta(minutes=chance.randint(40, 400)))


def sent_after(chance: Random, occurred_at: datetime, at: datetime) -> datetime:
    """An officer writes it up in the same shift, and now and then in the next one."""
    hours = chance.uniform(0.4, 5) if chance.random() < 0.88 else chance.uniform(8, 26)
    return min(
        _whole(occurred_at + timedelta(hours=hours)), _whole(at - timedelta(minutes=chance.randint(3, 30)))
    )


def open_from(at: datetime) -> datetime:
    """The earliest moment at which something could be sent and still not be due at `at`."""
    moment = _whole(at).replace(minute=30)
    while due_for(moment - timedelta(hours=1)) > at:
        moment -= timedelta(hours=1)
    return moment


def draw_between(chance: Random, first: datetime, last: datetime) -> datetime:
    """A moment between two, more often in the evening than at night."""
    span = max(60.0, (last - first).total_seconds())
    while True:
        moment = _whole(first + timedelta(seconds=chance.uniform(0, span)))
        if chance.random() * max(_HOURS) < _HOURS[moment.hour]:
            return moment


def decided_by(chance: Random, sent_at: datetime, at: datetime) -> datetime:
    """When the front door decided: in office hours, in time for all but about one in fifteen."""
    due = due_for(sent_at)
    day = due.date()
    if chance.random() < 0.35 and is_working_day(sent_at.date()) and sent_at.hour < 15:
        return min(office_hours(chance, sent_at.date(), after=sent_at), at - timedelta(minutes=20))
    if chance.random() < 0.065:
        for _ in range(chance.randint(1, 2)):
            day = next_working_day(day)
    return min(office_hours(chance, day, after=sent_at), at - timedelta(minutes=chance.randint(5, 90)))


def office_hours(chance: Random, day: date, *, after: datetime) -> datetime:
    """A moment in office hours on a day, later than `after`; on the next working day when it is not one."""
    if not is_working_day(day):
        day = next_working_day(day)
    moment = datetime.combine(day, time(9, 5), LONDON) + timedelta(minutes=chance.randint(0, 465))
    return moment if moment > after else _whole(after + timedelta(minutes=chance.randint(15, 90)))


def later(chance: Random, moment: datetime, first: float, last: float) -> datetime:
    """Office hours between so many days later."""
    day = (moment + timedelta(days=chance.uniform(first, last))).date()
    return office_hours(chance, day, after=moment)


def _whole(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
