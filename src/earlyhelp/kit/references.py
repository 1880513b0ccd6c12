"""References that a person can say aloud: `EH-26-0004217` is a prefix, a year and a number.

Written with hyphens, read however it was typed: lower case, spaces, no hyphens, no leading zeros, an O for
a nought.
"""

import re
import unicodedata
from dataclasses import dataclass

_CENTURY = 2000
_DIGITS = 7
_LONGEST = 9
_SEPARATORS = re.compile(r"[\s\-./_\u2010-\u2015\u2212]+")
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in its parts. `year` has four digits; `str()` gives the form that people see."""

    prefix: str
    year: int
    number: int

    def __str__(self) -> str:
        return format_reference(self.prefix, self.year, self.number)


def format_reference(prefix: str, year: int, number: int) -> str:
    """Write a reference: `format_reference("EH", 2026, 4217)` is `EH-26-0004217`.

    Raises ValueError when a part cannot be read back: a prefix that is not capital letters, a year outside
    2000 to 2099, a number below 1 or longer than nine digits.
    """
    if not re.fullmatch(r"[A-Z]{1,4}", prefix):
        raise ValueError("a reference's prefix is one to four capital letters")
    if not _CENTURY <= year < _CENTURY + 100:
        raise ValueError("a reference's year lies between 2000 and 2099")
    if not 0 < number < 10**_LONGEST:
        raise ValueError("a reference's number has one to nine digits and is not nought")
    return f"{prefix}-{year % 100:02d}-{number:0{_DIGITS}d}"


def parse_reference(typed: str, *, prefix: str) -> Reference | None:
    """Read a reference as a person typed it, or None when it is not one with this prefix.

    Without its prefix it is read only when the number is written out in full, so that a telephone number or a
    date of birth is not taken for one.
    """
    text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed)).upper()
    shortest = _DIGITS
    if text.startswith(prefix):
        text, shortest = text.removeprefix(prefix), 1
    text = text.translate(_LOOKALIKES)
    longest = _LONGEST if shortest == 1 else _DIGITS
    found = re.fullmatch(rf"([0-9]{{2}})([0-9]{{{shortest},{longest}}})", text)
    if found is None or int(found[2]) == 0:
        return None
    return Reference(prefix, _CENTURY + int(found[1]), int(found[2]))
