"""Time left and dates, as whole sentences that can be translated.

Each weekday has a sentence of its own, because Welsh mutates the word for it ("ddydd Mawrth"). The day and
the month stand inside them as they are: a month after a number never mutates ("3 Mawrth").
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from earlyhelp.kit.working_days import LONDON, OFFICE, OfficeHours, WorkingTime, working_time_left

SOON_MINUTES = 120

# Django writes July in Welsh as "Gorffenaf", with an n too few. Our own catalogue comes first, so this entry
# puts it right everywhere, in templates too.
JULY = gettext_noop("July")
# The same word, for as long as the catalogue has not been compiled.
_GORFFENNAF = "Gorffennaf"


class Tone(StrEnum):
    """How a page colours the time left; the words alone must say it too."""

    OK = "ok"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A whole sentence, and the tone in which to show it."""

    text: str
    tone: Tone

    def __str__(self) -> str:
        return self.text


def time_left(
    now: datetime, due_at: datetime, *, soon_minutes: int = SOON_MINUTES, hours: OfficeHours = OFFICE
) -> TimeWords:
    """Say how long is left in office hours: "2 hours 10 minutes left", "Due by 5pm on Tuesday 3 March".

    More than one working day away is said as a date, less as hours and minutes, late as how late.
    Raises ValueError for a naive datetime.
    """
    left = working_time_left(now, due_at, hours=hours)
    if left.overdue:
        return TimeWords(_overdue(left, hours.minutes), Tone.OVERDUE)
    if left.minutes > hours.minutes:
        return TimeWords(due_by(due_at), Tone.OK)
    return TimeWords(_left(left), Tone.SOON if left.minutes <= soon_minutes else Tone.OK)


def due_by(due_at: datetime) -> str:
    """Say when something is due, by the clock in Wales: "Due by 5pm on Tuesday 3 March"."""
    local = due_at.astimezone(LONDON)
    words = {"time": written_time(local.time()), "date": written_day(local.date())}
    sentences = (
        gettext("Due by %(time)s on Monday %(date)s"),
        gettext("Due by %(time)s on Tuesday %(date)s"),
        gettext("Due by %(time)s on Wednesday %(date)s"),
        gettext("Due by %(time)s on Thursday %(date)s"),
        gettext("Due by %(time)s on Friday %(date)s"),
        gettext("Due by %(time)s on Saturday %(date)s"),
        gettext("Due by %(time)s on Sunday %(date)s"),
    )
    return sentences[local.weekday()] % words


def written_day(on: date) -> str:
    """A day of the year as people write it: "3 March", "3 Mawrth"."""
    return f"{on.day} {_month(on.month)}"


def written_date(on: date) -> str:
    """A date as people write it: "3 March 2026", "3 Mawrth 2026"."""
    return f"{on.day} {_month(on.month)} {on.year}"


def written_month(on: date) -> str:
    """A month as people write it: "March 2026", "Mawrth 2026"."""
    return f"{_month(on.month)} {on.year}"


def written_moment(at: datetime) -> str:
    """A date and time by the clock in Wales: "3 March 2026, 2:30pm"."""
    local = at.astimezone(LONDON)
    return f"{written_date(local.date())}, {written_time(local.time())}"


def written_time(moment: time) -> str:
    """A time in the public style of both languages: "5pm", "9:30am"."""
    hour, half = moment.hour % 12 or 12, "am" if moment.hour < 12 else "pm"
    return f"{hour}:{moment.minute:02d}{half}" if moment.minute else f"{hour}{half}"


def _month(month: int) -> str:
    language = get_language() or "en"
    return _GORFFENNAF if month == 7 and language.startswith("cy") else str(MONTHS[month])


def _left(left: WorkingTime) -> str:
    """Time left, at most one working day. English has two forms of "hour", Welsh several of "minute"."""
    hours, minutes = divmod(left.minutes, 60)
    words = {"hours": hours, "minutes": minutes}
    if hours == 0:
        return ngettext("%(minutes)d minute left", "%(minutes)d minutes left", minutes) % words
    if minutes == 0:
        return ngettext("%(hours)d hour left", "%(hours)d hours left", hours) % words
    if hours == 1:
        sentence = ngettext("1 hour %(minutes)d minute left", "1 hour %(minutes)d minutes left", minutes)
        return sentence % words
    sentence = ngettext(
        "%(hours)d hours %(minutes)d minute left", "%(hours)d hours %(minutes)d minutes left", minutes
    )
    return sentence % words


def _overdue(late: WorkingTime, day_minutes: int) -> str:
    days, hours = late.minutes // day_minutes, late.minutes // 60
    if days:
        return ngettext("Overdue by %(days)d working day", "Overdue by %(days)d working days", days) % {
            "days": days
        }
    if hours:
        return ngettext("Overdue by %(hours)d hour", "Overdue by %(hours)d hours", hours) % {"hours": hours}
    if late.minutes:
        return ngettext("Overdue by %(minutes)d minute", "Overdue by %(minutes)d minutes", late.minutes) % {
            "minutes": late.minutes
        }
    # Late, but no office time has passed since: the evening of the day on which it was due.
    return gettext("Overdue since the last working day ended")
