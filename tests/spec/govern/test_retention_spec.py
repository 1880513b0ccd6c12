"""When a record's time is over, what keeps it, and how a disposal moves. Prints docs/generated/disposal-states.md."""

import os
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from earlyhelp.govern.choices.retention import DisposalState, DisposalStep, WhyNot
from earlyhelp.govern.rules import retention as rules
from earlyhelp.govern.rules.retention import Edge, HoldScope, RecordFacts, RetentionLine, settle
from earlyhelp.govern.schedules import shipped_lines
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed

DRAWN = Path(__file__).resolve().parents[3] / "docs" / "generated" / "disposal-states.md"
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
PROPOSED, HIDDEN, ERASED, CANCELLED, UNDONE = DisposalState
CONFIRM, CANCEL, UNDO, ERASE = DisposalStep
OWNERS = {
    PROPOSED: "a second information governance officer",
    HIDDEN: "the worker, after 30 days",
    ERASED: "nobody",
    CANCELLED: "nobody",
    UNDONE: "nobody",
}
MOVES = {
    (PROPOSED, CONFIRM): HIDDEN,
    (PROPOSED, CANCEL): CANCELLED,
    (HIDDEN, UNDO): UNDONE,
    (HIDDEN, ERASE): ERASED,
}


def line(**changes: Any) -> RetentionLine:
    said: dict[str, Any] = {
        "record_class": "early_help",
        "root": "solve.Episode",
        "keep_years": 6,
        "counted_from": "last",
        "birthday": None,
        "at_the_end": "dispose",
        "again_years": 6,
        "name_en": "Early help",
        "name_cy": "Cymorth cynnar",
        "basis_en": "A law.",
        "basis_cy": "Deddf.",
        "source": "A page",
    }
    return RetentionLine(**(said | changes))


def facts(**changes: Any) -> RecordFacts:
    said: dict[str, Any] = {
        "root": "solve.Episode",
        "key": A,
        "first_on": date(2019, 1, 10),
        "last_on": date(2020, 2, 29),
        "closed_on": date(2020, 2, 1),
    }
    return RecordFacts(**(said | changes))


DUE = [
    # the rule,                                       the youngest,       due
    ({},                                              None,               date(2026, 3, 1)),
    ({"counted_from": "first"},                       None,               date(2025, 1, 10)),
    ({"counted_from": "closed"},                      None,               date(2026, 2, 1)),
    ({"birthday": 25},                                None,               date(2026, 3, 1)),
    ({"birthday": 25},                                date(2012, 5, 5),   date(2037, 5, 5)),
    ({"birthday": 25},                                date(1980, 5, 5),   date(2026, 3, 1)),
    ({"keep_years": 10, "birthday": 100},             date(1980, 2, 29),  date(2080, 2, 29)),
]  # fmt: skip


@pytest.mark.parametrize(("said", "born", "due"), DUE)
def test_a_record_falls_due(said: dict[str, Any], born: date | None, due: date) -> None:
    births = (date(1970, 1, 1), born) if born else ()
    assert rules.due_on(line(**said), facts(births=births)) == due


def test_a_record_without_a_day_is_never_due() -> None:
    nothing = facts(first_on=None, last_on=None, closed_on=None)
    assert rules.due_on(line(), nothing) is None
    assert rules.why_not(line(), nothing, [], on=date(2099, 1, 1)) == (WhyNot.NOT_DUE,)


@pytest.mark.parametrize(
    ("said", "known", "reviewed"),
    [
        ({}, {}, False),
        ({"at_the_end": "review"}, {}, True),
        ({"birthday": 25}, {"births": (date(2012, 5, 5),)}, False),
        ({"birthday": 25}, {}, True),
        ({"birthday": 25}, {"births": (date(2012, 5, 5),), "ages_unknown": True}, True),
    ],
)
def test_a_birthday_that_nobody_knows_makes_a_review(
    said: dict[str, Any], known: dict[str, Any], reviewed: bool
) -> None:
    assert rules.needs_review(line(**said), facts(**known)) is reviewed


COVERED = [
    # the hold,                                            the record,                             covered?
    (HoldScope(),                                          {},                                     True),
    (HoldScope(key=A),                                     {},                                     True),
    (HoldScope(key=B),                                     {},                                     False),
    (HoldScope(key=B),                                     {"touches": frozenset({B})},            True),
    (HoldScope(record_class="early_help"),                 {},                                     True),
    (HoldScope(record_class="incident"),                   {},                                     False),
    (HoldScope(area="W06000013"),                          {"areas": frozenset({"W06000013"})},    True),
    (HoldScope(area="W06000015"),                          {"areas": frozenset({"W06000013"})},    False),
    (HoldScope(area="W06000015"),                          {},                                     True),
    (HoldScope(dated_from=date(2020, 3, 1)),               {},                                     False),
    (HoldScope(dated_from=date(2020, 2, 1)),               {},                                     True),
    (HoldScope(dated_until=date(2019, 1, 9)),              {},                                     False),
    (HoldScope(dated_until=date(2019, 1, 10)),             {},                                     True),
    (HoldScope(dated_from=date(2020, 3, 1)),               {"last_on": None},                      True),
    (HoldScope(key=A, record_class="incident"),            {},                                     False),
]  # fmt: skip


@pytest.mark.parametrize(("hold", "said", "covered"), COVERED)
def test_a_hold_covers(hold: HoldScope, said: dict[str, Any], covered: bool) -> None:
    assert rules.covers(hold, "early_help", facts(**said)) is covered


@pytest.mark.parametrize(
    ("hold", "in_force"),
    [
        (HoldScope(from_on=date(2026, 3, 1)), True),
        (HoldScope(from_on=date(2026, 3, 2)), False),
        (HoldScope(until_on=date(2026, 3, 1)), True),
        (HoldScope(until_on=date(2026, 2, 28)), False),
        (HoldScope(ended=True), False),
    ],
)
def test_a_hold_is_in_force(hold: HoldScope, in_force: bool) -> None:
    assert rules.holds_on(hold, date(2026, 3, 1)) is in_force


@pytest.mark.parametrize(
    ("said", "holds", "why"),
    [
        ({}, [], ()),
        ({"last_on": date(2024, 1, 1)}, [], (WhyNot.NOT_DUE,)),
        ({}, [HoldScope()], (WhyNot.HELD,)),
        ({"open_work": ("solve.Action",)}, [], (WhyNot.OPEN,)),
        ({"rested_on": ("solve.Episode",)}, [HoldScope(ended=True)], (WhyNot.RESTED_ON,)),
    ],
)
def test_what_keeps_a_record(said: dict[str, Any], holds: list[HoldScope], why: tuple[WhyNot, ...]) -> None:
    assert rules.why_not(line(), facts(**said), holds, on=date(2026, 3, 1)) == why


@pytest.mark.parametrize(("state", "step"), product(DisposalState, DisposalStep))
def test_a_disposal_moves_only_as_the_table_says(state: DisposalState, step: DisposalStep) -> None:
    if after := MOVES.get((state, step)):
        assert rules.check_can_move(state, step) == after
    else:
        with pytest.raises(rules.CannotDispose):
            rules.check_can_move(state, step)


def test_a_list_of_several_needs_a_second_person() -> None:
    first = Actor(A, C, None, "auditor", "assurance")
    rules.check_may_confirm(first, proposed_by=A, records=1)
    rules.check_may_confirm(first, proposed_by=B, records=2)
    with pytest.raises(rules.CannotDispose):
        rules.check_may_confirm(first, proposed_by=A, records=2)


def test_only_officers_decide_and_only_the_service_runs_the_night() -> None:
    officer = Actor(A, C, None, "auditor", "assurance")
    rules.check_may_govern_retention(officer)
    rules.check_may_run_retention(Actor.system("running", agency_id=C))
    for other in (
        Actor(A, C, None, "administrator", "running"),
        Actor(A, None, None, "auditor", "assurance"),
    ):
        with pytest.raises(NotAllowed):
            rules.check_may_govern_retention(other)
    with pytest.raises(NotAllowed):
        rules.check_may_run_retention(officer)


def test_thirty_days_to_undo() -> None:
    assert rules.may_undo(hidden_on=date(2026, 3, 1), on=date(2026, 3, 31))
    assert not rules.may_undo(hidden_on=date(2026, 3, 1), on=date(2026, 4, 1))


# --- which rows go ------------------------------------------------------------------------------------------

ROOT, CHILD, OTHER, STRANGER = ("a.Root", A), ("a.Child", B), ("b.Other", C), ("c.Theirs", UUID(int=9))
ROWS = {ROOT: {A}, CHILD: {A}}
INSIDE = Edge(CHILD, ROOT, mine=True)


def test_a_record_goes_whole() -> None:
    assert settle(ROWS, [INSIDE], [A]).goes == {ROOT, CHILD}


def test_a_record_on_which_another_rests_stays() -> None:
    settled = settle(ROWS, [INSIDE, Edge(OTHER, CHILD, mine=True)], [A])
    assert (settled.goes, settled.blocked) == (set(), {A: {"b.Other"}})


def test_two_records_that_rest_on_each_other_go_together_only() -> None:
    rows = {**ROWS, OTHER: {C}}
    edges = [INSIDE, Edge(OTHER, CHILD, mine=True)]
    assert settle(rows, edges, [A, C]).goes == {ROOT, CHILD, OTHER}
    assert settle(rows, edges, [A]).blocked == {A: {"b.Other"}}
    assert settle(rows, edges, [C]).goes == {OTHER}


def test_a_row_on_which_anothers_rests_stays_empty_and_so_does_what_it_points_at() -> None:
    settled = settle(ROWS, [INSIDE, Edge(STRANGER, CHILD, mine=False)], [A])
    assert (settled.goes, settled.stays_empty, settled.blocked) == (set(), {ROOT, CHILD}, {})


# --- the schedules that come with the product -----------------------------------------------------------------


@pytest.mark.parametrize("kind", ["police", "council", "health_board", "charity", "school"])
def test_every_kind_of_agency_has_one_rule_for_each_kind_of_record(kind: str) -> None:
    lines = shipped_lines(kind).values()
    roots = {one.root for one in lines}
    assert len(roots) == 15
    assert all(len([one for one in lines if one.root == root and not one.chosen]) == 1 for root in roots)
    assert all(one.basis_en and one.basis_cy and one.source and one.name_cy for one in lines)


@pytest.mark.parametrize(
    ("kind", "code", "years", "birthday", "at_the_end"),
    [
        ("police", "notification", 6, None, "review"),
        ("police", "notification_group_1", 10, 100, "review"),
        ("police", "notification_group_2", 10, None, "review"),
        ("police", "notification_group_3", 6, None, "review"),
        ("council", "early_help", 6, 25, "dispose"),
        ("health_board", "source_record", 8, 25, "dispose"),
        ("charity", "referral", 6, None, "dispose"),
    ],
)
def test_the_shipped_rules(kind: str, code: str, years: int, birthday: int | None, at_the_end: str) -> None:
    found = shipped_lines(kind)[code]
    assert (found.keep_years, found.birthday, found.at_the_end) == (years, birthday, at_the_end)


def test_the_states_are_drawn() -> None:
    assert set(OWNERS) == set(DisposalState)
    lines = [
        "# The states of a disposal",
        "",
        "Printed by `tests/spec/govern/test_retention_spec.py` from `govern.rules.retention.TRANSITIONS`. Do not edit"
        " it by hand.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state}: {state.label}" for state in DisposalState),
        "    [*] --> proposed",
        *(f"    {state} --> {after}: {step.label}" for (state, step), after in rules.TRANSITIONS.items()),
        *(f"    {state} --> [*]" for state in (ERASED, CANCELLED, UNDONE)),
        "```",
        "",
        "| state | who must act |",
        "|---|---|",
        *(f"| {state.label} | {owner} |" for state, owner in OWNERS.items()),
        "",
    ]
    text = "\n".join(lines)
    if os.environ.get("UPDATE_GENERATED"):
        DRAWN.write_text(text, encoding="utf-8")
    assert DRAWN.read_text(encoding="utf-8") == text
