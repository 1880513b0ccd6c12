"""Opening a record in an emergency: every state with every step, until when, and by when it is reviewed.

Draws docs/generated/emergency-states.md.
"""

import os
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from earlyhelp.govern.choices.breakglass import GlassState, GlassStep
from earlyhelp.govern.rules.breakglass import (
    OWNERS,
    TRANSITIONS,
    CannotStep,
    check_can_step,
    is_overdue,
    review_by,
    state_of,
    until,
)

DRAWN = Path(__file__).resolve().parents[3] / "docs" / "generated" / "emergency-states.md"
AT = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)  # a Friday
MOVES = {
    ("open", "close"): "to_review",
    ("open", "run_out"): "to_review",
    ("to_review", "ask"): "asked",
    ("to_review", "justify"): "justified",
    ("to_review", "condemn"): "not_justified",
    ("asked", "answer"): "to_review",
    ("asked", "justify"): "justified",
    ("asked", "condemn"): "not_justified",
}


@pytest.mark.parametrize(("state", "step"), product(GlassState, GlassStep))
def test_a_step_is_allowed_only_where_the_table_says_so(state: GlassState, step: GlassStep) -> None:
    assert TRANSITIONS[state].get(step) == MOVES.get((state.value, step.value))
    if (state.value, step.value) not in MOVES:
        with pytest.raises(CannotStep):
            check_can_step(state, step)


def test_every_state_has_somebody_who_moves_it_on() -> None:
    assert set(OWNERS) == set(GlassState)


STANDS: dict[str, tuple[timedelta, bool, list[str], str]] = {
    "it has just begun": (timedelta(0), False, [], "open"),
    "a minute is left": (timedelta(minutes=119), False, [], "open"),
    "two hours are over": (timedelta(hours=2), False, [], "to_review"),
    "it was closed early": (timedelta(minutes=5), True, [], "to_review"),
    "more was asked": (timedelta(hours=3), False, ["ask"], "asked"),
    "it was answered": (timedelta(hours=3), False, ["ask", "answer"], "to_review"),
    "it was justified": (timedelta(hours=3), False, ["ask", "answer", "justify"], "justified"),
    "it was not": (timedelta(hours=3), True, ["condemn"], "not_justified"),
}


@pytest.mark.parametrize(("after", "closed", "steps", "state"), STANDS.values(), ids=STANDS)
def test_where_it_stands(after: timedelta, closed: bool, steps: list[str], state: str) -> None:
    at = AT + after
    assert state_of(until_at=until(AT), closed_at=at if closed else None, steps=steps, at=at) == state


def test_it_is_reviewed_within_two_working_days() -> None:
    assert review_by(AT) == date(2026, 3, 10)
    assert is_overdue(GlassState.TO_REVIEW, date(2026, 3, 10), date(2026, 3, 11))
    assert not is_overdue(GlassState.TO_REVIEW, date(2026, 3, 10), date(2026, 3, 10))
    assert not is_overdue(GlassState.JUSTIFIED, date(2026, 3, 10), date(2026, 3, 20))


def drawing() -> str:
    names = [f"    {state.value}: {state.label}" for state in GlassState]
    moves = [
        f"    {state.value} --> {to.value}: {step.label}"
        for state, steps in TRANSITIONS.items()
        for step, to in steps.items()
    ]
    owners = [f"| {state.label} | {OWNERS[state]} |" for state in GlassState]
    lines = [
        "# The states of an opening in an emergency",
        "",
        "Printed by `tests/spec/govern/test_emergencies_spec.py` from `govern.rules.breakglass`. "
        "Do not edit it by hand.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *names,
        "    [*] --> open",
        *moves,
        "    justified --> [*]",
        "    not_justified --> [*]",
        "```",
        "",
        "| state | who moves it on |",
        "|---|---|",
        *owners,
        "",
    ]
    return "\n".join(lines)


def test_the_drawing_is_up_to_date() -> None:
    if os.environ.get("UPDATE_GENERATED"):
        DRAWN.write_text(drawing(), encoding="utf-8")
    assert DRAWN.read_text(encoding="utf-8") == drawing()
