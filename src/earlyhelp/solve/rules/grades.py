"""How soon a notification is looked at. A grade orders the queue; it decides nothing about a person.

Source of the pattern rule: Devon and Cornwall Police with Devon County Council, one-minute guide 42: "3 greens in
3 months" get the same attention as an amber. It counts notifications, not anything in a person's life. How many, and
in how many days, is each council's setting (`standards`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Track
from earlyhelp.solve.choices import Grade

AMBER_FROM: Final = 3
PATTERN_DAYS: Final = 90
CHILD_UNDER: Final = 18

GRADE_ORDER: Final[Mapping[Grade, int]] = {Grade.RED: 0, Grade.AMBER: 1, Grade.GREEN: 2}
GRADE_COLOURS: Final[Mapping[Grade, str]] = {
    Grade.RED: "red",
    Grade.AMBER: "yellow",
    Grade.GREEN: "green",
}


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and the whole sentence that explains it."""

    grade: Grade
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Pattern:
    """From how many notifications in how many days a notification is amber."""

    count: int = AMBER_FROM
    days: int = PATTERN_DAYS


USUAL: Final = Pattern()


def grade_on_arrival(
    track: str,
    notifications: int,
    *,
    child_subject: bool = False,
    confirmed: bool = True,
    pattern: Pattern = USUAL,
) -> Graded:
    """The grade that a notification has until a practitioner gives it another.

    `notifications` are those in the days of the pattern, this one included. `confirmed` is False while nobody has said
    that the earlier notifications are about the same people.
    """
    if track == Track.SAFEGUARDING:
        return Graded(Grade.RED, _("It is a safeguarding report."))
    if notifications >= pattern.count:
        return Graded(Grade.AMBER, _pattern_words(pattern, confirmed=confirmed))
    if child_subject:
        return Graded(Grade.AMBER, _("The person who needs help is a child."))
    return Graded(Grade.GREEN, _green_words(pattern))


def _pattern_words(pattern: Pattern, *, confirmed: bool) -> str | Promise:
    if pattern == USUAL and confirmed:
        return _("The same people were notified three times or more in 90 days.")
    if pattern == USUAL:
        return _("The same people may have been notified three times or more in 90 days.")
    words = {"count": pattern.count, "days": pattern.days}
    if confirmed:
        return (
            gettext(
                "The same people were notified at least as often as the rule says: %(count)d in %(days)d days."
            )
            % words
        )
    return (
        gettext(
            "The same people may have been notified at least as often as the rule says: %(count)d in %(days)d days."
        )
        % words
    )


def _green_words(pattern: Pattern) -> Promise:
    if pattern == USUAL:
        return _("It is not a safeguarding report, nor about a child, nor the third notification in 90 days.")
    return _("It is not a safeguarding report, nor about a child, nor part of the pattern in the rule.")


def age_on(born: date | None, stated: int | None, on: date) -> int | None:
    """A person's age in whole years on a day: from the date of birth, else as somebody judged it."""
    if born is None:
        return stated
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))
