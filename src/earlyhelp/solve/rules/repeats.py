"""Repeat contact as plain facts: how often, in which time. Notifications of one event count once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Contact:
    """One notification, as far as counting needs it. `event` is the same for all that tell of one incident."""

    key: UUID
    reference: str
    submitted_at: datetime
    incident: str = ""
    occurred_at: datetime | None = None
    place: str = ""

    @property
    def events(self) -> frozenset[tuple[str, str]]:
        """By what two notifications are known to tell of one event: its number, or its moment and place."""
        marks = {("number", self.incident)} if self.incident else set()
        if self.occurred_at is not None and self.place:
            marks.add((self.occurred_at.isoformat(), self.place))
        return frozenset(marks)


def earlier_than(this: Contact, others: Iterable[Contact]) -> tuple[Contact, ...]:
    """Those before this one, the newest first, without those that tell of an event which is there already."""
    known, kept = set(this.events), []
    for one in sorted(set(others), key=_order, reverse=True):
        if _order(one) >= _order(this):
            continue
        if not one.events & known:
            kept.append(one)
        known |= one.events
    return tuple(kept)


def count_in(this: Contact, earlier: Iterable[Contact], days: int) -> int:
    """How many there were in the days before this one, this one included."""
    since = this.submitted_at - timedelta(days=days)
    return 1 + sum(one.submitted_at >= since for one in earlier)


def _order(one: Contact) -> tuple[datetime, UUID]:
    return one.submitted_at, one.key
