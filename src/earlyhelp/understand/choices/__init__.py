"""Words of this room, by noun."""

from earlyhelp.understand.choices.families import (
    Care,
    Change,
    Ethnicity,
    Kind,
    Life,
    Sex,
    WhoSees,
    WhyRestricted,
)
from earlyhelp.understand.choices.opening import FOUND_LAST, PURPOSE_OF, WhyOpened
from earlyhelp.understand.choices.people import Agreement, ComparedOn, ConsentGiver, ConsentWay, MatchBand
from earlyhelp.understand.choices.records import IdentifierSystem, Regime

__all__ = [
    "FOUND_LAST",
    "PURPOSE_OF",
    "Agreement",
    "Care",
    "Change",
    "ComparedOn",
    "ConsentGiver",
    "ConsentWay",
    "Ethnicity",
    "IdentifierSystem",
    "Kind",
    "Life",
    "MatchBand",
    "Regime",
    "Sex",
    "WhoSees",
    "WhyOpened",
    "WhyRestricted",
]
