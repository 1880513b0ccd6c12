"""How a room says what it keeps: each room's `retention.py` holds a tuple `RETENTION` of these.

A declaration, not a machine: what runs the clock, exports and erases reads it, and so do the privacy notice and
the test that every table of people is declared.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise

# What stands in a column of words that was emptied and may not be blank.
EMPTIED: Final = "–"


class Erasure(StrEnum):
    """What becomes of a row when the erasure of a part is granted.

    When its time is over it is deleted; only while a row of another controller rests on it, it stays as an empty
    row: keys and dates, with `person_columns` emptied.
    """

    DELETE = "delete"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one model.

    `model` is a label ("identify.Draft"), `what` a sentence for the privacy notice, `counted_from` the column from
    which `keep_days` count. `person_columns` are given to the person whom the row is about when they ask, and emptied
    by Erasure.BLANK. `through` is the column that holds the record key by which the row is found, "id" for its own.

    For the clock that govern runs: `also_through` names further columns, of a row that is about two (it goes with
    either). `open_while` are columns with the values, all of which mean that the row is open work (None: empty).
    `settles` is a model whose rows are open work until a row of this one, or of another that settles it, hangs on
    them. `born_on` are paths, as for a query, to the dates of birth of those whom the row is about; `closed_on` is the
    column of the day of closing.
    """

    model: str
    what: str | Promise
    keep_days: int
    counted_from: str
    holds_people: bool
    erasure: Erasure
    person_columns: tuple[str, ...] = ()
    through: str = "id"
    also_through: tuple[str, ...] = ()
    open_while: tuple[tuple[str, tuple[str | None, ...]], ...] = ()
    settles: str = ""
    born_on: tuple[str, ...] = ()
    closed_on: str = ""
