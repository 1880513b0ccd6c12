"""Who is there for staff, as a small table of the product's own. Nobody in it is a person."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody to turn to. `number` is what a telephone dials and `shown` what a person reads; "" without a line."""

    name_en: str
    name_cy: str
    number: str
    shown: str
    web: str
    what_en: str
    what_cy: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is there now, first; then who is there for staff. `checked_on` is when the entries were last looked at."""

    checked_on: date
    now: Sequence[Support]
    staff: Sequence[Support]


@cache
def read_support() -> Directory:
    """The whole directory, in the order in which it is shown."""
    told = tomllib.loads((files("earlyhelp.develop.facts") / "support.toml").read_text(encoding="utf-8"))
    return Directory(
        told["checked_on"],
        tuple(Support(**one) for one in told["now"]),
        tuple(Support(**one) for one in told["staff"]),
    )
