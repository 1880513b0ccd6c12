"""What a measure is, and the shape of its values. Pure but for Ibis, which only describes a query here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise

Facts = Mapping[str, Any]
"""The tables of facts as Ibis tables, by name. Ibis ships no types for its expressions."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are counted, first and last included. Facts after `last` are not looked at."""

    first: date
    last: date


class Value(StrEnum):
    """What the value of a measure is."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    MEDIAN = "median"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure in one version. What is frozen never changes: a better definition is a new version.

    `code` and `version` name it, as in `repeat_person.1`. `title`, `unit`, `window`, `denominator`, `source` and
    `caveat` are whole sentences for readers. `tables` are the facts it needs. `query` makes from the facts and the
    period an expression with the columns of `COLUMNS`. `monthly`: a row for each month, fit for a control chart.
    `higher_is` says whether more is better, worse or neither: nothing is coloured by a guess.
    """

    code: str
    version: int
    title: Promise
    unit: Promise
    window: Promise
    denominator: Promise
    source: Promise
    caveat: Promise
    value: Value
    tables: tuple[str, ...]
    query: Callable[[Facts, Period], Any]
    monthly: bool = False
    higher_is: str = ""

    @property
    def name(self) -> str:
        """Code and version: repeat_person.1."""
        return f"{self.code}.{self.version}"


# The columns that every query gives, and each row means: in the months or the whole period that starts on `first`, in
# this force, council area, agency and group (empty text: all of them), `count` of `out_of` were so, and the value was
# `value` (with an interval from `low` to `high` where there is one). A small `count`, or a small rest, is hidden
# before anybody reads it; a median, an index or a curve is hidden when `out_of` is small.
COLUMNS: Final[Mapping[str, str]] = {
    "first": "date",
    "force": "string",
    "area": "string",
    "agency": "string",
    "group": "string",
    "count": "int64",
    "out_of": "int64",
    "value": "float64",
    "low": "float64",
    "high": "float64",
}
