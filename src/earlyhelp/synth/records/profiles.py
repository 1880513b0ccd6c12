"""How each agency writes people down. The shares are assumptions, set so that every error is met; none is published."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Profile:
    """One agency. All numbers but ``weight`` are shares of its records from 0 to 1."""

    name: str
    weight: int
    loses_accents: bool
    welsh_as_english: float
    misspelt: float
    slip: float
    initial_only: float
    swapped_names: float
    no_date: float
    date_wrong: float
    no_address: float
    no_telephone: float
    no_email: float
    has_number: float


AGENCIES: Final = (
    Profile("police", 24, True, 0.06, 0.05, 0.03, 0.01, 0.006, 0.07, 0.04, 0.08, 0.45, 0.95, 0.0),
    Profile("council", 18, False, 0.03, 0.03, 0.02, 0.01, 0.004, 0.05, 0.02, 0.04, 0.40, 0.75, 0.0),
    Profile("health", 20, True, 0.02, 0.01, 0.01, 0.00, 0.002, 0.01, 0.01, 0.03, 0.35, 0.85, 0.95),
    Profile("school", 14, False, 0.02, 0.02, 0.02, 0.00, 0.003, 0.02, 0.02, 0.05, 0.30, 0.60, 0.0),
    Profile("housing", 10, True, 0.04, 0.04, 0.03, 0.04, 0.006, 0.25, 0.03, 0.01, 0.35, 0.70, 0.0),
    Profile("ambulance", 6, True, 0.08, 0.08, 0.05, 0.02, 0.012, 0.20, 0.08, 0.15, 0.80, 1.0, 0.35),
    Profile("charity", 8, False, 0.04, 0.05, 0.04, 0.03, 0.010, 0.30, 0.04, 0.25, 0.30, 0.50, 0.0),
)

RECORDS_OF_A_PERSON: Final = ((1, 34), (2, 24), (3, 16), (4, 11), (5, 7), (6, 4), (7, 2), (8, 1), (9, 1))
MOVED: Final = 0.28
"""People who lived elsewhere before."""
OLD_ADDRESS: Final = 0.40
"""Of the records of those, how many still say so."""
ANOTHER_FAMILY_NAME: Final = 0.16
"""Women who had another family name before."""
OLD_FAMILY_NAME: Final = 0.35
OTHER_NUMBER: Final = 0.12
"""Records with a telephone number that the person no longer has."""
MIDDLE_NAME: Final = 0.55
MIDDLE_NAME_WRITTEN: Final = 0.45
