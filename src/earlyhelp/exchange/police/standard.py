"""The rules of the minimum standard for people, objects, locations and events (POLE), over plain text.

The standard's own file needs a log-in that this project has not; these are the rules as forces describe them: four
facts and one more for a person, names of 1 to 35 characters without fillers, no date in the future, nobody without an
event, telephone numbers in E.164. Source: Police Digital Service, POLE Data Standards Catalogue 1.0 (2022).
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final
from unicodedata import category

import phonenumbers
from phonenumbers import PhoneMetadata

from earlyhelp.exchange.choices import Fault
from earlyhelp.kit import names
from earlyhelp.kit.identity import plain_postcode

LONGEST_NAME: Final = 35
MOST_PEOPLE: Final = 30
EARLIEST: Final = date(1900, 1, 1)
OLDEST: Final = 130
LONGEST: Final = {"number": 40, "place": 300, "address": 300, "email": 254}
_IN_NAMES: Final = frozenset(" -.'’‘ʼ`")
_FILLERS: Final = frozenset(
    {
        "not given", "not stated", "not provided", "none given", "no name", "name unknown", "unidentified", "withheld",
        "anonymous", "anon", "tba", "na", "null", "blank", "missing", "same", "as above", "see above", "test",
        "test test", "male", "female", "man", "woman", "person", "public", "caller", "informant", "baby", "unborn",
        "child", "dienw", "ddim", "heb enw", "baban", "plentyn", "galwr", "fel uchod",
    }
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63})+"
)
_NOT_DIALLED: Final = str.maketrans("", "", " \t-.()/")
HOME: Final = "GB"


@lru_cache(maxsize=100_000)
def fault_of_name(name: str) -> Fault | None:
    """What is wrong with a given name or a family name, or None."""
    if not 1 <= len(name) <= LONGEST_NAME:
        return Fault.NAME_LENGTH
    if len(name) > 1 and _is_formula(name):
        return Fault.FORMULA
    if _is_filler(name):
        return Fault.NAME_FILLER
    known = all(sign.isalpha() or sign in _IN_NAMES or category(sign)[0] == "M" for sign in name)
    return None if known and name[0].isalpha() else Fault.NAME_LETTERS


def _is_filler(name: str) -> bool:
    folded = names.fold(name)
    if not folded:
        return not any(sign.isdigit() for sign in name)
    one_letter = len(set(folded)) == 1 and (len(folded) > 2 or folded[0] in "xz")
    return one_letter or folded in _FILLERS or not names.words(name)


def fault_of_text(text: str, longest: int) -> Fault | None:
    """What is wrong with words that go on to a page and into a spreadsheet, or None."""
    if len(text) > longest:
        return Fault.LENGTH
    return Fault.FORMULA if _is_formula(text) else None


def _is_formula(text: str) -> bool:
    return text.startswith(_FORMULA)


def fault_of_birth(born: date, *, opened: date, today: date) -> Fault | None:
    """What is wrong with a date of birth, by the day of the incident and today, or None."""
    if born > today:
        return Fault.DATE_FUTURE
    if born > opened:
        return Fault.BORN_AFTER
    if born < EARLIEST or opened.year - born.year > OLDEST:
        return Fault.DATE_TOO_OLD
    return None


def is_four_and_one(four: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """The rule of four facts and one more: all of the four are said, and any one of the others."""
    return all(four) and any(more)


def _lengths() -> frozenset[int]:
    """How many digits a number of the United Kingdom can have, by the library's own tables."""
    tables = PhoneMetadata.metadata_for_region(HOME)
    known = tables.general_desc if tables else None
    return frozenset(length for length in (known.possible_length if known else ()) if length >= _SHORTEST)


_SHORTEST: Final = 9
_HOME_LENGTHS: Final = _lengths()


def e164(text: str) -> str | None:
    """A telephone number as "+447700900123", or None when no such number is possible. Numbers kept for drama pass.

    A plain number of the United Kingdom is measured by the library's tables directly, which gives what the library
    gives in a fiftieth of the time; everything else goes through the library whole.
    """
    digits = text.translate(_NOT_DIALLED)
    home = digits[1:] if digits[:1] == "0" else digits[3:] if digits[:3] == "+44" else ""
    if len(home) in _HOME_LENGTHS and home[0] in "12378" and home.isascii() and home.isdecimal():
        return f"+44{home}"
    return _through_the_library(text)


def _through_the_library(text: str) -> str | None:
    try:
        found = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None
    # An extension is not part of E.164: who answers it may not be the person.
    possible = phonenumbers.is_possible_number_with_reason(found)
    if found.extension or possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=50_000)
def postcode(text: str) -> str | None:
    """A whole postcode as "CF31 1AA", or None."""
    district, unit = plain_postcode(text)
    return f"{district} {unit}" if unit else None


def is_email(text: str) -> bool:
    """True for an address such as name@example.org."""
    return len(text) <= LONGEST["email"] and _EMAIL.fullmatch(text) is not None
