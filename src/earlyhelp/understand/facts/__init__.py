"""What people can be to each other, as the room's own small table in two languages. Nobody in it is a person."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from django.utils.translation import get_language

from earlyhelp.understand.choices.families import Kind, WhoSees

FIRST, SECOND, BOTH = "1", "2", "="


@dataclass(frozen=True, slots=True)
class Term:
    """A word for what somebody is to another, and how that is stored. See `relationships.csv`."""

    term: str
    kind: Kind
    end: str
    is_over: bool
    up: int
    parental: bool
    sees: WhoSees
    en: str
    cy: str

    @property
    def label(self) -> str:
        """The word in the language of the page."""
        return self.cy if (get_language() or "en").startswith("cy") else self.en


@cache
def terms() -> Mapping[str, Term]:
    """Every word by its key, in the order of the table."""
    text = files(__package__).joinpath("relationships.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {
        row["term"]: Term(
            row["term"],
            Kind(row["kind"]),
            row["end"],
            row["over"] == "yes",
            int(row["up"]),
            row["parental"] == "yes",
            WhoSees(row["sees"]),
            row["en"],
            row["cy"],
        )
        for row in rows
    }


def term_of(kind: str, *, first: bool, is_over: bool) -> Term:
    """The word for the first or the second person of a stored relationship. Raises KeyError for an unknown kind."""
    ends = (BOTH, FIRST if first else SECOND)
    fitting = [term for term in terms().values() if term.kind == kind and term.end in ends]
    if not fitting:
        raise KeyError(kind)
    return next((term for term in fitting if term.is_over == is_over), fitting[0])


def inverse_of(term: Term) -> Term:
    """What the other person then is."""
    return term_of(term.kind, first=term.end == SECOND, is_over=term.is_over)


PARENTAL: Final = frozenset(
    {Kind.PARENT, Kind.STEP_PARENT, Kind.ADOPTIVE_PARENT, Kind.FOSTER_CARER, Kind.SPECIAL_GUARDIAN}
    | {Kind.BIRTH_PARENT, Kind.DONOR}
)
"""The kinds that go from one generation to the next."""
