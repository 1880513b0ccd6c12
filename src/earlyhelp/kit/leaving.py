"""How a room says what a practitioner may have in hand: each room's `leaving.py` holds a tuple `LEAVING` of these.

When somebody moves or leaves, `partnership` asks each of them how much there is, and lets it go back to the team. So
the rooms above stay unknown to it: they register, and are called.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from earlyhelp.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who moves or leaves, and the team that has their work afterwards, by its name in both languages.

    `becomes` is their new role, empty for somebody who leaves.
    """

    practitioner_id: UUID
    agency_id: UUID
    team_id: UUID
    team_name: str
    role: str
    becomes: str = ""

    def eyes(self, by: Actor) -> Actor:
        """The leaver as an actor: for what only its writer sees, which is counted and never shown."""
        return Actor(self.practitioner_id, self.agency_id, self.team_id, self.role, by.purpose)


class Finds(Protocol):
    """The rows that somebody has in hand, as the actor may see them."""

    def __call__(self, by: Actor, leaver: Leaver, at: datetime) -> QuerySet[Any]: ...


class Counts(Protocol):
    """How much somebody has in hand."""

    def __call__(self, *, by: Actor, leaver: Leaver, at: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of open work, and where it goes.

    `what` and `goes` are words for the page that an administrator reads beforehand. With `across`, it may lie with
    another agency: then both are called once for each agency that could have it, acting for that agency. `count` tells
    how much there is, and `give_back` lets it go and returns how much that was.
    """

    code: str
    what: str | Promise
    goes: str | Promise
    count: Counts
    give_back: Counts
    across: bool = False


def counting(finds: Finds) -> Counts:
    """Count what a query finds."""

    def count(*, by: Actor, leaver: Leaver, at: datetime) -> int:
        return finds(by, leaver, at).count()

    return count
