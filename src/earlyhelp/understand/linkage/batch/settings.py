"""Settings as code: what is compared, and at which levels.

Conditions are SQL of DuckDB over the columns of ``people`` with ``_l`` and ``_r`` for the two records, as Splink writes
them. ``m`` and ``u`` are where training begins, and what holds where the data say too little.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Step:
    """One way in which two values can stand. ``by_share``: the column of bits that says how rare the value is."""

    name: str
    condition: str
    m: float
    u: float
    by_share: str = ""
    share_weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: its steps from the best to the worst; ``unknown`` says when nothing can be said."""

    name: str
    unknown: str
    steps: tuple[Step, ...]
    most_different: float = 0.5
    """The share of true pairs that the worst step can have at most: more means that training found households."""


def _both(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


def _slip(column: str) -> str:
    """One character more, less or other, or two in swapped places. The dear test comes last, for few."""
    both = f"{column}_l, {column}_r"
    return f"levenshtein({both}) <= 1 OR (levenshtein({both}) = 2 AND damerau_levenshtein({both}) = 1)"


_NOT_BOTH_KNOWN: Final = "NOT (given_known_l AND given_known_r)"
_SWAPPED: Final = (
    "(given_l = family_r OR family_l = given_r) AND jaro_winkler_similarity(given_l, family_r) >= 0.85 "
    "AND jaro_winkler_similarity(family_l, given_r) >= 0.85"
)

GIVEN: Final = Compared(
    "given",
    _both("given"),
    (
        Step("same", _same("given"), 0.80, 0.006, "given_bits"),
        Step("same_in_welsh_and_english", _same("given_root"), 0.04, 0.004, "given_root_bits"),
        Step("swapped", _SWAPPED, 0.01, 0.00001, "given_bits"),
        Step(
            "another_of_their_names",
            "contains(' ' || others_r || ' ', ' ' || given_l || ' ') "
            "OR contains(' ' || others_l || ' ', ' ' || given_r || ' ')",
            0.01,
            0.002,
        ),
        Step(
            "initial_only",
            "(length(given_l) = 1 OR length(given_r) = 1) AND substr(given_l, 1, 1) = substr(given_r, 1, 1)",
            0.02,
            0.01,
        ),
        Step(
            "close_spelling",
            f"{_NOT_BOTH_KNOWN} AND (levenshtein(given_l, given_r) <= 1 "
            "OR jaro_winkler_similarity(given_l, given_r) >= 0.92 "
            "OR starts_with(given_l, given_r) OR starts_with(given_r, given_l))",
            0.06,
            0.004,
            "given_bits",
            0.5,
        ),
        Step(
            "sounds_alike",
            f"{_NOT_BOTH_KNOWN} AND "
            "(given_sound_l = given_sound_r OR jaro_winkler_similarity(given_l, given_r) >= 0.84)",
            0.03,
            0.02,
        ),
        Step("looks_alike", "jaro_winkler_similarity(given_l, given_r) >= 0.88", 0.01, 0.01),
        Step("different", "ELSE", 0.03, 0.95),
    ),
    most_different=0.20,
)

FAMILY: Final = Compared(
    "family",
    _both("family"),
    (
        Step("same", _same("family"), 0.82, 0.005, "family_bits"),
        Step("same_in_welsh_and_english", _same("family_root"), 0.02, 0.003, "family_root_bits"),
        Step("swapped", _SWAPPED, 0.01, 0.00001, "family_bits"),
        Step(
            "one_part_differs",
            "family_first_l = family_first_r OR family_last_l = family_last_r OR family_first_l = family_last_r "
            "OR family_last_l = family_first_r OR former_l = family_r OR family_l = former_r",
            0.02,
            0.004,
        ),
        Step(
            "close_spelling",
            "levenshtein(family_l, family_r) <= 1 OR jaro_winkler_similarity(family_l, family_r) >= 0.92",
            0.06,
            0.004,
            "family_bits",
            0.5,
        ),
        Step(
            "sounds_alike",
            "family_sound_l = family_sound_r OR jaro_winkler_similarity(family_l, family_r) >= 0.84",
            0.03,
            0.02,
        ),
        Step("different", "ELSE", 0.06, 0.96),
    ),
    most_different=0.30,
)

OTHERS: Final = Compared(
    "others",
    _both("others"),
    (
        Step("same", _same("others"), 0.7, 0.02),
        Step("initial_only", "substr(others_l, 1, 1) = substr(others_r, 1, 1)", 0.2, 0.08),
        Step("different", "ELSE", 0.1, 0.9),
    ),
)

A_GENERATION: Final = 13
BORN: Final = Compared(
    "born",
    _both("born_year"),
    (
        Step("same", _same("born"), 0.88, 0.00004, "born_bits"),
        Step(
            "swapped",
            "born_year_l = born_year_r AND born_month_l = born_day_r AND born_day_l = born_month_r",
            0.01,
            0.00004,
        ),
        Step(
            "one_slip",
            "hamming(born_l, born_r) <= 1 OR (hamming(born_l, born_r) = 2 AND damerau_levenshtein(born_l, born_r) = 1)",
            0.04,
            0.0012,
        ),
        Step(
            "year_only",
            "born_year_l = born_year_r AND (born_l IS NULL OR born_r IS NULL OR born_l LIKE '%0101' "
            "OR born_r LIKE '%0101')",
            0.02,
            0.01,
        ),
        Step(
            "one_part_differs",
            f"(born_year_l = born_year_r AND (born_month_l = born_month_r OR born_day_l = born_day_r)) OR "
            "(born_month_l = born_month_r AND born_day_l = born_day_r "
            f"AND abs(born_year_l - born_year_r) < {A_GENERATION})",
            0.02,
            0.003,
        ),
        Step("two_slips", "hamming(born_l, born_r) <= 2", 0.01, 0.02),
        Step("same_year", _same("born_year"), 0.005, 0.012),
        Step(
            "age_fits",
            "(born_l IS NULL OR born_r IS NULL) AND abs(born_year_l - born_year_r) <= 2",
            0.005,
            0.05,
        ),
        Step("a_generation_apart", f"abs(born_year_l - born_year_r) >= {A_GENERATION}", 0.004, 0.7),
        Step("different", "ELSE", 0.01, 0.25),
    ),
    most_different=0.03,
)

SEX: Final = Compared(
    "sex", _both("sex"), (Step("same", _same("sex"), 0.985, 0.5), Step("different", "ELSE", 0.015, 0.5))
)

_ADDRESS_CLOSE: Final = (
    "(house_l = house_r OR house_l IS NULL OR house_r IS NULL) "
    "AND jaro_winkler_similarity(address_l, address_r) >= 0.9"
)
PLACE_TOWN: Final = Step("same_town", "town_l = town_r", 0.06, 0.02, "town_bits")
PLACE: Final = Compared(
    "place",
    "(address_l IS NULL OR address_r IS NULL) AND (postcode_l IS NULL OR postcode_r IS NULL)",
    (
        Step(
            "same",
            "address_l = address_r AND (postcode_l = postcode_r OR town_l = town_r)",
            0.5,
            0.00002,
            "place_bits",
        ),
        Step("same_address", "address_l = address_r", 0.05, 0.00004, "place_bits"),
        Step("close_address", f"postcode_l = postcode_r AND {_ADDRESS_CLOSE}", 0.08, 0.00004),
        Step("same_postcode", _same("postcode"), 0.05, 0.001, "postcode_bits"),
        Step("close_elsewhere", _ADDRESS_CLOSE, 0.03, 0.0003),
        Step("close_postcode", "levenshtein(postcode_l, postcode_r) <= 1", 0.03, 0.003),
        Step(
            "same_house",
            "house_l = house_r AND jaro_winkler_similarity(address_l, address_r) >= 0.8",
            0.01,
            0.001,
        ),
        PLACE_TOWN,
        Step("same_district", _same("district"), 0.06, 0.02),
        Step("different", "ELSE", 0.2, 0.95),
    ),
    most_different=0.7,
)

TELEPHONE: Final = Compared(
    "telephone",
    _both("telephone"),
    (
        Step("same", _same("telephone"), 0.6, 0.0001, "telephone_bits"),
        Step("one_character_differs", "levenshtein(telephone_l, telephone_r) <= 1", 0.04, 0.0005),
        Step("different", "ELSE", 0.35, 0.999),
    ),
    most_different=0.7,
)

EMAIL: Final = Compared(
    "email",
    _both("email"),
    (
        Step("same", _same("email"), 0.7, 0.00005, "email_bits"),
        Step(
            "made_of_the_name",
            "(email_named_l OR email_named_r) AND jaro_winkler_similarity(email_user_l, email_user_r) >= 0.9",
            0.05,
            0.005,
        ),
        Step("same_before_the_at", _same("email_user"), 0.05, 0.0001),
        Step("close_spelling", "jaro_winkler_similarity(email_user_l, email_user_r) >= 0.9", 0.1, 0.001),
        Step("different", "ELSE", 0.15, 0.998),
    ),
    most_different=0.6,
)


def _identifier(number: int) -> Compared:
    name = f"id_{number}"
    return Compared(
        name,
        _both(name),
        (
            Step("same", _same(name), 0.9, 0.00001, f"{name}_bits"),
            Step("one_character_differs", _slip(name), 0.06, 0.0001),
            Step("two_characters_differ", f"levenshtein({name}_l, {name}_r) <= 2", 0.01, 0.002),
            Step("different", "ELSE", 0.03, 0.998),
        ),
        most_different=0.15,
    )


def _plain_text(name: str) -> Compared:
    return Compared(
        name,
        _both(name),
        (
            Step("same", _same(name), 0.7, 0.02, f"{name}_bits"),
            Step(
                "close_spelling",
                f"jaro_winkler_similarity({name}_l, {name}_r) >= 0.9 OR levenshtein({name}_l, {name}_r) <= 1",
                0.12,
                0.01,
                f"{name}_bits",
                0.5,
            ),
            Step("different", "ELSE", 0.2, 0.97),
        ),
        most_different=0.7,
    )


HOUSEHOLD: Final = frozenset({"place", "telephone"})
"""A family shares these: together they are one piece of evidence."""


def compared(filled: frozenset[str], *, town_apart: bool) -> tuple[Compared, ...]:
    """What is compared, by the columns that are filled. ``town_apart``: the town says more than the postcode."""
    plain = {"given": "given", "family": "family", "others": "others", "born": "born_year", "sex": "sex"}
    chosen = [name for name, needs in plain.items() if needs in filled]
    housed = bool(filled & {"address", "postcode"})
    if housed:
        chosen.append(PLACE.name)
    if "town" in filled and (town_apart or not housed):
        chosen.append("town")
    numbered = [f"{kind}_{n}" for kind in ("id", "also") for n in range(1, 20)]
    chosen += [name for name in ("telephone", "email", *numbered, "birthplace") if name in filled]
    return tuple(one_compared(name, with_town="town" in filled and not town_apart) for name in chosen)


def one_compared(name: str, *, with_town: bool) -> Compared:
    """A comparison by its name. Raises KeyError when there is none."""
    own = {each.name: each for each in (GIVEN, FAMILY, OTHERS, BORN, SEX, TELEPHONE, EMAIL)}
    if name in own:
        return own[name]
    if name == PLACE.name:
        steps = tuple(step for step in PLACE.steps if step is not PLACE_TOWN or with_town)
        return Compared(PLACE.name, PLACE.unknown, steps, PLACE.most_different)
    if _IDENTIFIER.fullmatch(name):
        return _identifier(int(name[3:]))
    if name in {"town", "birthplace"} or _ALSO.fullmatch(name):
        return _plain_text(name)
    raise KeyError(name)


_IDENTIFIER: Final = re.compile(r"id_\d{1,2}")
_ALSO: Final = re.compile(r"also_\d{1,2}")
