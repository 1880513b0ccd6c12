"""How a message to a person may move, and what it says in either language. Prints a page of the manual."""

import os
from itertools import product
from pathlib import Path

import pytest
from django.utils import translation

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform import rules, wording
from earlyhelp.inform.choices import Channel, PersonMessageState, Wording
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

QUEUED, SENDING, SENT, DELIVERED, FAILED, TO_POST, POSTED, STOPPED = PersonMessageState
DRAWN = Path(__file__).resolve().parents[3] / "docs" / "generated" / "person-message-states.md"

MAY = {
    (QUEUED, SENDING), (QUEUED, STOPPED),
    (SENDING, SENT), (SENDING, QUEUED), (SENDING, FAILED),
    (SENT, DELIVERED), (SENT, FAILED),
    (TO_POST, POSTED), (TO_POST, STOPPED),
}  # fmt: skip

FACTS = {
    "telephone": "+441656000000",
    "service_en": "Making ends meet",
    "service_cy": "Dal y ddau ben ynghyd",
    "service_telephone": "+441656111111",
    "on_en": "3 March 2027",
    "on_cy": "3 Mawrth 2027",
    "at": "2pm",
    "place": "1 Made-up Street",
}


@pytest.mark.parametrize(("state", "to"), product(PersonMessageState, PersonMessageState))
def test_a_message_to_a_person_moves_only_as_the_table_says(
    state: PersonMessageState, to: PersonMessageState
) -> None:
    if (state, to) in MAY:
        rules.check_can_move_person_message(state, to)
    else:
        with pytest.raises(rules.CannotMove, match="moved on"):
            rules.check_can_move_person_message(state, to)


@pytest.mark.parametrize(
    ("channel", "starts"), [(Channel.TEXT, QUEUED), (Channel.EMAIL, QUEUED), (Channel.LETTER, TO_POST)]
)
def test_a_letter_waits_for_a_hand_and_the_rest_for_the_worker(
    channel: Channel, starts: PersonMessageState
) -> None:
    assert rules.start_of(channel) is starts


@pytest.mark.parametrize("role", Role)
def test_only_those_who_work_with_people_write_to_them(role: Role) -> None:
    from uuid import uuid4

    by = Actor(uuid4(), uuid4(), None, role, Purpose.EARLY_HELP)
    if role in {*FRONT_DOOR_ROLES, Role.SERVICE_WORKER}:
        rules.check_may_write_to_people(by)
    else:
        with pytest.raises(NotAllowed):
            rules.check_may_write_to_people(by)


@pytest.mark.parametrize(
    ("words", "said", "not_said"),
    [
        (Wording.CALL_US, ["01656 000000"], ["Making ends meet", "police", "help"]),
        (Wording.REFERRED, ["01656 000000", "3 March 2027"], ["Making ends meet", "police"]),
        (Wording.SERVICE, ["Making ends meet", "01656 111111", "01656 000000"], ["police"]),
        (Wording.APPOINTMENT, ["3 March 2027", "2pm", "1 Made-up Street"], ["Making ends meet", "police"]),
    ],
)
def test_a_message_says_what_is_needed_and_not_why(
    words: Wording, said: list[str], not_said: list[str]
) -> None:
    text = wording.compose(words, FACTS)["en"]
    assert all(part in text for part in said)
    assert not any(part in text for part in not_said)


def test_facts_that_are_not_there_are_left_out() -> None:
    text = wording.compose(Wording.SERVICE, {"telephone": "+441656000000", "service_en": "Food bank"})["cy"]
    assert "Food bank" in text
    assert "None" not in text
    assert not any(line.rstrip().endswith(":") for line in text.splitlines())


@pytest.mark.parametrize("words", Wording)
def test_a_text_message_fits_in_what_a_gateway_takes(words: Wording) -> None:
    both = wording.compose(words, FACTS)
    assert len(both["cy"]) + len(both["en"]) <= 918  # six parts of 153 characters


@pytest.mark.parametrize("words", Wording)
def test_the_welsh_is_welsh(words: Wording) -> None:
    both = wording.compose(words, FACTS)
    assert both["cy"] != both["en"]
    assert "Telephone" not in both["cy"]


def test_what_is_not_a_fact_is_refused() -> None:
    with pytest.raises(rules.UnsafeContext, match="diagnosis"):
        rules.check_facts({"diagnosis": "…"})


def drawing() -> str:
    """The page of the manual."""
    moves = [
        (state, to)
        for state, ends in rules.PERSON_TRANSITIONS.items()
        for to in PersonMessageState
        if to in ends
    ]
    with translation.override("en"):
        lines = [
            "# The states of a message to a person",
            "",
            "Printed by `tests/spec/inform/test_person_messages.py` from `inform.rules.PERSON_TRANSITIONS`. Do not",
            "edit it by hand.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *(f"    {state}: {state.label}" for state in PersonMessageState),
            f"    [*] --> {QUEUED}",
            f"    [*] --> {TO_POST}",
            *(f"    {state} --> {to}" for state, to in moves),
            *(f"    {state} --> [*]" for state, ends in rules.PERSON_TRANSITIONS.items() if not ends),
            "```",
            "",
            "| state | who must act |",
            "|---|---|",
            *(f"| {state.label} | {rules.PERSON_OWNERS[state]} |" for state in PersonMessageState),
        ]
    return "\n".join(lines) + "\n"


def test_the_drawing_in_the_manual_is_the_table() -> None:
    if os.environ.get("UPDATE_GENERATED"):
        DRAWN.write_text(drawing(), encoding="utf-8")
    assert DRAWN.read_text(encoding="utf-8") == drawing()
