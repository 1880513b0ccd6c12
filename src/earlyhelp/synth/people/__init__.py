"""Households and the people in them: none of them real, the same for the same seed."""

from earlyhelp.synth.people.households import make_population
from earlyhelp.synth.people.shapes import (
    ANCHOR,
    Address,
    Household,
    HouseholdKind,
    Population,
    Relation,
    SyntheticPerson,
)

__all__ = [
    "ANCHOR",
    "Address",
    "Household",
    "HouseholdKind",
    "Population",
    "Relation",
    "SyntheticPerson",
    "make_population",
]
