"""How two values of one field stand to each other. Every function gives the same answer in either order."""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_set_ratio

from earlyhelp.kit import names
from earlyhelp.kit.identity import (
    Address,
    Identity,
    plain_address,
    plain_identifier,
    plain_postcode,
    plain_telephone,
)
from earlyhelp.kit.names import Form, Kind
from earlyhelp.understand.linkage.findings import Level

_FORM_LEVELS: Final = {
    Form.WELSH_AND_ENGLISH: Level.SAME_IN_WELSH_AND_ENGLISH,
    Form.VARIANT: Level.OTHER_FORM,
}
_BEST_FIRST: Final = {
    level: place
    for place, level in enumerate(
        (
            Level.SAME,
            Level.SAME_IN_WELSH_AND_ENGLISH,
            Level.OTHER_FORM,
            Level.SOUNDS_ALIKE,
            Level.CLOSE_SPELLING,
            Level.INITIAL_ONLY,
            Level.DIFFERENT,
        )
    )
}
_GOOD_AS_SWAPPED: Final = frozenset({Level.SAME, Level.SAME_IN_WELSH_AND_ENGLISH, Level.OTHER_FORM})
A_GENERATION: Final = 13
"""Years between two dates of birth that are no slip of the pen: they may be a father and a son of one
name.
"""
OLDEST: Final = 120
SAME_STREET: Final = 96
CLOSE_STREET: Final = 82


class Plain(NamedTuple):
    """An identity in the plainest form of each part, made once and compared many times."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    others: tuple[str, ...]
    born: date | None
    birth_year: int | None
    age: int | None
    address: Address
    postcode: tuple[str, str]
    telephone: str
    identifiers: dict[str, set[str]]


def plain(identity: Identity, *, on: date) -> Plain:
    """Return the parts of an identity as they are compared; a date of birth that cannot be is left out."""
    born = identity.date_of_birth
    if born is not None and not (born <= on and on.year - born.year <= OLDEST):
        born = None
    judged = identity.approximate_age
    identifiers: dict[str, set[str]] = {}
    for system, value in identity.identifiers:
        if code := plain_identifier(value):
            identifiers.setdefault(system, set()).add(code)
    return Plain(
        given=names.words(identity.given_name),
        family=names.words(identity.family_name),
        others=tuple(word for name in identity.other_names for word in names.words(name)),
        born=born,
        birth_year=born.year if born else judged.birth_year if judged else None,
        age=None if born or not judged else judged.years,
        address=plain_address(identity.address),
        postcode=plain_postcode(identity.postcode),
        telephone=plain_telephone(identity.telephone),
        identifiers=identifiers,
    )


# --- names ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=131_072)
def word_level(first: str, second: str, kind: Kind) -> Level:
    """Compare two folded words. Two established names of no common group are DIFFERENT, however alike
    they look.
    """
    if first == second:
        return Level.SAME
    if form := names.same_name(first, second, kind):
        return _FORM_LEVELS[form]
    if len(first) == 1 or len(second) == 1:
        return Level.INITIAL_ONLY if first[0] == second[0] else Level.DIFFERENT
    if names.is_known(first, kind) and names.is_known(second, kind):
        return Level.DIFFERENT
    longest = max(len(first), len(second))
    apart = OSA.distance(first, second, score_cutoff=3)
    code = names.sound(first)
    if len(code) > 1 and code == names.sound(second) and apart <= 3:
        return Level.SOUNDS_ALIKE
    return Level.CLOSE_SPELLING if apart <= (1 if longest <= 5 else 2) else Level.DIFFERENT


@lru_cache(maxsize=131_072)
def name_level(first: tuple[str, ...], second: tuple[str, ...], kind: Kind) -> Level:
    """Compare two names of one or more words: word by word, run together, or one inside the other."""
    if first == second:
        return Level.SAME
    if len(first) == len(second):
        levels = (word_level(a, b, kind) for a, b in zip(first, second, strict=True))
        return max(levels, key=_BEST_FIRST.__getitem__)
    if "".join(first) == "".join(second):
        return Level.SAME
    short, long = sorted((first, second), key=len)
    if all(any(word_level(word, other, kind) in _GOOD_AS_SWAPPED for other in long) for word in short):
        return Level.ONE_PART_DIFFERS
    return word_level("".join(first), "".join(second), kind)


def family_level(first: tuple[str, ...], second: tuple[str, ...]) -> Level:
    """Compare two family names; half of a double-barrelled name in common is ONE_PART_DIFFERS."""
    level = name_level(first, second, Kind.FAMILY)
    if level is Level.DIFFERENT and len(first) > 1 and len(second) > 1 and set(first) & set(second):
        return Level.SAME if set(first) == set(second) else Level.ONE_PART_DIFFERS
    return level


def name_levels(a: Plain, b: Plain) -> tuple[Level, Level]:
    """Return how the given names and the family names stand, seeing names in swapped places or known by
    another.
    """
    given = Level.NOT_KNOWN
    family = Level.NOT_KNOWN
    if a.family and b.family:
        family = family_level(a.family, b.family)
    if a.given and b.given:
        given = name_level(a.given, b.given, Kind.GIVEN)
        if given is Level.ONE_PART_DIFFERS and _others_complete(a, b):
            given = Level.SAME
    if given is Level.DIFFERENT:
        if a.given[0] in b.others or b.given[0] in a.others:
            return Level.ANOTHER_OF_THEIR_NAMES, family
        if family is Level.DIFFERENT and _is_swapped(a, b):
            return Level.SWAPPED, Level.SWAPPED
    return given, family


def _others_complete(a: Plain, b: Plain) -> bool:
    """Say whether the longer given name is the shorter with the other names that stand beside it (Mary +
    Ann).
    """
    short, long = (a, b) if len(a.given) < len(b.given) else (b, a)
    return short.given + short.others[: len(long.given) - len(short.given)] == long.given


def _is_swapped(a: Plain, b: Plain) -> bool:
    return (
        name_level(a.given, b.family, Kind.GIVEN) in _GOOD_AS_SWAPPED
        and name_level(a.family, b.given, Kind.GIVEN) in _GOOD_AS_SWAPPED
    )


def others_level(first: tuple[str, ...], second: tuple[str, ...]) -> Level:
    """Compare middle and former names: one in common is enough; an initial may stand for its name."""
    if not first or not second:
        return Level.NOT_KNOWN
    for one in first:
        for other in second:
            if word_level(one, other, Kind.GIVEN) is not Level.DIFFERENT:
                return Level.SAME
    return Level.DIFFERENT


# --- birth ----------------------------------------------------------------------------------------------


def is_estimate(born: date) -> bool:
    """1 January is what is written when only the year is known."""
    return born.month == 1 and born.day == 1


def birth_level(a: Plain, b: Plain) -> Level:
    """Compare dates of birth, or a date and a judged age, or two judged ages."""
    if a.born is not None and b.born is not None:
        return _date_level(a.born, b.born)
    if a.birth_year is None or b.birth_year is None:
        return Level.NOT_KNOWN
    margin = max(2, max(a.age or 0, b.age or 0) // 8)  # the older, the less well judged
    return Level.AGE_FITS if abs(a.birth_year - b.birth_year) <= margin else Level.DIFFERENT


def _date_level(first: date, second: date) -> Level:
    if first == second:
        return Level.SAME
    same_year = first.year == second.year
    if same_year and first.day == second.month and first.month == second.day:
        return Level.SWAPPED
    if same_year and (is_estimate(first) or is_estimate(second)):
        return Level.YEAR_ONLY
    parts = same_year + (first.month == second.month) + (first.day == second.day)
    if parts == 2 and abs(first.year - second.year) < A_GENERATION:
        return Level.ONE_PART_DIFFERS
    return Level.YEAR_ONLY if same_year else Level.DIFFERENT


# --- where, and how to reach ----------------------------------------------------------------------------


def address_level(first: Address, second: Address) -> Level:
    """Compare addresses by their numbers and their words; a shorter one may leave out the town."""
    if not first.words or not second.words:
        return Level.NOT_KNOWN
    if first == second:
        return Level.SAME
    alike = token_set_ratio(first.words, second.words, score_cutoff=CLOSE_STREET)
    if alike and " " in first.words and " " in second.words:
        if first.numbers != second.numbers:
            return Level.ONE_PART_DIFFERS
        return Level.SAME if alike >= SAME_STREET else Level.CLOSE_SPELLING
    if alike or (first.numbers == second.numbers != () and first.street == second.street):
        return Level.ONE_PART_DIFFERS  # a house or a town without its street; Bridgend, Pen-y-bont ar Ogwr
    return Level.DIFFERENT


def postcode_level(first: tuple[str, str], second: tuple[str, str]) -> Level:
    """Compare postcodes: whole, one character apart, or the district only."""
    if not first[0] or not second[0]:
        return Level.NOT_KNOWN
    if first == second:
        return Level.SAME if first[1] else Level.SAME_DISTRICT
    if first[1] and second[1] and OSA.distance("".join(first), "".join(second), score_cutoff=1) == 1:
        return Level.ONE_CHARACTER_DIFFERS
    return Level.SAME_DISTRICT if first[0] == second[0] else Level.DIFFERENT


def telephone_level(first: str, second: str) -> Level:
    """Compare telephone numbers by their digits."""
    if not first or not second:
        return Level.NOT_KNOWN
    if first == second:
        return Level.SAME
    near = OSA.distance(first, second, score_cutoff=1) == 1
    return Level.ONE_CHARACTER_DIFFERS if near else Level.DIFFERENT


def identifier_level(first: dict[str, set[str]], second: dict[str, set[str]]) -> Level:
    """Compare identifiers of the same system; the best pair counts."""
    level = Level.NOT_KNOWN
    for system in first.keys() & second.keys():
        if first[system] & second[system]:
            return Level.SAME
        near = any(OSA.distance(a, b, score_cutoff=1) == 1 for a in first[system] for b in second[system])
        if near:
            level = Level.ONE_CHARACTER_DIFFERS
        elif level is Level.NOT_KNOWN:
            level = Level.DIFFERENT
    return level
