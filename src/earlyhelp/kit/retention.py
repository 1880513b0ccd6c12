"""How a room says what it keeps: each room's `retention.py` holds a tuple `RETENTION` of these.

A declaration, not a machine: what runs the clock, exports and erases reads it, and so do the privacy notice and
the test that every table of people is declared.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Erasure(StrEnum):
    """What becomes of a row when its time is over or its erasure is granted."""

    DELETE = "delete"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one model.

    `model` is a label ("identify.Draft"), `what` a sentence for the privacy notice, `counted_from` the column from
    which `keep_days` count. `person_columns` are given to the person whom the row is about when they ask, and emptied
    by Erasure.BLANK. `through` is the column that holds the record key by which the row is found, "id" for its own.
    """

    model: str
    what: str | Promise
    keep_days: int
    counted_from: str
    holds_people: bool
    erasure: Erasure
    person_columns: tuple[str, ...] = ()
    through: str = "id"
