"""The clock that the front door works against, for one notification."""

from dataclasses import dataclass
from datetime import datetime

from earlyhelp.kit.time_words import TimeWords, Tone, time_left
from earlyhelp.kit.working_days import working_time_left
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Tab, TriageState
from earlyhelp.solve.models import Question

_STATES = {Tone.OK: "good", Tone.SOON: "soon", Tone.OVERDUE: "late"}


@dataclass(frozen=True, slots=True)
class Clock:
    """The time left in words. `percent` is how much has gone, `state` is the component's colour."""

    words: TimeWords
    due: datetime
    percent: int

    @property
    def state(self) -> str:
        """`good`, `soon` or `late`."""
        return _STATES[self.words.tone]


def clock_of(
    state: TriageState, submitted_at: datetime, question: Question | None, at: datetime
) -> Clock | None:
    """The clock that the front door works against; None while the officer has the question, or when decided."""
    if state not in rules.TABS[Tab.TO_DECIDE]:
        return None
    answered_at = question.answered_at if question and state is TriageState.ANSWERED else None
    due = rules.due_at(submitted_at, answered_at)
    whole = working_time_left(answered_at or submitted_at, due).minutes
    left = working_time_left(at, due)
    gone = 100 if left.overdue or not whole else 100 - min(100, 100 * left.minutes // whole)
    return Clock(time_left(at, due), due, gone)
