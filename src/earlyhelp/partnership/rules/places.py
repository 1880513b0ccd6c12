"""Which fifth of Wales a small area is in, and how a postcode is written. Pure."""

import re
from datetime import date
from typing import Final

from earlyhelp.kit.identity import plain_postcode

INDEX_ON: Final = date(2019, 11, 27)
"""The day on which the Welsh Index of Multiple Deprivation 2019 came out."""
SMALL_AREAS: Final = 1909
"""How many small areas the index ranks: the Lower layer Super Output Areas of 2011."""
FIFTHS: Final = 5
DECILES: Final = 10

_AREA: Final = re.compile(r"W01[0-9]{6}")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")


def written_postcode(text: str) -> str:
    """A postcode as the national list writes it, with one space; empty when it is none."""
    district, unit = plain_postcode(text)
    return f"{district} {unit}" if unit else ""


def is_small_area(code: str) -> bool:
    """Whether it is the code of a small area in Wales, of 2011 or 2021."""
    return bool(_AREA.fullmatch(code))


def is_elsewhere(code: str) -> bool:
    """Whether it says a place that is not in Wales, or none: codes of other countries, islands and old postcodes."""
    return not code.startswith("W") or code == "W99999999"


def place_in(text: str, last: int) -> int | None:
    """A rank, decile or quintile from one to the last one. None when it is not."""
    text = text.strip().replace(",", "")
    place = int(text) if _NUMBER.fullmatch(text) else 0
    return place if 1 <= place <= last else None


def fifth_of(place: int, last: int) -> int:
    """The fifth, 1 for the most deprived, of a place in an order that ends with the last one.

    Where five does not divide it, each border is the nearest whole place, as the Welsh Government draws it: 382 of
    1,909 small areas are in the first fifth.
    """
    return next(
        fifth for fifth in range(1, FIFTHS + 1) if place <= (2 * last * fifth + FIFTHS) // (2 * FIFTHS)
    )
