"""Where a notification stands in triage: one table, drawn in docs/generated/triage-states.md.

The state is never stored. It follows from the last decision and from whether a question is open, so that it can
not disagree with them.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.errors import RuleError
from earlyhelp.solve.choices import Outcome, Owner, Step, Tab, TriageState
from earlyhelp.solve.choices.machines import Clock
from earlyhelp.solve.rules.machines import Machine

TRANSITIONS: Final[Mapping[TriageState, Mapping[Step, TriageState]]] = {
    TriageState.AWAITING: {Step.DECIDE: TriageState.DECIDED, Step.ASK: TriageState.ASKED_BACK},
    TriageState.ASKED_BACK: {Step.ANSWER: TriageState.ANSWERED, Step.DECIDE: TriageState.DECIDED},
    TriageState.ANSWERED: {Step.DECIDE: TriageState.DECIDED, Step.ASK: TriageState.ASKED_BACK},
    # A later decision supersedes; the earlier one stays.
    TriageState.DECIDED: {Step.DECIDE: TriageState.DECIDED, Step.ASK: TriageState.ASKED_BACK},
}

OWNERS: Final[Mapping[TriageState, Owner]] = {
    TriageState.AWAITING: Owner.FRONT_DOOR,
    TriageState.ASKED_BACK: Owner.OFFICER,
    TriageState.ANSWERED: Owner.FRONT_DOOR,
    TriageState.DECIDED: Owner.DECISION_OWNER,
}

CLOCKS: Final[Mapping[TriageState, Clock]] = {
    TriageState.AWAITING: Clock.DECIDE,
    TriageState.ASKED_BACK: Clock.ANSWER,
    TriageState.ANSWERED: Clock.DECIDE,
    TriageState.DECIDED: Clock.NEXT_DATE,
}

# A notification has no end: a decision can always be taken again, and a later notification brings it back.
MACHINE: Final = Machine(
    name="notification",
    first=TriageState.AWAITING,
    moves={(was, step): to for was, steps in TRANSITIONS.items() for step, to in steps.items()},
    owners=OWNERS,
    clocks=CLOCKS,
    ends=frozenset(),
    states=TriageState,
    steps=Step,
)

# Tabs are states, never mixtures that nobody understands: what I must do, what I wait for, what is done.
TABS: Final[Mapping[Tab, frozenset[TriageState]]] = {
    Tab.TO_DECIDE: frozenset({TriageState.AWAITING, TriageState.ANSWERED}),
    Tab.WAITING: frozenset({TriageState.ASKED_BACK}),
    Tab.DECIDED: frozenset({TriageState.DECIDED}),
}

_REFUSALS: Final = {
    Step.ASK: _("You are already waiting for an answer. Wait for it, or decide without it."),
    Step.ANSWER: _("This question is no longer open. The front door has the answer, or decided without it."),
}


class CannotStep(RuleError):
    """The notification is not in a state from which this can be done."""


def state_of(last_outcome: str | None, *, question_open: bool) -> TriageState:
    """The state that follows from the last decision and from whether a question is open."""
    if last_outcome is None:
        return TriageState.AWAITING
    if last_outcome != Outcome.ASKED_BACK:
        return TriageState.DECIDED
    return TriageState.ASKED_BACK if question_open else TriageState.ANSWERED


def step_of(outcome: str) -> Step:
    """The step that a decision with this outcome takes."""
    return Step.ASK if outcome == Outcome.ASKED_BACK else Step.DECIDE


def tab_of(state: TriageState) -> Tab:
    """The tab of the queue in which a state is shown."""
    return next(tab for tab, states in TABS.items() if state in states)


def can_step(state: TriageState, step: Step) -> bool:
    """True when the table holds this step."""
    return step in TRANSITIONS[state]


def check_can_step(state: TriageState, step: Step) -> None:
    """Refuse a step that the table does not hold. Raises CannotStep."""
    if not can_step(state, step):
        raise CannotStep(_REFUSALS[step])
