"""Who somebody is said to be, and the keys under which the same person can be found again.

``search_keys`` is the same for the one who is looked for and for those who are looked through: two
identities may be the same person only when they share at least one key. Keys are stored in a ``bigint[]``
column under a GIN index. They are hashes, but of guessable facts: treat them as personal data and keep
them behind the same walls.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from earlyhelp.kit import names

KEY_VERSION: Final = b"earlyhelp-1"
"""Part of every key. Raise it when keys change meaning, and write all stored keys again."""


@dataclass(frozen=True, slots=True)
class ApproximateAge:
    """An age as somebody judged it, in whole years, and the day on which it was said."""

    years: int
    stated_on: date

    @property
    def birth_year(self) -> int:
        """The year of birth that the age points to, give or take."""
        return self.stated_on.year - self.years


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of who a person is. Every part may be missing; none is ever required (not even an
    identifier).

    ``identifiers`` are pairs (system, value) that name one person, such as an NHS number or a police
    reference.
    """

    given_name: str = ""
    family_name: str = ""
    other_names: tuple[str, ...] = ()
    date_of_birth: date | None = None
    approximate_age: ApproximateAge | None = None
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def birth_year(self) -> int | None:
        """The year of birth, from the date or else from the judged age."""
        if self.date_of_birth:
            return self.date_of_birth.year
        return self.approximate_age.birth_year if self.approximate_age else None


# --- parts in their plainest form -----------------------------------------------------------------------

_NOT_CODE: Final = re.compile(r"[^0-9A-Z]")
_NOT_DIGIT: Final = re.compile(r"\D")
_POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")
_POSTCODE_IN_TEXT: Final = re.compile(r"\b[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}\b")
_ADDRESS_TOKEN: Final = re.compile(r"\d+(?: ?[a-z](?![a-z]))?|[^\W\d_]+")  # 12, 12b, 12 b; a word
_IN_ADDRESS_WORD: Final = re.compile("['’‘`´]")
_STREET_WORDS: Final = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive",
    "cres": "crescent", "ct": "court", "gdns": "gardens", "gdn": "gardens", "pl": "place", "sq": "square",
    "ter": "terrace", "terr": "terrace", "tce": "terrace", "hse": "house", "no": "", "number": "", "rhif": "",
    "fflat": "flat", "apartment": "flat", "apt": "flat", "str": "stryd", "hl": "heol", "ffd": "ffordd",
}  # fmt: skip
LONGEST_ADDRESS: Final = 500


class Address(NamedTuple):
    """An address in its plainest form: numbers such as ``("3", "12b")``, words such as ``"heol fawr"``."""

    numbers: tuple[str, ...]
    words: str

    @property
    def street(self) -> str:
        """The first two words: as a rule the street, whatever the town is called in either language."""
        return " ".join(self.words.split(" ", 2)[:2])


@lru_cache(maxsize=16_384)
def plain_address(text: str) -> Address:
    """Return the numbers and words of an address: folded, short forms written out, without the postcode."""
    text = _POSTCODE_IN_TEXT.sub(" ", text[:LONGEST_ADDRESS])
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    numbers: list[str] = []
    kept: list[str] = []
    for token in _ADDRESS_TOKEN.findall(_IN_ADDRESS_WORD.sub("", text.lower())):
        if token[0].isdigit():
            numbers.append(token.replace(" ", "").lstrip("0"))
        elif word := _STREET_WORDS.get(token, token):
            kept.append(word)
    return Address(tuple(numbers), " ".join(kept))


@lru_cache(maxsize=16_384)
def plain_postcode(text: str) -> tuple[str, str]:
    """Return (district, unit) such as ``("CF31", "1AA")``; unit is empty when only the district is known."""
    code = _NOT_CODE.sub("", text[:20].upper())
    if whole := _POSTCODE.fullmatch(code):
        return whole[1], whole[2]
    return (code, "") if 2 <= len(code) <= 4 and code[0].isalpha() else ("", "")


def plain_telephone(text: str) -> str:
    """Return the digits of a telephone number without the United Kingdom's prefix; empty when they are
    too few.
    """
    digits = _NOT_DIGIT.sub("", text[:40])
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) > 10:
        digits = digits[2:]
    digits = digits.lstrip("0")
    return digits if len(digits) >= 6 else ""


def plain_identifier(value: str) -> str:
    """Return the letters and digits of an identifier, in capitals."""
    return _NOT_CODE.sub("", value[:80].upper())


# --- keys -----------------------------------------------------------------------------------------------


def search_keys(identity: Identity) -> list[int]:
    """Return the sorted, distinct signed 64-bit keys under which a person is stored and looked for.

    About 22 for a person of whom everything is known, more for a double-barrelled name, none when nothing
    is known.
    """
    return sorted({_hash(parts) for parts in _key_parts(identity)})


def sure_keys(identity: Identity) -> list[int]:
    """Return the search keys that say both names, in any form, and the date of birth; none when one is missing.

    Whoever holds all of them is very probably the same person. None for an Owen Owen either: his name is one key.
    """
    given = {names.root(name) for name in names.words(identity.given_name)[:1]}
    family = {names.root(name) for name in _ends(names.words(identity.family_name))}
    born = identity.date_of_birth
    if born is None or not (given and family) or given & family:
        return []
    whole = _whole(born)
    return sorted(_hash(("date+name", whole, name)) for name in given | family)


def _whole(born: date) -> str:
    """Return a date as one text that stays the same when day and month are swapped."""
    return str(born.year) + _unordered(f"{born.day:02}", f"{born.month:02}")


def _hash(parts: tuple[str, ...]) -> int:
    digest = blake2b("\x1f".join(parts).encode(errors="surrogatepass"), digest_size=8, person=KEY_VERSION)
    return int.from_bytes(digest.digest(), "big", signed=True)


def _key_parts(identity: Identity) -> Iterator[tuple[str, ...]]:
    given = names.words(identity.given_name)[:1]
    family = _ends(names.words(identity.family_name))
    district, unit = plain_postcode(identity.postcode)
    address = plain_address(identity.address)
    pairs = [
        (_unordered(names.root(g), names.root(f)), _unordered(names.sound(g), names.sound(f)))
        for g in given
        for f in family
    ]
    yield from _date_keys(identity.date_of_birth, given, family, pairs, district)
    yield from _year_keys(identity.birth_year, pairs, district)
    yield from _place_keys(given, family, pairs, (district, unit), address)
    if telephone := plain_telephone(identity.telephone):
        yield "telephone", telephone
    for system, value in identity.identifiers:
        if code := plain_identifier(value):
            yield "identifier", system, code


def _ends(family: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first and last word of a family name: either may be used alone."""
    return (family[0], family[-1]) if len(family) > 1 else family


def _unordered(first: str, second: str) -> str:
    """Return one text for a pair in either order: given and family name, or day and month, may be swapped."""
    return "+".join(sorted((first, second)))


def _date_keys(
    born: date | None,
    given: tuple[str, ...],
    family: tuple[str, ...],
    pairs: list[tuple[str, str]],
    district: str,
) -> Iterator[tuple[str, ...]]:
    """Whole date with one name or the district; two parts of the date with both names."""
    if born is None:
        return
    year, month, day = str(born.year), f"{born.month:02}", f"{born.day:02}"
    whole = _whole(born)
    for name in (*given, *family):  # no label says which name it is, so swapped names meet
        yield "date+name", whole, names.root(name)
        yield "date+sound", whole, names.sound(name)
    if district:
        yield "date+district", whole, district
    for _, sounds in pairs:
        yield "year+month+sounds", year, month, sounds
        yield "year+day+sounds", year, day, sounds
        yield "day+month+sounds", _unordered(day, month), sounds


def _year_keys(year: int | None, pairs: list[tuple[str, str]], district: str) -> Iterator[tuple[str, ...]]:
    """Both names with two overlapping bands of six years: births three years apart or less share a band."""
    if year is None:
        return
    bands = (f"a{year // 6}", f"b{(year + 3) // 6}")
    for roots, sounds in pairs:
        for band in bands:
            yield "names+band", roots, band
            if district:
                yield "sounds+band+district", sounds, band, district


def _place_keys(
    given: tuple[str, ...],
    family: tuple[str, ...],
    pairs: list[tuple[str, str]],
    postcode: tuple[str, str],
    address: Address,
) -> Iterator[tuple[str, ...]]:
    """Names with the district, the whole postcode or the house; and both names alone, for want of
    anything else.
    """
    district, unit = postcode
    house = " ".join((*address.numbers[:1], address.street)) if address.words else ""
    for roots, sounds in pairs:
        yield "names", roots
        if district:
            yield "names+district", roots, district
            yield "sounds+district", sounds, district
        if house:
            yield "sounds+house", sounds, house
    for name in (*given, *family):
        if unit:
            yield "postcode+name", district + unit, names.root(name)
        if house:
            yield "house+name", house, names.root(name)
