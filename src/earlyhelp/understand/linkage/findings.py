"""The words of linkage: what is compared, what is found, and what it comes to.

The values of the enums are stable strings: other code may store them and name them in both languages.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from earlyhelp.kit.identity import ApproximateAge


class Field(StrEnum):
    """What two identities are compared on."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    OTHER_NAMES = "other_names"
    DATE_OF_BIRTH = "date_of_birth"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    IDENTIFIER = "identifier"


class Level(StrEnum):
    """How two values of one field stand to each other."""

    SAME = "same"
    SAME_IN_WELSH_AND_ENGLISH = "same_in_welsh_and_english"  # Dafydd, David
    OTHER_FORM = "other_form"  # Robert, Bob; Rees, Reece
    SOUNDS_ALIKE = "sounds_alike"
    CLOSE_SPELLING = "close_spelling"
    SWAPPED = "swapped"  # given name and family name, or day and month
    ANOTHER_OF_THEIR_NAMES = "another_of_their_names"  # known by a middle name
    INITIAL_ONLY = "initial_only"
    ONE_PART_DIFFERS = "one_part_differs"  # day, month or year; half of a double name; the house number
    ONE_CHARACTER_DIFFERS = "one_character_differs"  # postcode, telephone, identifier
    SAME_DISTRICT = "same_district"  # the first half of the postcode
    YEAR_ONLY = "year_only"
    AGE_FITS = "age_fits"
    DIFFERENT = "different"
    NOT_KNOWN = "not_known"


class Band(StrEnum):
    """What the findings come to. A pair in neither band is not put before anybody."""

    LIKELY = "likely"
    POSSIBLE = "possible"


Value = str | date | ApproximateAge | tuple[str, ...] | None


class Finding(NamedTuple):
    """One field of two identities: how they stand, what it weighs in bits (below 0 speaks against), both
    values.
    """

    field: Field
    level: Level
    weight: float
    first: Value
    second: Value


class Explanation(NamedTuple):
    """Why two identities may be one person: a finding for each field; their weights add up to ``weight``."""

    findings: tuple[Finding, ...]
    weight: float
    band: Band | None

    def level(self, field: Field) -> Level:
        """Return what was found for one field."""
        return next(finding.level for finding in self.findings if finding.field is field)
