"""How a visitor can stand to a record, and what a page may answer."""

from enum import StrEnum


class Relation(StrEnum):
    """A visitor's relation to the record that a page is about. `value` is the heading of the printed table."""

    INVOLVED = "own agency, involved"
    COLLEAGUE = "own agency, not involved"
    GRANTED = "other agency with access"
    AGREED = "other agency with an agreement only"
    STRANGER = "other agency"

    @property
    def meaning(self) -> str:
        """What this relation is."""
        return _MEANINGS[self]


class Answer(StrEnum):
    """What a page answers."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    MASKED = "masked"
    NOT_THERE = "not there"
    SIGN_IN = "sign in"
    DEMONSTRATION = "demonstration"
    CODE = "asks for a code"


_MEANINGS = {
    Relation.INVOLVED: "works in the team that holds the record, or wrote it",
    Relation.COLLEAGUE: "works in another team of the agency that owns the record, and did not write it",
    Relation.GRANTED: "works in an agency to which the record is open now",
    Relation.AGREED: "works in an agency that has signed the sharing agreement, to which this record is not open",
    Relation.STRANGER: "works in an agency that has nothing to do with it",
}
