"""The coding rules of the short instrument of adverse childhood experiences, as data.

Frame: "While you were growing up, before the age of 18". Sources: Bellis et al. 2014, *BMC Medicine* 12:72 (nine
types); the Welsh study of 2017 adds emotional and physical neglect (Hughes et al. 2018, Public Health Wales).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Answer(StrEnum):
    """What a respondent said to one item."""

    NO = "no"
    ONCE = "once"
    MORE = "more than once"
    NOT_SAID = "not said"


_SAID: Final[Mapping[str, Answer]] = {
    "": Answer.NOT_SAID, "na": Answer.NOT_SAID, "refused": Answer.NOT_SAID, "prefer not to say": Answer.NOT_SAID,
    "don't know": Answer.NOT_SAID, "dk": Answer.NOT_SAID,
    "no": Answer.NO, "never": Answer.NO, "0": Answer.NO, "false": Answer.NO, "n": Answer.NO,
    "once": Answer.ONCE, "1": Answer.ONCE, "yes": Answer.ONCE, "true": Answer.ONCE, "y": Answer.ONCE,
    "more than once": Answer.MORE, "2": Answer.MORE, "often": Answer.MORE, "sometimes": Answer.MORE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of experience: the columns of its items, and from which answer it counts."""

    name: str
    columns: tuple[str, ...]
    counts_from: Answer = Answer.ONCE


NINE: Final = (
    Kind("parental separation", ("parental_separation",)),
    Kind("domestic violence", ("domestic_violence",)),
    Kind("physical abuse", ("physical_abuse",)),
    Kind("verbal abuse", ("verbal_abuse",), Answer.MORE),
    Kind("sexual abuse", ("sexual_touched", "sexual_made_touch", "sexual_forced")),
    Kind("mental illness at home", ("mental_illness",)),
    Kind("alcohol abuse at home", ("alcohol_abuse",)),
    Kind("drug abuse at home", ("drug_abuse",)),
    Kind("incarceration", ("incarceration",)),
)
ELEVEN: Final = (
    *NINE,
    Kind("emotional neglect", ("emotional_neglect",)),
    Kind("physical neglect", ("physical_neglect",)),
)
INSTRUMENTS: Final[Mapping[str, tuple[Kind, ...]]] = {"short-9": NINE, "short-11": ELEVEN}
GROUPS: Final = ("0", "1", "2-3", "4+")


class NotAnAnswer(ValueError):
    """An item holds something that the instrument does not know. `column` and `said` tell where and what."""

    def __init__(self, column: str, said: str) -> None:
        super().__init__(f"{column}: {said}")
        self.column, self.said = column, said


def read_answer(column: str, said: str) -> Answer:
    """What a cell of the file means. Raises NotAnAnswer."""
    try:
        return _SAID[said.strip().casefold()]
    except KeyError:
        raise NotAnAnswer(column, said) from None


def was_experienced(kind: Kind, answers: Mapping[str, Answer]) -> bool | None:
    """Whether this type counts; None when too little was said to know."""
    said = [answers.get(column, Answer.NOT_SAID) for column in kind.columns]
    counting = {Answer.MORE} if kind.counts_from is Answer.MORE else {Answer.ONCE, Answer.MORE}
    if any(answer in counting for answer in said):
        return True
    return None if Answer.NOT_SAID in said else False


def group_of(experienced: Iterable[bool | None]) -> str | None:
    """The group by number of types, as surveys publish it; None when any type is not known."""
    known = list(experienced)
    if None in known:
        return None
    types = sum(bool(one) for one in known)
    return "4+" if types > 3 else "2-3" if types > 1 else str(types)
