"""A partner's event as plain values, and what became of a batch of them."""

from dataclasses import dataclass
from datetime import date, datetime

from earlyhelp.understand.choices.chronology import Certainty, EventKind, EventVisibility


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One event as a partner's feed brings it. Exactly one of `at` and `on` is given.

    `system` and `person_key` name the partner's source record of the person; `key` names the event.
    """

    line: int
    key: str
    system: str
    person_key: str
    kind: EventKind
    at: datetime | None
    on: date | None
    until_on: date | None
    certainty: Certainty
    summary_en: str
    summary_cy: str
    language: str
    is_major: bool
    visibility: EventVisibility


@dataclass(frozen=True, slots=True)
class StoredEvents:
    """What became of a batch. `repeated`, `conflicting` and `unknown` are lines: said before, otherwise, of nobody."""

    new: int
    changed: int
    unchanged: int
    repeated: tuple[int, ...]
    conflicting: tuple[int, ...]
    unknown: tuple[int, ...]
