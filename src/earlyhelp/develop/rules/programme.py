"""Who runs the programme, which quarter a day is in, and how an item stood on a day. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices.programme import ItemState
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role

RUNNING: Final = (Role.ADMINISTRATOR, Role.COORDINATOR)
_QUARTER: Final = re.compile(r"(20\d\d)-q([1-4])")
_LONGEST: Final = timedelta(days=5 * 366)


class UnlikelyDay(RuleError):
    """A day that nobody means."""


class SilentWord(RuleError):
    """Somebody says how something goes, without saying it."""


class SettledItem(RuleError):
    """What is reached, over or given up does not go on."""


def may_run(by: Actor, *, leads: bool) -> bool:
    """Administrators and co-ordinators of the agency that runs the programme open workstreams."""
    return leads and by.role in RUNNING and by.practitioner_id is not None


def check_may_run(by: Actor, *, leads: bool) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_run(by, leads=leads):
        raise NotAllowed(_("Only the agency that runs the programme can do this."))


def may_lead(by: Actor, *, led_by: UUID, leads: bool) -> bool:
    """Those who run the programme, and those of the partner that leads the workstream."""
    return may_run(by, leads=leads) or may_pledge(by, partner_id=led_by)


def check_may_lead(by: Actor, *, led_by: UUID, leads: bool) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_lead(by, led_by=led_by, leads=leads):
        raise NotAllowed(
            _("Only the partner that leads this workstream, or that runs the programme, can do this.")
        )


def may_pledge(by: Actor, *, partner_id: UUID) -> bool:
    """Administrators and co-ordinators promise for their own agency."""
    return by.role in RUNNING and by.practitioner_id is not None and by.agency_id == partner_id


def check_may_pledge(by: Actor, *, partner_id: UUID) -> None:
    """Refuse everybody else. Raises NotAllowed."""
    if not may_pledge(by, partner_id=partner_id):
        raise NotAllowed(
            _("Only an administrator or a co-ordinator of the partner that made the pledge can do this.")
        )


def check_due(due_on: date, today: date) -> None:
    """A new day to be ready by is still to come, within five years. Raises UnlikelyDay."""
    if not today <= due_on <= today + _LONGEST:
        raise UnlikelyDay(_("Enter a day from today on, at most five years ahead."))


def check_decided(decided_on: date, today: date) -> None:
    """A decision was made today or earlier. Raises UnlikelyDay."""
    if decided_on > today:
        raise UnlikelyDay(_("Enter the day on which it was decided. It cannot be in the future."))


def check_word(words: str, *, state: str) -> None:
    """Whoever says how it goes says it in words, while it goes on. Raises SilentWord or SettledItem."""
    if state != ItemState.OPEN:
        raise SettledItem(_("This is settled. Begin something new where it goes on."))
    if not words.strip():
        raise SilentWord(_("Say in a few words how it goes."))


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a calendar year. `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.following.first_on - timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        """The quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The quarter before it."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}-q{self.number}"


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def parse_quarter(text: str) -> Quarter | None:
    """A quarter as it stands in an address ("2026-q4"), or None when it is none."""
    found = _QUARTER.fullmatch(text)
    return Quarter(int(found[1]), int(found[2])) if found else None


class Word(Protocol):
    """What was said about an item on a day."""

    state: str
    due_on: date | None
    likelihood: int | None
    impact: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stood on a day: its state, since when, and what counted then."""

    state: ItemState
    since: date | None
    due_on: date | None = None
    likelihood: int | None = None
    impact: int | None = None


def standing_on(
    day: date,
    said: Iterable[tuple[date, Word]],
    *,
    due_on: date | None = None,
    likelihood: int | None = None,
    impact: int | None = None,
) -> Standing:
    """How an item stood at the end of a day, from what was said by then. `said` is (day, word), the oldest first.

    What was said later does not count, so that a report about a past quarter says the same next year.
    """
    state, since = ItemState.OPEN, None
    for when, word in said:
        if when > day:
            break
        state, since = ItemState(word.state), when
        due_on = word.due_on or due_on
        likelihood, impact = word.likelihood or likelihood, word.impact or impact
    return Standing(state, since, due_on, likelihood, impact)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. `of` is 0 where there was nothing to count."""

    count: int
    of: int


def share_of(flags: Sequence[bool]) -> Share:
    """How many are true, of how many."""
    return Share(sum(flags), len(flags))
