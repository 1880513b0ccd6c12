"""What each finding weighs, after Fellegi and Sunter (1969): log2(m / u) bits.

m is the chance of the finding when both records are about one person, u when they are about two people at random. The
numbers are the trained ones that `earlyhelp link` uses, kept in ``trained.json``: screen, import, API and whole tables
weigh alike. Those of names are weighed by how common the name is, so that Jones says little and Llewelyn much.

How they came to be, on 22 November 2026: `earlyhelp.synth.records.make_records(11, people=20_000)` made 53,147 records
of seven agencies about people who do not exist, and ``earlyhelp link train --seed 1`` learnt from them, without labels.
The errors of that population are assumptions, so these numbers are too, until they are trained on an area's own
records. What a table has no step for is an assumption made by judgement, and says so.
"""

from importlib.resources import files
from json import loads
from math import log2
from typing import Final, NamedTuple

from earlyhelp.understand.linkage.batch.model import Model, model_of
from earlyhelp.understand.linkage.findings import Field, Level

TRAINED: Final[Model] = model_of(
    loads(files("earlyhelp.understand.linkage").joinpath("trained.json").read_text(encoding="utf-8"))
)

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
    """The two chances of one finding; ``by_share`` says how much of u is how common the value itself is (0 to 1)."""

    m: float
    u: float
    by_share: float = 0.0

    def bits(self, share: float = 1.0) -> float:
        """Return the weight of the finding for a value that this share of people has."""
        return log2(self.m / self.u) + self.by_share * (log2(self.u) - log2(share))


def trained(comparison: str, *steps: str) -> Odds:
    """The trained chances of one step of a comparison, or of several that a screen does not tell apart."""
    own = TRAINED.named(comparison)
    chosen = [step for step in (own.steps if own else ()) if step.name in steps]
    return Odds(
        sum(step.m for step in chosen),
        sum(step.u for step in chosen),
        chosen[0].share_weight if chosen[0].by_share else 0.0,
    )


_WELSH_AND_ENGLISH: Final = "same_in_welsh_and_english"
BY_SHARE: Final = {
    Field.GIVEN_NAME: {
        Level.SAME: trained("given", "same"),
        Level.SAME_IN_WELSH_AND_ENGLISH: trained("given", _WELSH_AND_ENGLISH),
        Level.OTHER_FORM: trained("given", _WELSH_AND_ENGLISH),
        Level.SOUNDS_ALIKE: trained("given", "close_spelling"),
        Level.CLOSE_SPELLING: trained("given", "close_spelling"),
        Level.ONE_PART_DIFFERS: Odds(0.03, 1.0, 1.0),  # a table keeps second given names apart
        Level.SWAPPED: trained("given", "swapped"),
    },
    Field.FAMILY_NAME: {
        Level.SAME: trained("family", "same"),
        Level.SAME_IN_WELSH_AND_ENGLISH: trained("family", _WELSH_AND_ENGLISH),
        Level.OTHER_FORM: trained("family", _WELSH_AND_ENGLISH),
        Level.SOUNDS_ALIKE: trained("family", "close_spelling"),
        Level.CLOSE_SPELLING: trained("family", "close_spelling"),
        Level.SWAPPED: Odds(1.0, 1.0, 1.0),  # the slip of the pen is counted with the given name
    },
}
"""Weighed by the share of people who bear the name."""

ODDS: Final[dict[Field, dict[Level, Odds]]] = {
    Field.GIVEN_NAME: {
        Level.ANOTHER_OF_THEIR_NAMES: trained("given", "another_of_their_names"),
        Level.INITIAL_ONLY: trained("given", "initial_only"),
        Level.DIFFERENT: trained("given", "looks_alike", "different"),
    },
    Field.FAMILY_NAME: {
        Level.ONE_PART_DIFFERS: trained("family", "one_part_differs"),
        Level.INITIAL_ONLY: Odds(0.97, 0.10),  # given that one side holds an initial only; a table has none
        Level.DIFFERENT: trained("family", "different"),  # marriage, a parent's other name
    },
    Field.OTHER_NAMES: {
        Level.SAME: trained("others", "same", "initial_only"),
        Level.DIFFERENT: trained("others", "different"),
    },
    Field.DATE_OF_BIRTH: {
        Level.SAME: trained("born", "same")._replace(by_share=0.0),
        Level.SWAPPED: trained("born", "swapped"),
        Level.ONE_PART_DIFFERS: trained("born", "one_slip", "one_part_differs"),
        Level.YEAR_ONLY: trained("born", "year_only"),
        Level.AGE_FITS: Odds(0.85, 0.10),  # given that one is an age; tables with dates have no ages
        Level.DIFFERENT: trained("born", "different", "a_generation_apart"),
    },
    # Where a table weighs address and postcode as one, a screen shows two lines. Their sum is the table's: the postcode
    # has its own weight, and the address what it adds.
    Field.ADDRESS: {
        Level.SAME: trained("place", "same", "same_address")._replace(by_share=0.0),
        Level.CLOSE_SPELLING: trained("place", "close_elsewhere"),
        Level.ONE_PART_DIFFERS: trained("place", "same_house"),
        Level.DIFFERENT: trained("place", "different", "same_district"),
    },
    Field.POSTCODE: {
        Level.SAME: trained("place", "same_postcode")._replace(by_share=0.0),
        Level.ONE_CHARACTER_DIFFERS: trained("place", "close_postcode"),
        Level.SAME_DISTRICT: Odds(0.15, 0.03),  # u of several districts; the people above live in few
        Level.DIFFERENT: trained("place", "different"),
    },
    Field.TELEPHONE: {
        Level.SAME: trained("telephone", "same")._replace(by_share=0.0),
        Level.ONE_CHARACTER_DIFFERS: trained("telephone", "one_character_differs"),
        Level.DIFFERENT: trained("telephone", "different"),
    },
    Field.IDENTIFIER: {
        Level.SAME: trained("id_1", "same")._replace(by_share=0.0),
        Level.ONE_CHARACTER_DIFFERS: trained("id_1", "one_character_differs"),
        Level.DIFFERENT: trained("id_1", "different"),
    },
}

YEAR_ONLY_OF_WHOLE_DATES: Final = trained("born", "same_year")
"""Two whole dates that share nothing but the year."""

BITS: Final = {
    field: {level: odds.bits() for level, odds in levels.items()} for field, levels in ODDS.items()
}
"""The weights that do not depend on a name. A field that is not known weighs nothing."""
