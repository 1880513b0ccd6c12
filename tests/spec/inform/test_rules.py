"""How a message may move, when it is tried again, what it may carry. Prints docs/generated/message-states.md."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform import rules
from earlyhelp.inform.choices import Failure, MessageState, Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role

QUEUED, SENDING, SENT, FAILED = MessageState
DRAWN = Path(__file__).resolve().parents[3] / "docs" / "generated" / "message-states.md"
OWNERS = {QUEUED: "the worker", SENDING: "the worker", SENT: "nobody", FAILED: "an administrator"}

MOVES = [
    # from     to       may it?
    (QUEUED,   SENDING, True),
    (QUEUED,   SENT,    False),
    (QUEUED,   FAILED,  False),
    (SENDING,  SENT,    True),
    (SENDING,  QUEUED,  True),
    (SENDING,  FAILED,  True),
    (SENDING,  SENDING, False),
    (SENT,     QUEUED,  False),
    (SENT,     SENDING, False),
    (SENT,     FAILED,  False),
    (FAILED,   QUEUED,  True),
    (FAILED,   SENDING, False),
    (FAILED,   SENT,    False),
]  # fmt: skip

TRIES = [
    # after the … try, for this reason,      wait
    (1, Failure.UNREACHABLE,                 timedelta(minutes=1)),
    (2, Failure.UNREACHABLE,                 timedelta(minutes=5)),
    (3, Failure.BUSY,                        timedelta(minutes=30)),
    (4, Failure.BUSY,                        timedelta(hours=2)),
    (5, Failure.UNREACHABLE,                 None),
    (1, Failure.REFUSED,                     None),
    (1, Failure.ADDRESS_REFUSED,             None),
    (1, Failure.ACCOUNT_CLOSED,              None),
    (1, Failure.INTERRUPTED,                 None),
]  # fmt: skip

CARRIED = [
    {},
    {"reference": ""},
    {"reference": "EH-26-0004217"},
    {"reference": "RF-26-0000001", "path": "/referrals/0198c1f2-0000-7000-8000-000000000000/"},
    {"path": "/"},
]

NOT_CARRIED = [
    {"name": "Siân"},
    {"reference": "Siân Evans"},
    {"reference": "EH-26-0004217 about Siân"},
    {"path": "https://elsewhere.example/"},
    {"path": "//elsewhere.example/"},
    {"path": "/search/?q=Evans"},
    {"path": "/../"},
]


@pytest.mark.parametrize(("state", "to", "may"), MOVES)
def test_a_message_moves_only_as_the_table_says(state: MessageState, to: MessageState, may: bool) -> None:
    assert rules.can_move(state, to) is may
    if may:
        rules.check_can_move(state, to)
    else:
        with pytest.raises(rules.CannotMove, match="already dealt with"):
            rules.check_can_move(state, to)


def test_every_state_has_a_place_in_the_table() -> None:
    assert set(rules.TRANSITIONS) == set(MessageState)


@pytest.mark.parametrize(("attempts", "why", "wait"), TRIES)
def test_what_may_pass_is_tried_again_ever_later(attempts: int, why: Failure, wait: timedelta | None) -> None:
    assert rules.next_wait(attempts, why) == wait


@pytest.mark.parametrize("context", CARRIED)
def test_a_message_carries_a_reference_and_an_address_inside_the_service(context: dict[str, str]) -> None:
    rules.check_context(Template.FEEDBACK, context)


@pytest.mark.parametrize("context", NOT_CARRIED)
def test_a_message_carries_nothing_that_could_name_a_person(context: dict[str, str]) -> None:
    with pytest.raises(rules.UnsafeContext):
        rules.check_context(Template.FEEDBACK, context)


def test_a_message_says_only_what_is_on_the_list() -> None:
    with pytest.raises(ValueError, match="gossip"):
        rules.check_context("gossip", {})


@pytest.mark.parametrize("role", Role)
def test_only_an_administrator_mends_what_failed(role: Role) -> None:
    by = Actor(None, None, None, role, Purpose.RUNNING)
    assert rules.may_mend(by) is (role == Role.ADMINISTRATOR)
    if role != Role.ADMINISTRATOR:
        with pytest.raises(NotAllowed):
            rules.check_may_mend(by)


def drawing() -> str:
    """The page of the manual: how the e-mail of a message moves, who owns each state, when it is tried again."""
    moves = [(state, to) for state in MessageState for to in MessageState if rules.can_move(state, to)]
    lines = [
        "# The states of a message's e-mail",
        "",
        "Printed by `tests/spec/inform/test_rules.py` from `inform.rules.TRANSITIONS`. Do not edit it by hand.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state}: {state.label}" for state in MessageState),
        f"    [*] --> {QUEUED}",
        *(f"    {state} --> {to}: {OWNERS[state]}" for state, to in moves),
        f"    {SENT} --> [*]",
        "```",
        "",
        "| state | who must act |",
        "|---|---|",
        *(f"| {state.label} | {OWNERS[state]} |" for state in MessageState),
        "",
        "| what went wrong | tried again after |",
        "|---|---|",
        *(f"| {why.label} | {waits_for(why)} |" for why in Failure),
    ]
    return "\n".join(lines) + "\n"


def waits_for(why: Failure) -> str:
    """The waits after each try, in minutes."""
    waits = [rules.next_wait(attempts, why) for attempts in range(1, 10)]
    minutes = [str(int(wait.total_seconds() // 60)) for wait in waits if wait is not None]
    return ", ".join(minutes) + " minutes; then listed" if minutes else "not; listed at once"


def test_the_drawing_in_the_manual_is_up_to_date() -> None:
    drawn = drawing()
    if os.environ.get("UPDATE_GENERATED") == "1":
        DRAWN.parent.mkdir(parents=True, exist_ok=True)
        DRAWN.write_text(drawn, encoding="utf-8")
    assert DRAWN.read_text(encoding="utf-8") == drawn, "run this test with UPDATE_GENERATED=1"


def test_every_state_has_an_owner() -> None:
    assert set(OWNERS) == set(MessageState)
