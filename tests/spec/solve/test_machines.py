"""Every state machine, every state with every step: allowed or refused. Draws docs/generated/machines.md."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from earlyhelp.solve import rules
from earlyhelp.solve.choices import Clock, Owner
from earlyhelp.solve.choices.checks import CheckBy, CheckState, CheckStep
from earlyhelp.solve.choices.followups import FollowState, FollowStep
from earlyhelp.solve.rules import checks, followups, questions
from earlyhelp.solve.rules.machines import Machine
from tests.spec.solve.machine_moves import MOVES, moves_of

DRAWN = Path(__file__).resolve().parents[3] / "docs" / "generated" / "machines.md"
MACHINES = rules.list_machines()
NAMES = {machine.name: machine for machine in MACHINES}


def every_pair() -> list[tuple[str, str, str]]:
    return [
        (machine.name, str(state), str(step))
        for machine in MACHINES
        for state, step in product(machine.all_states, machine.all_steps)
    ]


def test_every_machine_is_in_the_table_and_has_a_name_of_its_own() -> None:
    assert set(MOVES) == set(NAMES)
    assert len(NAMES) == len(MACHINES)


@pytest.mark.parametrize(("name", "state", "step"), every_pair())
def test_a_step_is_allowed_only_where_the_table_says_so(name: str, state: str, step: str) -> None:
    machine, moves = NAMES[name], moves_of(name)
    assert machine.can(state, step) is ((state, step) in moves)
    assert (step in machine.steps_from(state)) is ((state, step) in moves)
    if (state, step) in moves:
        assert machine.after(state, step) == moves[state, step]
    else:
        with pytest.raises(KeyError):
            machine.after(state, step)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_is_reached_and_has_an_owner_and_a_clock_until_its_end(machine: Machine) -> None:
    machine.validate()


FAULTS: dict[str, dict[str, Any]] = {
    "can not be reached": {"owners": {"lost": "front_door"}},
    "has the owner": {"owners": {}},
    "has the clock": {"clocks": {}},
    "is an end and goes on": {"ends": frozenset({"standing", "complete", "superseded"})},
    "is no end and can not be left": {"ends": frozenset({"complete"})},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_machine_in_which_something_could_be_forgotten_is_refused(fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        replace(followups.MACHINE, **FAULTS[fault]).validate()


# --- checks, decisions and questions: their rules -------------------------------------------------------

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DUE = datetime(2026, 3, 2, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("answered", "withdrawn", "at", "state"),
    [
        (None, None, NOON, CheckState.ASKED),
        (None, None, DUE, CheckState.ASKED),
        (None, None, DUE + HOUR, CheckState.LATE),
        (DUE + HOUR, None, DUE + 2 * HOUR, CheckState.ANSWERED),
        (None, NOON, DUE + HOUR, CheckState.WITHDRAWN),
    ],
)
def test_where_an_answer_stands_follows_from_the_times(
    answered: datetime | None, withdrawn: datetime | None, at: datetime, state: CheckState
) -> None:
    assert checks.state_of(due=DUE, answered_at=answered, withdrawn_at=withdrawn, at=at) is state


@pytest.mark.parametrize(("state", "step"), product(CheckState, CheckStep))
def test_a_check_refuses_what_the_table_does_not_hold(state: CheckState, step: CheckStep) -> None:
    if checks.MACHINE.can(state, step):
        checks.check_can_move(state, step)
    else:
        with pytest.raises(checks.CannotCheck, match=r"\w+ .+\.$"):
            checks.check_can_move(state, step)


@pytest.mark.parametrize(("state", "step"), product(FollowState, FollowStep))
def test_a_decision_refuses_what_the_table_does_not_hold(state: FollowState, step: FollowStep) -> None:
    if followups.MACHINE.can(state, step):
        followups.check_can_follow(state, step)
    else:
        with pytest.raises(followups.CannotFollow):
            followups.check_can_follow(state, step)


@pytest.mark.parametrize(
    ("is_last", "has_day", "state"),
    [
        (True, True, FollowState.STANDING),
        (False, True, FollowState.SUPERSEDED),
        (True, False, FollowState.COMPLETE),
        (False, False, FollowState.COMPLETE),
    ],
)
def test_where_a_decision_stands(is_last: bool, has_day: bool, state: FollowState) -> None:
    on = DUE.date() if has_day else None
    assert followups.state_of_decision(is_last=is_last, next_date=on) is state


@pytest.mark.parametrize(
    ("wanted", "due"),
    [
        (CheckBy.TODAY, DUE),
        (CheckBy.NEXT_DAY, DUE + timedelta(days=1)),
        (CheckBy.THREE_DAYS, DUE + timedelta(days=3)),
    ],
)
def test_an_answer_is_due_at_five_on_a_working_day(wanted: CheckBy, due: datetime) -> None:
    assert checks.due_at(wanted, NOON) == due
    assert checks.due_at(CheckBy.TODAY, DUE + HOUR) == DUE + timedelta(days=1)


@pytest.mark.parametrize(
    ("asked", "at", "remind"),
    [
        (NOON, NOON, False),
        (NOON, DUE - 3 * HOUR, True),
        (NOON, DUE, True),
        (NOON, DUE + HOUR, False),
        (DUE - 2 * HOUR, DUE - HOUR, False),
    ],
)
def test_a_reminder_comes_three_hours_before_unless_it_was_asked_later(
    asked: datetime, at: datetime, remind: bool
) -> None:
    assert checks.must_remind_of_check(asked_at=asked, due=DUE, at=at) is remind


def test_an_officer_is_away_when_they_left_or_are_late() -> None:
    due = questions.answer_by(NOON)
    assert due == DUE + timedelta(days=2)
    assert not questions.is_officer_away(is_active=True, due=due, at=due)
    assert questions.is_officer_away(is_active=True, due=due, at=due + HOUR)
    assert questions.is_officer_away(is_active=False, due=due, at=NOON)


# --- the drawing ----------------------------------------------------------------------------------------


def drawing() -> str:
    lines = [
        "# Every state machine of the front door",
        "",
        "Printed by `tests/spec/solve/test_machines.py` from `solve.rules.list_machines()`. Do not edit it by hand.",
        "",
        "What is not drawn is refused. Each state that is no end has somebody who must act, and a clock.",
    ]
    for machine in MACHINES:
        lines += ["", f"## {machine.name.capitalize()}", "", *_diagram(machine), "", *_table(machine)]
    return "\n".join(lines) + "\n"


def _word(words: object, value: str) -> str:
    return str(words(value).label) if words is not None else value.replace("_", " ")  # type: ignore[operator]


def _diagram(machine: Machine) -> list[str]:
    states = [f"    {state!s}: {_word(machine.states, state)}" for state in machine.all_states]
    moves = [
        f"    {was!s} --> {to!s}: {_word(machine.steps, step)}" for (was, step), to in machine.moves.items()
    ]
    ends = [f"    {state!s} --> [*]" for state in machine.all_states if state in machine.ends]
    return ["```mermaid", "stateDiagram-v2", *states, f"    [*] --> {machine.first!s}", *moves, *ends, "```"]


def _table(machine: Machine) -> list[str]:
    lines = ["| state | who must act | clock | steps |", "|---|---|---|---|"]
    for state in machine.all_states:
        clock = machine.clocks.get(state, "")
        steps = "; ".join(
            f"{_word(machine.steps, step)} → {_word(machine.states, machine.after(state, step))}"
            for step in machine.steps_from(state)
        )
        owner = Owner(machine.owners[state]).label
        runs = Clock(clock).label if clock else "none"
        lines.append(f"| {_word(machine.states, state)} | {owner} | {runs} | {steps or 'none'} |")
    return lines


def test_the_drawing_is_fresh() -> None:
    with override("en"):
        drawn = drawing()
    if os.environ.get("UPDATE_GENERATED") == "1":
        DRAWN.write_text(drawn, encoding="utf-8")
    assert DRAWN.read_text(encoding="utf-8") == drawn, "run this test with UPDATE_GENERATED=1"
