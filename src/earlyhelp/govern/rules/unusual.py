"""Which reading a person should look at. A finding says what happened; whether it was right is decided by a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.unusual import Tie, Unusual, Verdict
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.kit.names import fold

# More pages of different records within an hour than this, where an agency has set nothing else.
MANY: Final = 40
WITHIN: Final = timedelta(hours=1)
# As often as this within thirty days, by somebody who changed nothing there.
AGAIN: Final = 12
LOOK_BACK: Final = timedelta(days=30)
# As many pages as this between ten in the evening and six in the morning.
AT_NIGHT: Final = 5
_EVENING, _MORNING = 22, 6
# Those who are on duty by night, and the service itself.
BY_NIGHT: Final = frozenset({"notifier", "supervisor", "system", ""})
# Lists that a role works from: each of them shows many records, and to look at a list is not to open a record.
LISTS: Final = frozenset({"queue.read", "audit.searched", "action.read"})
RESTRICTED: Final = frozenset({"restricted_family.read", "restricted_person.read"})
GLASS: Final = "glass.broken"


@dataclass(frozen=True, slots=True)
class Reading:
    """One entry of the audit that says that somebody opened something. `at` is in local time."""

    practitioner_id: UUID
    practitioner_label: str
    role: str
    did: str
    target_key: str
    target_reference: str
    at: datetime
    ties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """What happened, once for each rule, reader and record (or reader alone). `count` is of openings."""

    rule: Unusual
    practitioner_id: UUID
    practitioner_label: str
    target_key: str
    target_reference: str
    count: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many openings on a person should look: of different records in an hour, of one record, at night."""

    many: int = MANY
    again: int = AGAIN
    at_night: int = AT_NIGHT


# The lowest and the highest that an agency may set: neither so low that nobody reads the list, nor so high that
# nothing is ever found.
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {"many": (10, 200), "again": (4, 60), "at_night": (1, 40)}
Often = Mapping[tuple[UUID, str], int]
Worked = Collection[tuple[UUID, str]]


def find_unusual(
    readings: Iterable[Reading], *, often: Often, worked: Worked, limits: Limits | None = None
) -> list[Finding]:
    """What a person should look at among one day's readings.

    `often` says how often a reader opened a record in thirty days, `worked` which records (by key or by reference) a
    reader changed in that time. `limits` are those that the agency has set.
    """
    limits = limits or Limits()
    by_reader: dict[UUID, list[Reading]] = defaultdict(list)
    for one in sorted(readings, key=lambda reading: reading.at):
        by_reader[one.practitioner_id].append(one)
    found: list[Finding] = []
    for own in by_reader.values():
        opened = [one for one in own if one.did not in LISTS and one.target_key]
        found += _of_records(opened, often, worked, limits.again)
        found += _many(opened, limits.many)
        found += _at_night(opened, limits.at_night)
    return found


def _of_records(opened: Sequence[Reading], often: Often, worked: Worked, again: int) -> Iterator[Finding]:
    by_record: dict[str, list[Reading]] = defaultdict(list)
    for one in opened:
        by_record[one.target_key].append(one)
    for key, own in by_record.items():
        reader, reference = own[0].practitioner_id, own[0].target_reference
        ties = {tie for one in own for tie in one.ties}
        has_worked = (reader, key) in worked or (bool(reference) and (reader, reference) in worked)
        if Tie.WHOLE_NAME in ties:
            yield _finding(Unusual.WHOLE_NAME, own)
        elif Tie.FAMILY_NAME in ties and not has_worked:
            yield _finding(Unusual.FAMILY_NAME, own)
        if any(one.did in RESTRICTED for one in own):
            yield _finding(Unusual.RESTRICTED, own)
        if any(one.did == GLASS for one in own):
            yield _finding(Unusual.GLASS, own)
        if often.get((reader, key), 0) >= again and not has_worked:
            yield _finding(Unusual.AGAIN, own, count=often[reader, key])


def _many(opened: Sequence[Reading], many: int) -> Iterator[Finding]:
    """The fullest hour. A page that shows several records is one opening: they bear the same moment."""
    pages = _pages(opened)
    start, fullest = 0, pages[:0]
    for end, page in enumerate(pages):
        while page.at - pages[start].at >= WITHIN:
            start += 1
        if end + 1 - start > len(fullest):
            fullest = pages[start : end + 1]
    if len({one.target_key for one in fullest}) > many:
        yield _finding(Unusual.MANY, fullest, alone=True)


def _at_night(opened: Sequence[Reading], least: int) -> Iterator[Finding]:
    night = [
        one for one in _pages(opened) if one.role not in BY_NIGHT and not _MORNING <= one.at.hour < _EVENING
    ]
    if len(night) >= least:
        yield _finding(Unusual.HOURS, night, alone=True)


def _pages(opened: Sequence[Reading]) -> list[Reading]:
    return list({one.at: one for one in reversed(opened)}.values())[::-1]


def _finding(rule: Unusual, own: Sequence[Reading], *, alone: bool = False, count: int = 0) -> Finding:
    first, last = own[0], own[-1]
    return Finding(
        rule=rule,
        practitioner_id=first.practitioner_id,
        practitioner_label=first.practitioner_label,
        target_key="" if alone else first.target_key,
        target_reference="" if alone else first.target_reference,
        count=count or len({one.at for one in own}),
        first_at=first.at,
        last_at=last.at,
    )


def ties_between(reader: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """What ties a reader, by whole name, to somebody, by their given and family names. Small words count as written."""
    own = fold(reader)
    ties = set()
    for given, family in names:
        surname = fold(family)
        if surname and own.endswith(f" {surname}"):
            ties.add(Tie.FAMILY_NAME)
            if given and own == f"{fold(given)} {surname}":
                ties.add(Tie.WHOLE_NAME)
    return sorted(ties)


def check_may_set_limits(role: str) -> None:
    """Only an officer for information governance says when a person should look. Raises NotAllowed."""
    if role != "auditor":
        raise NotAllowed(_("Only an officer for information governance sets these limits."))


def check_limits(limits: Limits) -> None:
    """Refuse a limit that would find nothing, or everything. Raises FieldError."""
    for name, (lowest, highest) in BOUNDS.items():
        if not lowest <= getattr(limits, name) <= highest:
            told = {"lowest": lowest, "highest": highest}
            raise FieldError(name, gettext("Enter a number from %(lowest)s to %(highest)s") % told)


def check_may_look(looker: UUID | None, reader: UUID) -> None:
    """Raise NotAllowed when somebody would say of their own reading that it was right."""
    if looker == reader:
        raise NotAllowed(_("This is about your own reading. A colleague has to look at it."))


def is_settled(verdict: str) -> bool:
    """Whether nothing more is to be done: while an answer is waited for, the finding stays open."""
    return verdict in {Verdict.FINE, Verdict.PASSED_ON}
