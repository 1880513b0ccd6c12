"""What somebody cannot do at once. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

AHEAD: Final = timedelta(weeks=8)
"""How far planning looks ahead."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A session that somebody leads. One that ends when the next begins does not clash with it."""

    session_id: UUID
    starts_at: datetime
    ends_at: datetime


def find_clashes(slots: Iterable[Slot]) -> frozenset[UUID]:
    """The sessions of one trainer that lie across each other."""
    found: set[UUID] = set()
    last: Slot | None = None
    for slot in sorted(slots, key=lambda one: (one.starts_at, one.ends_at)):
        if last is not None and slot.starts_at < last.ends_at:
            found |= {last.session_id, slot.session_id}
        if last is None or slot.ends_at > last.ends_at:
            last = slot
    return frozenset(found)
