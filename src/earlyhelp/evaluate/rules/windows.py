"""From when to when figures count: half-years that never overlap, each counted once. Pure.

Two windows that overlap would tell what each of them leaves out, so there is no year beside the half-years.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

SETTLES: Final = timedelta(days=28)
"""So long after its last day a window is counted: by then nearly everything in it is decided."""
_APRIL, _OCTOBER = 4, 10
_AT_MOST: Final = 6


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From the first day to the last one, both in it: from April to September, or from October to March."""

    first: date
    last: date

    @property
    def known_on(self) -> date:
        """The day as of which everything in the window is counted."""
        return self.last + SETTLES

    @property
    def next_day(self) -> date:
        """The first day after it."""
        return self.last + timedelta(days=1)


def window_of(day: date) -> Window:
    """The half-year in which a day lies."""
    if _APRIL <= day.month < _OCTOBER:
        return Window(date(day.year, _APRIL, 1), date(day.year, 9, 30))
    first = date(day.year if day.month >= _OCTOBER else day.year - 1, _OCTOBER, 1)
    return Window(first, date(first.year + 1, 3, 31))


def windows_to_count(today: date) -> Iterator[Window]:
    """The latest windows that can be counted today, the newest first: at most three years back."""
    window = window_of(today)
    found = 0
    while found < _AT_MOST:
        window = window_of(window.first - timedelta(days=1))
        if window.known_on < today:
            found += 1
            yield window


def quarter_of(month: date) -> date:
    """The first day of the quarter of the year in which a month lies."""
    return date(month.year, 3 * ((month.month - 1) // 3) + 1, 1)
