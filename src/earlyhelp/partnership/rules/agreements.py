"""Which agreement covers a share, and what to say when none does."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from earlyhelp.kit.errors import NotAllowed


class NoAgreement(NotAllowed):
    """No live agreement lets these two agencies share this for this purpose."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one sharing agreement allows: parties, purpose, data sets and the days between which it is live."""

    parties: frozenset[UUID]
    purpose: str
    data_sets: frozenset[str]
    starts_on: date
    ends_on: date | None


def covers(terms: Terms, *, giver: UUID, receiver: UUID, purpose: str, data_set: str, on: date) -> bool:
    """Whether an agreement lets `giver` share this data set with `receiver` on this day."""
    live = terms.starts_on <= on and (terms.ends_on is None or on <= terms.ends_on)
    return (
        live
        and {giver, receiver} <= terms.parties
        and purpose == terms.purpose
        and data_set in terms.data_sets
    )
