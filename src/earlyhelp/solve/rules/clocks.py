"""The four clocks of a front door, in working time: acknowledge, decide, chase, review. Nowhere else is time counted.

A day ends at the council's cut-off: what is sent after it counts from the next working day. A clock stands still while
a question is out, and goes on with what was left. Source of the seven days: Wales Safeguarding Procedures, section 2:
who made a report asks again when they have heard nothing for seven working days. One working day to acknowledge is this
service's own, stricter promise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Track
from earlyhelp.kit import working_days
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.time_words import TimeWords, Tone, time_left, written_time
from earlyhelp.kit.working_days import LONDON, OFFICE, OfficeHours
from earlyhelp.solve.choices.standards import FrontDoorClock, LimitUnit

WORKING_DAYS_UNTIL_REMINDER: Final = 7
# No seven working days are shorter than this: what is younger need not be looked at.
_STATES: Final = {Tone.OK: "good", Tone.SOON: "soon", Tone.OVERDUE: "late"}


class NothingToAcknowledge(RuleError):
    """Only a safeguarding report is acknowledged."""

    def __init__(self) -> None:
        super().__init__(_("Only a safeguarding report is acknowledged. Decide, and the officer hears."))


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a clock gives: so many working hours, or until the cut-off so many working days later."""

    amount: int
    unit: str = LimitUnit.DAYS

    def due_at(self, from_at: datetime, hours: OfficeHours = OFFICE) -> datetime:
        """When it ends for what began at `from_at`. Raises ValueError for a naive datetime."""
        if self.unit == LimitUnit.HOURS:
            return working_days.add_working_minutes(from_at, 60 * self.amount, hours=hours)
        return working_days.due_at(from_at, self.amount, cut_off=hours.closes)


@dataclass(frozen=True, slots=True)
class Pause:
    """While a question is out. `until_at` is None as long as it is."""

    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock says. `minutes_left` are working minutes, below 0 when overdue; `percent` is how much has gone."""

    kind: FrontDoorClock
    due: datetime
    minutes_left: int
    percent: int
    words: TimeWords
    is_paused: bool = False

    @property
    def state(self) -> str:
        """`good`, `soon` or `late`, for the colour of the meter; the words alone say it too."""
        return _STATES[self.words.tone]


def due_after(
    from_at: datetime,
    limit: Limit,
    *,
    at: datetime,
    hours: OfficeHours = OFFICE,
    pauses: Iterable[Pause] = (),
) -> datetime:
    """When it is due. Each pause that began in time adds its own working time, and time that two share is added once.

    A pause that is still open counts until `at`. Raises ValueError for a naive datetime.
    """
    due = limit.due_at(from_at, hours)
    counted_until = from_at
    for pause in sorted(pauses, key=lambda one: one.from_at):
        begins, ends = max(pause.from_at, counted_until), pause.until_at or at
        if begins < due and begins < ends:
            stood = working_days.working_minutes(begins, ends, hours=hours)
            due = working_days.add_working_minutes(due, stood, hours=hours)
            counted_until = ends
    return due


def read_clock(
    kind: FrontDoorClock,
    from_at: datetime,
    limit: Limit,
    *,
    at: datetime,
    hours: OfficeHours = OFFICE,
    pauses: Iterable[Pause] = (),
) -> Reading:
    """Read one clock: when it ends, what is left in working minutes, in words, and as a share for a meter.

    Raises ValueError for a naive datetime.
    """
    pauses = tuple(pauses)
    due = due_after(from_at, limit, at=at, hours=hours, pauses=pauses)
    left = working_days.working_time_left(at, due, hours=hours)
    whole = working_days.working_minutes(from_at, limit.due_at(from_at, hours), hours=hours)
    gone = 100 if left.overdue or not whole else 100 - min(100, 100 * left.minutes // whole)
    is_paused = not left.overdue and any(pause.until_at is None for pause in pauses)
    return Reading(
        kind,
        due,
        -left.minutes if left.overdue else left.minutes,
        gone,
        _words(at, due, hours, is_paused=is_paused),
        is_paused,
    )


def _words(at: datetime, due: datetime, hours: OfficeHours, *, is_paused: bool) -> TimeWords:
    said = time_left(at, due, hours=hours)
    if is_paused:
        return TimeWords(gettext("The clock stands still while a question is out."), Tone.OK)
    left = working_days.working_time_left(at, due, hours=hours)
    here, there = at.astimezone(LONDON).date(), due.astimezone(LONDON)
    if left.minutes > hours.minutes and there.date() == here + timedelta(days=1) and not left.overdue:
        time = written_time(there.time())
        return TimeWords(gettext("Due tomorrow at %(time)s") % {"time": time}, said.tone)
    return said


def limit_words(amount: int, unit: str) -> str:
    """How long a clock gives, in words: "4 working hours", "1 working day"."""
    if unit == LimitUnit.HOURS:
        return ngettext("%(count)d working hour", "%(count)d working hours", amount) % {"count": amount}
    return ngettext("%(count)d working day", "%(count)d working days", amount) % {"count": amount}


def check_can_acknowledge(track: str) -> None:
    """Refuse what is not a safeguarding report. Raises NothingToAcknowledge."""
    if track != Track.SAFEGUARDING:
        raise NothingToAcknowledge


def remind_at(
    submitted_at: datetime, *, chase: Limit = Limit(WORKING_DAYS_UNTIL_REMINDER), hours: OfficeHours = OFFICE
) -> datetime:
    """When a report about which nothing was heard is brought up again, by itself: seven working days are usual."""
    return chase.due_at(submitted_at, hours)
