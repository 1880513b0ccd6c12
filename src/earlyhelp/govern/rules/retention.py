"""When a record's time is over, what keeps it nevertheless, and how a disposal moves. Pure: plain values only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.retention import (
    AtTheEnd,
    CountedFrom,
    DisposalState,
    DisposalStep,
    WhyNot,
)
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError

UNDO_DAYS: Final = 30
AHEAD_DAYS: Final = 90
OFFICER: Final = "auditor"

TRANSITIONS: Final[dict[tuple[DisposalState, DisposalStep], DisposalState]] = {
    (DisposalState.PROPOSED, DisposalStep.CONFIRM): DisposalState.HIDDEN,
    (DisposalState.PROPOSED, DisposalStep.CANCEL): DisposalState.CANCELLED,
    (DisposalState.HIDDEN, DisposalStep.UNDO): DisposalState.UNDONE,
    (DisposalState.HIDDEN, DisposalStep.ERASE): DisposalState.ERASED,
}


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """How long one agency keeps one class of records. `birthday` is an age, or None; the later of the two dates counts.

    `again_years` is after how many years a record that was kept at a review is reviewed again. A record is in a
    `chosen` class only when a person put it there at a review.
    """

    record_class: str
    root: str
    keep_years: int
    counted_from: str
    birthday: int | None
    at_the_end: str
    again_years: int
    name_en: str
    name_cy: str
    basis_en: str
    basis_cy: str
    source: str
    chosen: bool = False
    version: int = 0
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What the clock knows of one record of one agency: days, keys and counts, no name.

    `births` are dates of birth in it; `ages_unknown` that it is about somebody without one. `touches` are the keys of
    its rows and of the people they are about. `open_work` and `rested_on` are models' labels.
    """

    root: str
    key: UUID
    reference: str = ""
    first_on: date | None = None
    last_on: date | None = None
    closed_on: date | None = None
    births: tuple[date, ...] = ()
    ages_unknown: bool = False
    touches: frozenset[UUID] = frozenset()
    areas: frozenset[str] = frozenset()
    open_work: tuple[str, ...] = ()
    rested_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldScope:
    """What a legal hold covers: every part that is given must fit. None at all covers the whole agency."""

    key: UUID | None = None
    record_class: str = ""
    dated_from: date | None = None
    dated_until: date | None = None
    area: str = ""
    from_on: date = date.min
    until_on: date | None = None
    ended: bool = False


class CannotDispose(RuleError):
    """A disposal can not take this step. The message says why."""


def add_years(on: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 1 March."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return date(on.year + years, 3, 1)


def due_on(line: RetentionLine, facts: RecordFacts) -> date | None:
    """The day on which a record's time is over; None when it has no day to count from.

    With a birthday, the youngest whose date of birth is known counts, and the later of the two days.
    """
    start = {
        CountedFrom.FIRST: facts.first_on,
        CountedFrom.LAST: facts.last_on,
        CountedFrom.CLOSED: facts.closed_on or facts.last_on,
    }[CountedFrom(line.counted_from)]
    if start is None:
        return None
    due = add_years(start, line.keep_years)
    if line.birthday is not None and facts.births:
        due = max(due, add_years(max(facts.births), line.birthday))
    return due


def needs_review(line: RetentionLine, facts: RecordFacts) -> bool:
    """True when a person reviews each such record: the rule says so, or a birthday that it counts is not known."""
    unknown = line.birthday is not None and (facts.ages_unknown or not facts.births)
    return line.at_the_end == AtTheEnd.REVIEW or unknown


def holds_on(hold: HoldScope, on: date) -> bool:
    """True when a legal hold is in force on this day."""
    return not hold.ended and hold.from_on <= on and (hold.until_on is None or on <= hold.until_on)


def covers(hold: HoldScope, record_class: str, facts: RecordFacts) -> bool:
    """True when a legal hold is about this record. A record without days or areas is covered rather than missed."""
    if hold.key is not None and hold.key not in facts.touches | {facts.key}:
        return False
    if hold.record_class and hold.record_class != record_class:
        return False
    if hold.area and facts.areas and hold.area not in facts.areas:
        return False
    if hold.dated_from and facts.last_on and facts.last_on < hold.dated_from:
        return False
    return not (hold.dated_until and facts.first_on and facts.first_on > hold.dated_until)


def why_not(
    line: RetentionLine, facts: RecordFacts, holds: Iterable[HoldScope], *, on: date
) -> tuple[WhyNot, ...]:
    """Why this record may not be disposed of on this day; nothing when it may."""
    due = due_on(line, facts)
    reasons = []
    if due is None or due > on:
        reasons.append(WhyNot.NOT_DUE)
    if any(holds_on(hold, on) and covers(hold, line.record_class, facts) for hold in holds):
        reasons.append(WhyNot.HELD)
    if facts.open_work:
        reasons.append(WhyNot.OPEN)
    if facts.rested_on:
        reasons.append(WhyNot.RESTED_ON)
    return tuple(reasons)


def may_govern_retention(by: Actor) -> bool:
    """True for an information-governance officer of an agency."""
    return by.role == OFFICER and by.agency_id is not None


def check_may_govern_retention(by: Actor) -> None:
    """Raise NotAllowed for anybody but an information-governance officer of an agency."""
    if not may_govern_retention(by):
        raise NotAllowed(_("Only an information governance officer decides how long records are kept."))


def check_may_run_retention(by: Actor) -> None:
    """Raise NotAllowed for anybody but the service itself."""
    if by.role != "system":
        raise NotAllowed(_("Only the service itself does this, at night."))


def check_can_move(state: str, step: DisposalStep) -> DisposalState:
    """The state after a step. Raises CannotDispose when the table does not hold the step."""
    after = TRANSITIONS.get((DisposalState(state), step))
    if after is None:
        raise CannotDispose(_("This list has moved on since you opened the page. Look at it again."))
    return after


def check_may_confirm(by: Actor, *, proposed_by: UUID | None, records: int) -> None:
    """Raise CannotDispose when somebody would confirm a list of several records that they proposed themselves."""
    if records > 1 and by.practitioner_id == proposed_by:
        raise CannotDispose(
            _("A colleague must confirm this list: you proposed it, and it holds several records.")
        )


def may_undo(*, hidden_on: date, on: date) -> bool:
    """True within 30 days of hiding."""
    return on <= hidden_on + timedelta(days=UNDO_DAYS)


# --- which rows go, which stay as empty rows ------------------------------------------------------------------

RowKey = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Edge:
    """One row points at another. `mine`: the pointing row is of the same agency."""

    source: RowKey
    target: RowKey
    mine: bool


@dataclass(slots=True)
class Settled:
    """What becomes of rows: `blocked` are records on which another one rests, by the labels of what rests there."""

    goes: set[RowKey] = field(default_factory=set)
    stays_empty: set[RowKey] = field(default_factory=set)
    blocked: dict[UUID, set[str]] = field(default_factory=dict)


def settle(
    rows: Mapping[RowKey, Collection[UUID]], edges: Collection[Edge], wanted: Iterable[UUID]
) -> Settled:
    """Which rows of the `wanted` records go. `rows` says of each own row to which records it belongs.

    A record is blocked when an own row that stays points at one of its rows. A row at which another agency's row
    points stays as an empty row, and so does what such a row points at.
    """
    live, blocked = set(wanted), dict[UUID, set[str]]()
    while True:
        goes = {row for row, records in rows.items() if live.intersection(records)}
        newly = {
            (record, edge.source[0])
            for edge in edges
            if edge.mine and edge.target in goes and edge.source not in goes
            for record in live.intersection(rows[edge.target])
        }
        if not newly:
            break
        for record, label in newly:
            blocked.setdefault(record, set()).add(label)
            live.discard(record)
    empty = {edge.target for edge in edges if not edge.mine and edge.target in goes}
    while more := {edge.target for edge in edges if edge.source in empty and edge.target in goes} - empty:
        empty |= more
    return Settled(goes - empty, empty, blocked)
