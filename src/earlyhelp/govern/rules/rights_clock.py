"""The clock of a request: when it must be answered. Pure.

UK GDPR Article 12A, and section 54 of the Data Protection Act 2018 for Part 3, give one month from the day of
receipt, or from the day on which identity was shown where that was asked for; the month ends on the same day of
the next month, or on its last day when it has no such day, and where that is no working day, on the next one. The
days on which clarification was awaited do not count. Two months more may be taken for a reason that the person is
told within the first month.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from earlyhelp.govern.choices.rights import WaitFor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.time_words import TimeWords, Tone, written_date
from earlyhelp.kit.working_days import is_working_day, next_working_day

MONTHS: Final = 1
EXTENDED_MONTHS: Final = 3
_SOON: Final = timedelta(days=7)


class TooLateToExtend(RuleError):
    """More time can only be taken within the first month."""


class WrongDay(RuleError):
    """A day that cannot be."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which the clock rested: from the day of asking to the day of the answer, None while it is awaited."""

    why: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock depends on."""

    received_on: date
    pauses: tuple[Pause, ...] = ()
    is_extended: bool = False

    @property
    def is_resting(self) -> bool:
        """True while an answer of the person is awaited."""
        return any(one.until_on is None for one in self.pauses)


def later_by_months(on: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it has no such day."""
    year, month = divmod(on.month - 1 + months, 12)
    year, month = on.year + year, month + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def begins_on(clock: Clock, today: date) -> date:
    """The day from which the month counts: when identity was shown, where it was asked for; else that of receipt."""
    shown = [one.until_on or today for one in clock.pauses if one.why == WaitFor.IDENTITY]
    return max([clock.received_on, *shown])


def due_on(clock: Clock, today: date) -> date:
    """By which day the request must be answered. While the clock rests the day moves with today."""
    months = EXTENDED_MONTHS if clock.is_extended else MONTHS
    begun = begins_on(clock, today)
    rested = sum(_rested(one, begun, today) for one in clock.pauses if one.why == WaitFor.CLARIFICATION)
    day = later_by_months(begun, months) + timedelta(days=rested)
    return day if is_working_day(day) else next_working_day(day)


def _rested(pause: Pause, begun: date, today: date) -> int:
    """Days of a pause that lie after the clock began: what rested before is not counted twice."""
    return max(0, ((pause.until_on or today) - max(pause.from_on, begun)).days)


def check_can_extend(clock: Clock, told_on: date) -> None:
    """Raise TooLateToExtend once the first month is over: the person must hear of it within that month."""
    first = Clock(clock.received_on, clock.pauses)
    if told_on > due_on(first, told_on):
        raise TooLateToExtend(
            _("More time can only be taken within the first month, and the person must be told within it.")
        )


def check_span(from_on: date | None, until_on: date | None) -> None:
    """Raise WrongDay when a range of days ends before it begins. Either side may be open."""
    if from_on and until_on and until_on < from_on:
        raise WrongDay(_("The last day must not lie before the first day"))


def is_within(on: date | None, from_on: date | None, until_on: date | None) -> bool:
    """Whether a day lies in a range of which either side may be open. What has no day is in every range."""
    return on is None or ((from_on is None or on >= from_on) and (until_on is None or on <= until_on))


def clock_words(clock: Clock, today: date) -> TimeWords:
    """How much time is left, in a whole sentence."""
    day = due_on(clock, today)
    if clock.is_resting:
        return TimeWords(str(_("The clock rests until the person answers.")), Tone.OK)
    days = (day - today).days
    if days < 0:
        sentence = ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", -days)
        return TimeWords(sentence % {"days": -days}, Tone.OVERDUE)
    sentence = ngettext("%(days)d day left, due on %(date)s", "%(days)d days left, due on %(date)s", days)
    tone = Tone.SOON if timedelta(days=days) <= _SOON else Tone.OK
    return TimeWords(sentence % {"days": days, "date": written_date(day)}, tone)


def percent_gone(clock: Clock, today: date) -> int:
    """How much of the time has gone, 0 to 100, for the meter beside the words."""
    begun, day = begins_on(clock, today), due_on(clock, today)
    gone = (today - begun).days
    return max(0, min(100, round(100 * gone / max(1, (day - begun).days))))


def clock_of(received_on: date, pauses: Iterable[Pause], *, is_extended: bool) -> Clock:
    """The clock of a request and its pauses."""
    return Clock(received_on, tuple(pauses), is_extended)
