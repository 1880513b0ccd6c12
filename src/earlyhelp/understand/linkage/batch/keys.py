"""Under which keys two records meet, to be compared; and on which blocks training looks for pairs."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Key:
    """Records with the same parts meet, unless more than ``most`` share them. ``wide``: for small tables only."""

    parts: tuple[str, ...]
    most: int
    wide: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """The columns that must be filled."""
        return frozenset(
            word for part in self.parts for word in _WORDS.findall(part) if word not in _FUNCTIONS
        )


_FUNCTIONS: Final = frozenset({"least", "greatest", "substr"})
_WORDS: Final = re.compile(r"[a-z][a-z_0-9]*")
_NAMES: Final = "least(given_root, family_root), greatest(given_root, family_root)"
_SOUNDS: Final = "least(given_sound, family_sound), greatest(given_sound, family_sound)"
_DAY: Final = "born_year, least(born_month, born_day), greatest(born_month, born_day)"

KEYS: Final = (
    *(Key((f"id_{n}",), 100) for n in range(1, 20)),
    Key((_DAY, "given_root"), 400),
    Key((_DAY, "family_root"), 400),
    Key((_NAMES, "born_year"), 300),
    Key(("email",), 60),
    Key(("telephone", "given_sound"), 60),
    Key((_NAMES, "postcode"), 200),
    Key((_SOUNDS, "district"), 100),
    Key((_SOUNDS, "town"), 100),
    Key((_SOUNDS, "born_month", "born_day"), 200),
    Key((_SOUNDS, "born_year"), 100),
    Key(("address", "given_sound"), 60),
    Key(("postcode", "given_sound"), 60),
    Key(("address", "family_root"), 40),
    Key((_DAY, "postcode"), 60),
    Key((_DAY, "town"), 60),
    Key((_DAY, "given_sound"), 100),
    Key((_DAY, "family_sound"), 100),
    Key(("postcode", "family_sound", "born_year"), 60),
    Key(("telephone",), 30),
    Key((_NAMES,), 60),
    Key((_SOUNDS,), 40),
    Key((_DAY,), 40),
    Key(("email_user",), 30),
    Key(("substr(given, 1, 3)", "substr(family, 1, 3)", "born_year"), 60, wide=True),
    Key(("postcode", "substr(given, 1, 1)"), 40, wide=True),
    Key(("family_root", "born_year", "town"), 40, wide=True),
    Key(("given_root", "born_year", "town"), 40, wide=True),
    Key(("family_root", "birthplace", "born_year"), 40, wide=True),
    Key(("given_root", "birthplace", "born_year"), 40, wide=True),
    Key(("substr(email, 1, 6)",), 30, wide=True),
    Key(("given_root", "town"), 30, wide=True),
    Key(("family_root", "town"), 30, wide=True),
    Key(("given_sound", "born_year"), 30, wide=True),
    Key(("family_sound", "born_year"), 30, wide=True),
    Key(("born_year", "born_month", "town"), 30, wide=True),
    Key(("given_root",), 25, wide=True),
    Key(("family_root",), 25, wide=True),
    Key(("postcode",), 20, wide=True),
    Key(("address",), 20, wide=True),
)
"""From the surest to the widest; the wide ones are for rare values only."""


SMALL: Final = 200_000
"""Records up to which the wide keys are used too: beyond it they bring many pairs and few people."""


def keys_for(filled: frozenset[str], records: int) -> tuple[Key, ...]:
    """The keys whose columns are filled, for a table of this size."""
    also = set(filled)
    if "born" in filled:
        also |= {"born_month", "born_day"}
    for name in ("given", "family"):
        if name in filled:
            also |= {f"{name}_root", f"{name}_sound"}
    if "email" in filled:
        also.add("email_user")
    return tuple(key for key in KEYS if key.columns <= also and (records <= SMALL or not key.wide))


TRAINED_ON: Final = (
    (("born",), frozenset({"born"})),
    (("given_root", "family_root"), frozenset({"given", "family"})),
    (("family_root", "born_year", "postcode"), frozenset({"family", "born", "place"})),
    (("given_root", "postcode"), frozenset({"given", "place"})),
    (("email",), frozenset({"email"})),
    (("given_root", "telephone"), frozenset({"given", "telephone"})),
    (("given_root", "town", "born_year"), frozenset({"given", "town", "born"})),
    (("family_root", "town", "born_year"), frozenset({"family", "town", "born"})),
    (("family_root", "given_sound"), frozenset({"given", "family"})),
)
"""Blocks on which training may look for pairs, and the comparisons that each says nothing about.

None is a household: whoever trains on one address or telephone finds families in place of people.
"""
