"""When something was, as exactly as anybody knows: a day, a month, a year, a stretch of time, or not known."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.time_words import written_date, written_month
from earlyhelp.understand.choices.entries import Exact, WhenKind


class ImpossibleTime(RuleError):
    """A time that ends before it starts, or lies ahead."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how exactly it is known. Where only the month or the year is known, `on` is its first day."""

    on: date
    exact: str = Exact.DAY

    @property
    def words(self) -> str:
        """As people write it: “3 March 2026”, “March 2026”, “2026”."""
        if self.exact == Exact.YEAR:
            return str(self.on.year)
        return written_month(self.on) if self.exact == Exact.MONTH else written_date(self.on)


@dataclass(frozen=True, slots=True)
class When:
    """One time, or a stretch of time of which the end may be open, or nothing."""

    kind: str = WhenKind.NOT_KNOWN
    first: Day | None = None
    last: Day | None = None

    @property
    def words(self) -> str:
        """As a page says it."""
        if self.first is None:
            return pgettext("when something was", "When is not known")
        if self.kind == WhenKind.DAY:
            return self.first.words
        names = {"first": self.first.words, "last": self.last.words if self.last else ""}
        if self.last is None:
            return gettext("Since %(first)s") % names
        return gettext("%(first)s to %(last)s") % names


def check_when(when: When, today: date) -> None:
    """Refuse a time that nobody could mean. Raises ImpossibleTime."""
    if (when.kind == WhenKind.NOT_KNOWN) != (when.first is None):
        raise ImpossibleTime(_("Enter when it was, or say that it is not known"))
    if when.first is not None and when.first.on > today:
        raise ImpossibleTime(_("Enter a time that is not in the future"))
    if when.first is not None and when.last is not None and when.last.on < when.first.on:
        raise ImpossibleTime(_("Enter an end that is not before the beginning"))
