"""Names of people as they vary in Wales: accents, Welsh and English forms, patronymics, and how they sound.

Pure functions over strings of any length and script. Nothing here stores or logs a name; the caches are
bounded and live as long as the process.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from earlyhelp.kit.name_forms import (
    FAMILY_FORMS,
    FAMILY_SHARES,
    GIVEN_FORMS,
    GIVEN_SHARES,
    OTHER_KNOWN_GIVEN,
    USUAL_FAMILY_SHARE,
    USUAL_GIVEN_SHARE,
)

LONGEST_NAME: Final = 200
"""Characters read of a name: what comes after them cannot help to tell people apart."""

_APOSTROPHES: Final = str.maketrans("", "", "'’‘ʼʹ`´′")
_ASCII: Final = {
    code: "" if chr(code) in "'`" else chr(code).lower() if chr(code).isalpha() else " "
    for code in range(128)
}
_LETTERS_WITHOUT_MARKS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_NOT_A_NAME: Final = frozenset(
    {
        "unknown",
        "not known",
        "anhysbys",
        "n k",
        "nk",
        "n a",
        "none",
        "nil",
        "tbc",
        "refused",
        "ddim yn hysbys",
    }
)
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "master", "sir", "parch", "rev"})
_JOINED_TO_NEXT: Final = frozenset({"ap", "ab", "ferch", "verch", "mac", "mc", "o"})


class Kind(StrEnum):
    """Which of a person's names is meant: equivalents and commonness differ (Lewis, Evan, John)."""

    GIVEN = "given"
    FAMILY = "family"


class Form(StrEnum):
    """How two different spellings can be the same name."""

    WELSH_AND_ENGLISH = "welsh_and_english"
    VARIANT = "variant"


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the letters of ``text`` in lower case, without accents or apostrophes, words parted by one
    space.

    ``"Siân"`` → ``"sian"``, ``"O’Brien"`` → ``"obrien"``, ``"Rhys-Jones"`` → ``"rhys jones"``.
    """
    if text.isascii():
        return " ".join(text[:LONGEST_NAME].translate(_ASCII).split())
    plain = unicodedata.normalize("NFKD", text[:LONGEST_NAME].casefold())
    plain = plain.translate(_APOSTROPHES).translate(_LETTERS_WITHOUT_MARKS)
    letters = (" " if not char.isalpha() else char for char in plain if not unicodedata.combining(char))
    return " ".join("".join(letters).split())


@lru_cache(maxsize=65_536)
def words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name: no title, a patronymic or Mac joined to what follows.

    ``"Mr Dafydd ap Rhys"`` → ``("dafydd", "aprhys")``. What stands for an unknown name gives no words.
    """
    folded = fold(name)
    if folded in _NOT_A_NAME:
        return ()
    parts = folded.split()
    while len(parts) > 1 and parts[0] in _TITLES:
        del parts[0]
    joined: list[str] = []
    waiting = ""
    for part in parts:
        if part in _JOINED_TO_NEXT and not waiting:
            waiting = part
            continue
        joined.append(waiting + part)
        waiting = ""
    if waiting:
        joined.append(waiting)
    return tuple(joined)


def _read_groups(table: str) -> dict[str, tuple[tuple[int, bool], ...]]:
    """Return for each name its groups: (group number, whether it is the Welsh side)."""
    groups: dict[str, set[tuple[int, bool]]] = {}
    for number, line in enumerate(table.strip().splitlines()):
        welsh, _, english = line.partition("|")
        for name in welsh.split():
            groups.setdefault(name, set()).add((number, True))
        for name in english.split():
            groups.setdefault(name, set()).add((number, False))
    return {name: tuple(sorted(where)) for name, where in groups.items()}


def _read_roots(*tables: str) -> dict[str, str]:
    """Return for each name one label shared by all that any chain of groups connects (used to find, not
    to judge).
    """
    root: dict[str, str] = {}

    def top(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for table in tables:
        for line in table.strip().splitlines():
            names = line.replace("|", " ").split()
            for name in names[1:]:
                root[top(name)] = top(names[0])
    return {name: top(name) for name in root}


_GROUPS: Final = {Kind.GIVEN: _read_groups(GIVEN_FORMS), Kind.FAMILY: _read_groups(FAMILY_FORMS)}
_ROOTS: Final = _read_roots(GIVEN_FORMS, FAMILY_FORMS)
_KNOWN: Final = {
    Kind.GIVEN: frozenset((*_GROUPS[Kind.GIVEN], *OTHER_KNOWN_GIVEN.split(), *GIVEN_SHARES)),
    Kind.FAMILY: frozenset((*_GROUPS[Kind.FAMILY], *FAMILY_SHARES)),
}
_SHARES: Final = {Kind.GIVEN: GIVEN_SHARES, Kind.FAMILY: FAMILY_SHARES}
_USUAL_SHARE: Final = {Kind.GIVEN: USUAL_GIVEN_SHARE, Kind.FAMILY: USUAL_FAMILY_SHARE}


def same_name(first: str, second: str, kind: Kind) -> Form | None:
    """Say how two different folded words are the same name (``dai``, ``david``), or None when they are not.

    Welsh and English wins over variant when a pair stands in several groups.
    """
    groups = _GROUPS[kind]
    found: Form | None = None
    for number, welsh in groups.get(first, ()):
        for other_number, other_welsh in groups.get(second, ()):
            if number == other_number:
                if welsh != other_welsh:
                    return Form.WELSH_AND_ENGLISH
                found = Form.VARIANT
    return found


def is_known(word: str, kind: Kind) -> bool:
    """Say whether a folded word is an established name: two such names are two names, however alike they
    look.
    """
    return word in _KNOWN[kind]


def share(name_words: Iterable[str], kind: Kind) -> float:
    """Return about what share of people (0 to 1) bear a name; for several words, the rarest decides."""
    shares = _SHARES[kind]
    usual = _USUAL_SHARE[kind]
    return min((shares.get(word, usual) for word in name_words), default=usual)


def root(word: str) -> str:
    """Return the label under which a folded word and all its forms are found (``dafydd`` and ``david``
    give one).
    """
    return _ROOTS.get(word, word)


LONGEST_SOUND: Final = 5

_SPELLINGS: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"^gw(?=[aeiouy])", "w"),  # Gwyn, Wyn: the soft mutation drops the g
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^(?:mac|mc)(?=.{2})", "mk"),
        (r"(?<=.{3}[bcdfghklmnprtvwxz])s$", ""),  # Griffith and Griffiths, Owen and Owens
        (r"(?<=[aeiouwy])gh", ""),  # Hugh, Vaughan, Leigh; not Ghulam
        (r"c(?=e$)|(?<=n)c(?=[ei])", "s"),  # Reece, Price, Francis; elsewhere Welsh c is hard: Ceri
        (r"tch|ch|ck", "k"),
        (r"ph", "f"),
        (r"sh", "s"),
    )
)
_CLASSES: Final = {
    **dict.fromkeys("pb", "P"),
    **dict.fromkeys("fv", "F"),  # Welsh f is English v: Ifor, Ivor
    **dict.fromkeys("td", "T"),  # dd and th are one sound heard two ways: Gruffydd, Griffith
    **dict.fromkeys("ckgq", "K"),
    **dict.fromkeys("szjx", "S"),  # si and sh and j: Siân, Shan, Jane
    "l": "L",
    "m": "M",
    "n": "N",
    "r": "R",
}
_VOWELS: Final = frozenset("aeiouwy")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return up to five capitals for how a folded word sounds to a Welsh or an English ear.

    ll as l, dd and th as d, f as v, ff and ph as f, rh as r, c and ch as k, si and sh and j as s; w, u
    and y are vowels; only whether a word begins with a vowel, with w or with h is kept. ``"dafydd"`` and
    ``"david"`` → TFT. A word in another script is its own code.
    """
    if not word.isascii():
        return word
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    codes: list[str] = []
    last = ""
    for place, letter in enumerate(word):
        code = _CLASSES.get(letter, "")
        if not code and place == 0:
            code = _opening(word)
        if code and code != last:
            codes.append(code)
        if letter != "h":  # th, rh, dh: an h parts nothing
            last = code
    return "".join(codes)[:LONGEST_SOUND]


def _opening(word: str) -> str:
    """Return the code for a first letter that is no plain consonant: W, H, or A for any vowel."""
    if word[0] == "h":
        return "H"
    if word[0] == "w" and word[1:2] in _VOWELS:
        return "W"
    return "A"
