"""Over which months the measures are counted, and in which order months stand. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MONTHS: Final = 24
SETTLED_AFTER: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, from the first day to the last."""

    first: date
    last: date


def months_to_count(today: date) -> Months:
    """The last 24 whole months. A month is counted when it has been over for a week: late entries have come in."""
    last = first_of_month(today - SETTLED_AFTER) - timedelta(days=1)
    return Months(months_before(last, MONTHS - 1), last)


def first_of_month(day: date) -> date:
    """The first day of the month in which a day lies."""
    return day.replace(day=1)


def months_before(day: date, count: int) -> date:
    """The first day of the month that lies so many months before the one of this day."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
