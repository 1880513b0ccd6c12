"""What happened with somebody, in the order of time: derived when it is read, from what every room recorded.

Nobody types a chronology. A worker may pin an entry, and say why it matters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.time_words import written_date, written_moment
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import DataSet
from earlyhelp.understand.choices.chronology import Certainty, EventGroup, EventKind, Seen

LONGEST_NOTE: Final = 1_000
_A_DAY: Final = timedelta(days=1)
_MAJOR: Final = frozenset(
    {
        EventKind.NOTIFICATION,
        EventKind.INCIDENT,
        EventKind.DECISION,
        EventKind.REFERRAL,
        EventKind.HOUSEHOLD,
        EventKind.ASSESSMENT,
        EventKind.WARNING,
    }
)

GROUPS: Final[Mapping[EventGroup, tuple[EventKind, ...]]] = {
    EventGroup.POLICE: (EventKind.NOTIFICATION, EventKind.INCIDENT, EventKind.POLICE),
    EventGroup.FRONT_DOOR: (
        EventKind.DECISION,
        EventKind.QUESTION,
        EventKind.FEEDBACK,
        EventKind.CONSENT,
        EventKind.LINK,
    ),
    EventGroup.HELP: (EventKind.REFERRAL, EventKind.SIGNPOSTING, EventKind.SUPPORT),
    EventGroup.HOME: (EventKind.HOUSEHOLD, EventKind.RELATIONSHIP),
    EventGroup.TOLD: (
        EventKind.STRENGTH,
        EventKind.CIRCUMSTANCE,
        EventKind.ASSESSMENT,
        EventKind.WARNING,
    ),
    EventGroup.SCHOOL: (EventKind.SCHOOL,),
    EventGroup.HEALTH: (EventKind.HEALTH,),
    EventGroup.HOUSING: (EventKind.HOUSING,),
    EventGroup.CARE: (EventKind.CARE,),
    EventGroup.JUSTICE: (
        EventKind.YOUTH_JUSTICE,
        EventKind.PROBATION,
        EventKind.ARREST,
        EventKind.CHARGE,
        EventKind.CUSTODY,
    ),
    EventGroup.OTHER: (EventKind.FIRE, EventKind.MONEY),
}
"""Every kind of entry, in the group with which a reader sees it."""


class NoSuchEntry(RuleError):
    """The entry is not in the chronology that the practitioner sees."""

    def __init__(self) -> None:
        super().__init__(_("This entry is no longer in the chronology that you may see."))


class NothingSaid(RuleError):
    """A note of significance says nothing."""

    def __init__(self) -> None:
        super().__init__(_("Say why this matters"))


@dataclass(frozen=True, slots=True)
class Link:
    """The page of what an entry was derived from: the name of an address, its arguments, and its reference."""

    name: str
    arguments: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """Why an entry matters, in a worker's words."""

    key: UUID
    why: str
    who: str
    at: datetime
    visibility: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `when` is a moment, or a day where only the day is known; `until_on` ends a period.

    `key` names the row it was derived from, and nothing else has it. `about` holds the people it is about. `title`
    and `known` (how it is known) are in the reader's language; `text` is as it was written, in `language` ("" when
    that was not recorded).
    """

    key: str
    when: datetime | date
    agency_id: UUID
    agency: str
    kind: EventKind
    title: str
    certainty: Certainty
    known: str
    seen: Seen
    about: frozenset[UUID]
    text: str = ""
    language: str = ""
    until_on: date | None = None
    link: Link | None = None
    is_minor: bool = False
    is_pinned: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def first_day(self) -> date:
        """The day on which it happened or began."""
        return self.when.astimezone(LONDON).date() if isinstance(self.when, datetime) else self.when

    @property
    def last_day(self) -> date:
        """The day on which it happened or ended."""
        return max(self.first_day, self.until_on) if self.until_on else self.first_day

    @property
    def stands_out(self) -> bool:
        """True for what changes the picture, and for whatever a worker pinned or said to matter."""
        return bool(self.is_pinned or self.notes) or not self.is_minor


@dataclass(frozen=True, slots=True)
class Gap:
    """Days, both included, of which nothing is recorded that the reader may see. Something may well have happened."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Withheld:
    """Agencies that hold entries which the reader may not see: those that may be named, and how many others."""

    named: tuple[UUID, ...] = ()
    unnamed: int = 0

    @property
    def agencies(self) -> int:
        """How many agencies."""
        return len(self.named) + self.unnamed


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page: an entry that stands out, entries that are folded together, or a gap."""

    entries: tuple[Entry, ...] = ()
    gap: Gap | None = None
    is_folded: bool = False


def is_minor(kind: EventKind) -> bool:
    """True for a kind of entry that is folded away unless somebody says that it matters."""
    return kind not in _MAJOR


def data_set_of(kind: EventKind) -> DataSet:
    """The data set of sharing agreements to which a partner's event belongs. Health is agreed on by itself."""
    return DataSet.HEALTH_EVENTS if kind is EventKind.HEALTH else DataSet.EVENTS


def _order(entry: Entry) -> tuple[datetime, str]:
    when = entry.when
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(), LONDON)
    return when, entry.key


def only_of(entries: Iterable[Entry], groups: Iterable[EventGroup]) -> tuple[Entry, ...]:
    """Entries of these groups; all of them when no group is named."""
    kinds = frozenset(kind for group in groups for kind in GROUPS[group])
    return tuple(entry for entry in entries if not kinds or entry.kind in kinds)


def merge(*feeds: Iterable[Entry]) -> tuple[Entry, ...]:
    """All entries of all feeds in the order of time, the oldest first, each once.

    An entry that comes twice is about the people of both.
    """
    found: dict[str, Entry] = {}
    for feed in feeds:
        for entry in feed:
            known = found.get(entry.key)
            found[entry.key] = replace(known, about=known.about | entry.about) if known else entry
    return tuple(sorted(found.values(), key=_order))


def mark(
    entries: Iterable[Entry], *, pinned: Iterable[str], notes: Mapping[str, Sequence[Note]]
) -> tuple[Entry, ...]:
    """The same entries with what workers said of them."""
    pins = frozenset(pinned)
    return tuple(
        replace(entry, is_pinned=entry.key in pins, notes=tuple(notes.get(entry.key, ())))
        for entry in entries
    )


def find_gaps(entries: Sequence[Entry], *, at_least: int, until: date) -> tuple[Gap, ...]:
    """Stretches of `at_least` days, up to and with `until`, of which no entry says anything. Oldest first.

    `entries` are in the order of time. What lies before the first one is no gap: nobody knows when to begin.
    """
    gaps: list[Gap] = []
    covered: date | None = None
    for day, last in [*((entry.first_day, entry.last_day) for entry in entries), (until + _A_DAY, until)]:
        if covered is not None and (day - covered).days - 1 >= at_least:
            gaps.append(Gap(covered + _A_DAY, day - _A_DAY))
        covered = max(covered or last, last)
    return tuple(gaps) if entries else ()


def gaps_within(gaps: Iterable[Gap], *, after: date | None, before: date | None) -> tuple[Gap, ...]:
    """The gaps that lie after one day and before another, for one page of several. None is no bound."""
    return tuple(
        gap for gap in gaps if (after is None or gap.first > after) and (before is None or gap.last < before)
    )


def lay_out(
    entries: Iterable[Entry], gaps: Iterable[Gap], *, newest_first: bool, fold: bool
) -> tuple[Block, ...]:
    """Entries and gaps in the order in which they are read. `fold` puts minor entries that follow each other together.

    Gaps lie between the entries they part even where the reader sees only some kinds of entries.
    """
    rows: list[Entry | Gap] = [*entries, *gaps]
    rows.sort(key=_place, reverse=newest_first)
    blocks: list[Block] = []
    for row in rows:
        if isinstance(row, Gap):
            blocks.append(Block(gap=row))
        elif not fold or row.stands_out:
            blocks.append(Block((row,)))
        elif blocks and blocks[-1].is_folded:
            blocks[-1] = Block((*blocks[-1].entries, row), is_folded=True)
        else:
            blocks.append(Block((row,), is_folded=True))
    return tuple(blocks)


def _place(row: Entry | Gap) -> tuple[datetime, str]:
    if isinstance(row, Gap):
        return datetime.combine(row.first, time(), LONDON), ""
    return _order(row)


def gap_words(gap: Gap) -> str:
    """A gap, as a sentence."""
    return gettext("Nothing recorded from %(first)s to %(last)s") % {
        "first": written_date(gap.first),
        "last": written_date(gap.last),
    }


def when_words(entry: Entry) -> str:
    """When something happened, as exactly as it is known."""
    if isinstance(entry.when, datetime):
        return written_moment(entry.when)
    if entry.until_on and entry.until_on > entry.first_day:
        return gettext("%(first)s to %(last)s") % {
            "first": written_date(entry.first_day),
            "last": written_date(entry.until_on),
        }
    return written_date(entry.first_day)


def may_see_event(by: Actor, *, owner: UUID, is_shared: bool, is_kept: bool, is_granted: bool) -> bool:
    """Whether an agency sees a partner's event: its own, under a grant, or shared by a live agreement and not kept.

    PostgreSQL asks the same once more, whatever the code asks for (row-level security).
    """
    return by.agency_id is not None and (owner == by.agency_id or is_granted or (is_shared and not is_kept))


def may_store_events(by: Actor) -> bool:
    """The product itself, from its command line, for the agency whose events they are."""
    return by.role == "system" and by.agency_id is not None


def check_may_store_events(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_store_events(by):
        raise NotAllowed(_("Events of partners are loaded from the command line only."))


def check_note(why: str) -> str:
    """The words of a note, without space around them. Raises NothingSaid."""
    if not why.strip():
        raise NothingSaid
    return why.strip()[:LONGEST_NOTE]
