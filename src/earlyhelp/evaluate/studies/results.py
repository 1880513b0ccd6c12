"""What every design gives back."""

from dataclasses import dataclass, field
from enum import StrEnum

from earlyhelp.kit.effects import Effect as Effect


class Fault(StrEnum):
    """Why a study cannot be made of what was given."""

    UNREADABLE = "unreadable"
    NO_COLUMN = "no-column"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_MONTH = "not-a-month"
    NOT_YES_OR_NO = "not-yes-or-no"
    TWICE = "twice"
    A_GAP = "a-gap"
    FEW_BEFORE = "few-before"
    FEW_AFTER = "few-after"
    NO_COMPARISON = "no-comparison"
    FEW_UNITS = "few-units"
    NO_MATCH = "no-match"
    NO_ANSWER = "no-answer"
    NOT_A_SIZE = "not-a-size"
    NO_FACTS = "no-facts"
    NO_AREA = "no-area"
    NOT_WRITTEN = "not-written"
    NOT_A_WINDOW = "not-a-window"


class BadStudy(ValueError):
    """A file, an option or a design that gives no honest answer. `where` is a column, a line or a number."""

    def __init__(self, fault: Fault, where: str = "", said: str = "") -> None:
        super().__init__(f"{fault} {where} {said}".strip())
        self.fault, self.where, self.said = fault, where, said


@dataclass(frozen=True, slots=True)
class Naive:
    """Before and after alone, which is not the effect: shown so that a reader sees how far it would mislead."""

    before: float
    after: float

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of a design.

    `effects` by name, the first of them the main one. `compared` is the before and after of those who were not helped:
    what they changed by was no effect. `counts` says how much stands behind it. `sensitivity` holds the
    lowest and the highest estimate over the variations that the design tries. `series` are rows of period, what was
    seen, and what would have been expected.
    """

    design: str
    effects: dict[str, Effect]
    naive: Naive
    counts: dict[str, int]
    compared: Naive | None = None
    sensitivity: tuple[float, float] | None = None
    checks: dict[str, bool] = field(default_factory=dict)
    series: tuple[tuple[str, float, float], ...] = ()

    @property
    def main(self) -> Effect:
        """The effect that the study was made for."""
        return next(iter(self.effects.values()))
