"""Names, dates and sexes in their plainest form, as people in Wales write them."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from earlyhelp.kit import names

_NUMBERS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_MONTHS: Final = {
    short: number
    for number, several in enumerate(
        (
            "jan ion", "feb chw", "mar maw", "apr ebr", "may mai", "jun meh",
            "jul gor", "aug aws", "sep med", "oct hyd", "nov tac", "dec rha",
        ),
        start=1,
    )
    for short in several.split()
}  # fmt: skip
_SEXES: Final = {
    "m": "m", "male": "m", "man": "m", "boy": "m", "1": "m", "gwryw": "m", "g": "m", "gwrywaidd": "m", "dyn": "m",
    "f": "f", "female": "f", "woman": "f", "girl": "f", "2": "f", "benyw": "f", "b": "f", "benywaidd": "f", "w": "f",
}  # fmt: skip
_OLDEST_YEAR: Final = 1000


class Given(NamedTuple):
    """A given name as it is compared: the first word, the rest, and the labels under which it is found."""

    given: str | None
    given_rest: str | None
    given_root: str | None
    given_sound: str | None
    given_known: bool


class Family(NamedTuple):
    """A family name as it is compared: all its words, its first and last word, and the labels."""

    family: str | None
    family_first: str | None
    family_last: str | None
    family_root: str | None
    family_sound: str | None
    family_known: bool


class Born(NamedTuple):
    """A date of birth: eight digits when all of it is known (even when it cannot be a date), and its parts."""

    born: str | None
    born_year: int | None
    born_month: int | None
    born_day: int | None


def given_of(written: str) -> Given:
    """Read one given name."""
    words = names.words(written)
    if not words:
        return Given(None, None, None, None, False)
    first = words[0]
    rest = " ".join(words[1:]) or None
    return Given(
        first, rest, names.root(first), names.sound(first) or None, names.is_known(first, names.Kind.GIVEN)
    )


def family_of(written: str) -> Family:
    """Read one family name."""
    words = names.words(written)
    if not words:
        return Family(None, None, None, None, None, False)
    last = words[-1]
    known = names.is_known(last, names.Kind.FAMILY)
    return Family(" ".join(words), words[0], last, names.root(last), names.sound(last) or None, known)


def halves_of(written: str) -> tuple[str, str]:
    """Part a whole name into given names and family name: "Jones, Siân Haf" and "Siân Haf Jones" alike."""
    if "," in written:
        family, _, given = written.partition(",")
        return given.strip(), family.strip()
    words = names.words(written)
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (" ".join(words), "")


def sex_of(written: str) -> str | None:
    """Read a sex: m, f, or another one as it is written."""
    folded = names.fold(written) or written.strip()
    return (
        _SEXES.get(folded, folded[:1] or None)
        if folded not in {"u", "unknown", "nk", "anhysbys", "9", "0"}
        else None
    )


def order_of(written: Iterable[str]) -> str:
    """Say whether dates such as 03/05/1984 begin with the day or the month: by those that can be only one of them."""
    day_first = month_first = 0
    for each in written:
        parts = _NUMBERS.findall(each)
        if len(parts) >= 3 and len(parts[0]) <= 2 and len(parts[2]) in {2, 4}:
            day_first += int(parts[0]) > 12
            month_first += int(parts[1]) > 12
    return "mdy" if month_first > day_first else "dmy"


def born_of(written: str, order: str, this_year: int) -> Born:
    """Read one date of birth in any usual form; ``order`` is dmy, mdy, ymd or a strptime format."""
    if "%" in order:
        try:
            found = datetime.strptime(written.strip(), order).date()  # noqa: DTZ007 a date has no time zone
        except ValueError:
            return Born(None, None, None, None)
        return _born(found.year, found.month, found.day)
    lower = written.strip().lower().split("t")[0] if written[:4].isdigit() else written.strip().lower()
    month = next((_MONTHS[word[:3]] for word in _WORD.findall(lower) if word[:3] in _MONTHS), None)
    parts = _NUMBERS.findall(lower)
    if month is not None:
        return _with_named_month(parts, month, this_year)
    if len(parts) >= 3:
        return _of_three(parts, order, this_year)
    return _of_few(parts, this_year)


def _of_few(parts: list[str], this_year: int) -> Born:
    """Eight digits in a row, a year and a month, or a year alone."""
    if len(parts) == 1 and len(parts[0]) == 8:
        digits = parts[0]
        if _OLDEST_YEAR < int(digits[:4]) <= this_year + 1:
            return _born(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return _born(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    if parts and len(parts[0]) == 4:
        return Born(None, int(parts[0]), (int(parts[1]) % 100 or None) if len(parts) == 2 else None, None)
    return Born(None, None, None, None)


def _with_named_month(parts: list[str], month: int, this_year: int) -> Born:
    if len(parts) < 2:
        return (
            Born(None, int(parts[0]), month, None)
            if parts and len(parts[0]) == 4
            else Born(None, None, None, None)
        )
    day, year = (parts[1], parts[0]) if len(parts[0]) == 4 else (parts[0], parts[1])
    return _born(_whole_year(year, this_year), month, int(day))


def _of_three(parts: list[str], order: str, this_year: int) -> Born:
    if len(parts[0]) == 4 or order == "ymd":
        return _born(_whole_year(parts[0], this_year), int(parts[1][:2]), int(parts[2][:2]))
    first, second, year = int(parts[0][:2]), int(parts[1][:2]), _whole_year(parts[2], this_year)
    return _born(year, first, second) if order == "mdy" else _born(year, second, first)


def _whole_year(written: str, this_year: int) -> int:
    year = int(written[:4])
    if len(written) > 2:
        return year
    return 2000 + year if 2000 + year <= this_year else 1900 + year


def _born(year: int, month: int, day: int) -> Born:
    if not year:
        return Born(None, None, None, None)
    if not month or not day:
        return Born(None, year, month or None, None)
    month, day = month % 100, day % 100
    return Born(f"{year:04}{month:02}{day:02}", year, month, day)
