"""What each finding weighs, after Fellegi and Sunter (1969): log2(m / u) bits.

m is the chance of the finding when both records are about one person, u when they are about two people at
random. All numbers are **assumptions**, set by judgement for records of people in Wales and to be
replaced by trained ones; none is a published figure. For names, u is a multiple of the share of people
who bear the name, so that Jones says little and Llewelyn much.
"""

from math import log2
from typing import Final, NamedTuple

from earlyhelp.understand.linkage.findings import Field, Level

LIKELY_FROM: Final = 25.0
"""Bits. A David Jones with the same date of birth and nothing else stays below it; with the same postcode
he is above.
"""

POSSIBLE_FROM: Final = 12.0
"""Bits. Common names with nothing but the district in common stay below it."""

HOUSEHOLD_MOST: Final = 14.0
"""Bits that address, postcode and telephone may add up to: a family shares all three, so they are one
piece of evidence.
"""

HOUSEHOLD_LEAST: Final = -3.0
"""Bits that the same three may take away together: somebody who moved changes all three at once."""

HOUSEHOLD: Final = frozenset({Field.ADDRESS, Field.POSTCODE, Field.TELEPHONE})


class Odds(NamedTuple):
    """The two chances of one finding; for names, ``u`` is multiplied by the share of people who bear the
    name.
    """

    m: float
    u: float

    def bits(self, share: float = 1.0) -> float:
        """Return the weight of the finding."""
        return log2(self.m / (self.u * share))


_GIVEN_BY_SHARE: Final = {
    Level.SAME: Odds(0.80, 1.0),
    Level.SAME_IN_WELSH_AND_ENGLISH: Odds(0.06, 0.5),
    Level.OTHER_FORM: Odds(0.06, 0.5),
    Level.SOUNDS_ALIKE: Odds(0.03, 0.6),
    Level.CLOSE_SPELLING: Odds(0.04, 1.0),
    Level.ONE_PART_DIFFERS: Odds(0.03, 1.0),
    Level.SWAPPED: Odds(0.05, 1.0),
    Level.ANOTHER_OF_THEIR_NAMES: Odds(0.02, 1.0),
}
_FAMILY_BY_SHARE: Final = {
    Level.SAME: Odds(0.85, 1.0),
    Level.SAME_IN_WELSH_AND_ENGLISH: Odds(0.04, 0.5),
    Level.OTHER_FORM: Odds(0.04, 0.5),
    Level.SOUNDS_ALIKE: Odds(0.02, 2.0),
    Level.CLOSE_SPELLING: Odds(0.03, 2.0),
    Level.ONE_PART_DIFFERS: Odds(0.05, 1.0),
    Level.SWAPPED: Odds(0.05, 1.0),
}
BY_SHARE: Final = {Field.GIVEN_NAME: _GIVEN_BY_SHARE, Field.FAMILY_NAME: _FAMILY_BY_SHARE}

ODDS: Final[dict[Field, dict[Level, Odds]]] = {
    Field.GIVEN_NAME: {
        Level.INITIAL_ONLY: Odds(0.97, 0.07),  # given that one side holds an initial only
        Level.DIFFERENT: Odds(0.02, 0.97),
    },
    Field.FAMILY_NAME: {
        Level.INITIAL_ONLY: Odds(0.97, 0.10),
        Level.DIFFERENT: Odds(0.06, 0.95),  # marriage, a parent's other name
    },
    Field.OTHER_NAMES: {
        Level.SAME: Odds(0.60, 0.03),
        Level.DIFFERENT: Odds(0.15, 0.90),
    },
    Field.DATE_OF_BIRTH: {
        Level.SAME: Odds(0.93, 1 / 25_000),  # about 70 years of days
        Level.SWAPPED: Odds(0.01, 1 / 25_000),
        Level.ONE_PART_DIFFERS: Odds(0.03, 1 / 400),
        Level.YEAR_ONLY: Odds(0.40, 1 / 75),  # given that one date is an estimate: 1 January
        Level.AGE_FITS: Odds(0.85, 0.10),
        Level.DIFFERENT: Odds(0.03, 0.99),
    },
    Field.ADDRESS: {
        Level.SAME: Odds(0.55, 0.0005),  # u is far above chance: candidates were found by where they live
        Level.CLOSE_SPELLING: Odds(0.10, 0.0005),
        Level.ONE_PART_DIFFERS: Odds(0.02, 0.004),
        Level.DIFFERENT: Odds(0.30, 0.99),
    },
    Field.POSTCODE: {
        Level.SAME: Odds(0.60, 0.0005),
        Level.ONE_CHARACTER_DIFFERS: Odds(0.04, 0.003),
        Level.SAME_DISTRICT: Odds(0.15, 0.03),
        Level.DIFFERENT: Odds(0.20, 0.96),
    },
    Field.TELEPHONE: {
        Level.SAME: Odds(0.50, 0.0002),
        Level.ONE_CHARACTER_DIFFERS: Odds(0.03, 0.001),
        Level.DIFFERENT: Odds(0.45, 0.999),
    },
    Field.IDENTIFIER: {
        Level.SAME: Odds(0.97, 0.000_001),
        Level.ONE_CHARACTER_DIFFERS: Odds(0.02, 0.001),
        Level.DIFFERENT: Odds(0.01, 0.999),
    },
}

YEAR_ONLY_OF_WHOLE_DATES: Final = Odds(0.003, 1 / 75)
"""Two whole dates that share nothing but the year speak against; with an estimate on one side they speak
for.
"""

BITS: Final = {
    field: {level: odds.bits() for level, odds in levels.items()} for field, levels in ODDS.items()
}
"""The weights that do not depend on a name. A field that is not known weighs nothing."""
