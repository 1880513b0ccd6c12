"""Every state of a referral, every move, and the side that may make it: written out once, and drawn for the manual."""

import os
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.choices import ReferralRoute
from earlyhelp.signpost.choices.referrals import DeclineReason, InboxTab, ReferralState
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.referrals import Parties, Side
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.rules import FEEDBACK as TELLINGS

S = ReferralState
SENDER, RECEIVER = Side.SENDER, Side.RECEIVER
HUB, SERVICE, ELSEWHERE = (UUID(int=number) for number in (1, 2, 3))
PARTIES = Parties(sender=HUB, receiver=SERVICE)

# Each move that exists. What is not in this table is refused, for both sides: the test below tries every pair.
MOVES = {
    (S.SENT, S.OPENED): RECEIVER,
    (S.SENT, S.WITHDRAWN): SENDER,
    (S.OPENED, S.ACCEPTED): RECEIVER,
    (S.OPENED, S.WAITING): RECEIVER,
    (S.OPENED, S.DECLINED): RECEIVER,
    (S.OPENED, S.WITHDRAWN): SENDER,
    (S.WAITING, S.WAITING): RECEIVER,
    (S.WAITING, S.ACCEPTED): RECEIVER,
    (S.WAITING, S.DECLINED): RECEIVER,
    (S.WAITING, S.WITHDRAWN): SENDER,
    (S.ACCEPTED, S.STARTED): RECEIVER,
    (S.ACCEPTED, S.DECLINED): RECEIVER,
    (S.ACCEPTED, S.WITHDRAWN): SENDER,
    (S.STARTED, S.COMPLETED): RECEIVER,
}


@pytest.mark.parametrize(("start", "to", "side"), list(product(S, S, Side)))
def test_a_referral_moves_as_the_table_says_and_in_no_other_way(start: S, to: S, side: Side) -> None:
    allowed = MOVES.get((start, to)) is side
    assert rules.can_move(start, to, side) is allowed
    assert (to in rules.list_moves(start, side)) is allowed
    if allowed:
        rules.check_can_move(start, to, side)
    else:
        with pytest.raises(rules.CannotMove, match="cannot be moved"):
            rules.check_can_move(start, to, side)


def test_who_is_on_neither_side_moves_nothing() -> None:
    assert not any(rules.can_move(start, to, None) for start, to in MOVES)


def test_every_state_can_be_reached_and_every_open_one_can_be_left() -> None:
    reached = {to for _start, to in MOVES} | {S.SENT}
    assert reached == set(S)
    for state in S:
        assert bool(rules.TRANSITIONS[state]) is rules.is_open(state)


def test_every_state_has_an_owner_or_is_an_end() -> None:
    assert set(rules.OWNER) == set(S)
    assert {state for state in S if rules.OWNER[state] is None} == {S.COMPLETED, S.WITHDRAWN}
    assert rules.OWNER[S.DECLINED] is SENDER


def test_every_state_that_a_service_may_see_stands_in_exactly_one_stage_of_its_worklist() -> None:
    listed = [state for tab in InboxTab for state in rules.TABS[tab]]
    assert sorted(listed) == sorted(set(S) - rules.CLOSED_TO_RECEIVER)


def test_every_reason_for_a_no_says_what_the_front_door_can_do_next() -> None:
    assert set(rules.NEXT_STEP) == set(DeclineReason)
    sentences = [str(sentence) for sentence in rules.NEXT_STEP.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_every_move_that_is_news_has_words_for_the_officer() -> None:
    assert set(rules.FEEDBACK.values()) <= set(TELLINGS)
    assert set(S) - set(rules.FEEDBACK) == {S.SENT, S.OPENED}


@pytest.mark.parametrize(
    ("to", "was", "news"),
    [
        (S.OPENED, S.SENT, False),
        (S.WAITING, S.OPENED, True),
        (S.WAITING, S.WAITING, False),
        (S.ACCEPTED, S.WAITING, True),
        (S.DECLINED, S.ACCEPTED, True),
    ],
)
def test_what_is_news(to: S, was: S, news: bool) -> None:
    assert rules.is_news(to, was=was) is news


@pytest.mark.parametrize("state", list(S))
def test_how_the_help_goes_is_shown_only_when_the_person_agreed_to_it(state: S) -> None:
    assert rules.is_shown(state, hears_progress=True)
    assert rules.is_shown(state, hears_progress=False) is (state not in {S.STARTED, S.COMPLETED})


def actor(role: str, agency: UUID) -> Actor:
    return Actor(UUID(int=9), agency, None, role, "early_help")


@pytest.mark.parametrize(
    ("role", "agency", "side"),
    [
        (Role.DECISION_MAKER, HUB, SENDER),
        (Role.DECISION_MAKER, SERVICE, None),
        (Role.SERVICE_WORKER, SERVICE, RECEIVER),
        (Role.SERVICE_WORKER, HUB, None),
        (Role.SERVICE_WORKER, ELSEWHERE, None),
        (Role.NOTIFIER, HUB, None),
        (Role.AUDITOR, HUB, None),
        (Role.ADMINISTRATOR, SERVICE, None),
    ],
)
def test_a_role_in_an_agency_is_on_one_side_or_on_none(role: Role, agency: UUID, side: Side | None) -> None:
    by = actor(role, agency)
    assert rules.side_of(by, PARTIES) is side
    for state in S:
        readable = side is SENDER or (side is RECEIVER and state not in {S.DECLINED, S.WITHDRAWN})
        assert rules.may_read_referral(by, PARTIES, state) is readable
        if not readable:
            with pytest.raises(NotAllowed, match="not involved"):
                rules.check_may_read_referral(by, PARTIES, state)


@pytest.mark.parametrize("role", list(Role))
def test_only_decision_makers_choose_and_only_service_workers_receive(role: Role) -> None:
    by = actor(role, HUB)
    assert rules.may_choose_service(by) is (role is Role.DECISION_MAKER)
    assert rules.may_receive_referrals(by) is (role is Role.SERVICE_WORKER)
    for may, check in (
        (rules.may_choose_service, rules.check_may_choose_service),
        (rules.may_receive_referrals, rules.check_may_receive_referrals),
    ):
        if may(by):
            check(by)
        else:
            with pytest.raises(NotAllowed):
                check(by)


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_a_service_is_chosen_only_after_a_decision_that_leads_to_one(outcome: Outcome | None) -> None:
    leads = outcome in {Outcome.EARLY_HELP, Outcome.SIGNPOST}
    assert rules.can_choose_after(outcome) is leads
    if not leads:
        with pytest.raises(rules.NoDecisionToRefer):
            rules.check_can_choose_after(outcome)


TODAY = date(2026, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("route", "has_agency", "closed_on", "can"),
    [
        (ReferralRoute.IN_PRODUCT, True, None, True),
        (ReferralRoute.IN_PRODUCT, True, date(2026, 3, 3), True),
        (ReferralRoute.IN_PRODUCT, True, TODAY, False),
        (ReferralRoute.IN_PRODUCT, False, None, False),
        (ReferralRoute.TELEPHONE, True, None, False),
    ],
)
def test_which_services_take_referrals_here(
    route: ReferralRoute, has_agency: bool, closed_on: date | None, can: bool
) -> None:
    asked = {"route": route, "has_agency": has_agency, "closed_on": closed_on, "on": TODAY}
    assert rules.can_receive_here(**asked) is can
    if not can:
        with pytest.raises(rules.NotReferable):
            rules.check_can_receive_here(**asked)


@pytest.mark.parametrize(
    ("state", "sent_on", "promised", "on", "late"),
    [
        (S.SENT, date(2026, 3, 2), None, date(2026, 3, 4), False),
        (S.SENT, date(2026, 3, 2), None, date(2026, 3, 5), True),
        (S.SENT, date(2026, 3, 6), None, date(2026, 3, 10), False),  # over a weekend
        (S.OPENED, date(2026, 3, 2), None, date(2026, 6, 1), False),
        (S.WAITING, date(2026, 3, 2), date(2026, 3, 20), date(2026, 3, 20), False),
        (S.WAITING, date(2026, 3, 2), date(2026, 3, 20), date(2026, 3, 21), True),
    ],
)
def test_when_a_service_should_be_rung(
    state: S, sent_on: date, promised: date | None, on: date, late: bool
) -> None:
    assert rules.is_late(state, sent_on=sent_on, next_update_on=promised, on=on) is late


@pytest.mark.parametrize("promised", [None, TODAY, date(2026, 3, 1)])
def test_a_waiting_list_needs_a_promise_of_news_on_a_later_day(promised: date | None) -> None:
    with pytest.raises(rules.PromiseNeeded):
        rules.check_promise(S.WAITING, promised, on=TODAY)
    rules.check_promise(S.ACCEPTED, promised, on=TODAY)
    rules.check_promise(S.WAITING, date(2026, 3, 3), on=TODAY)


@pytest.mark.parametrize("to", [S.DECLINED, S.COMPLETED, S.WITHDRAWN])
def test_an_end_needs_its_reason_or_outcome(to: S) -> None:
    with pytest.raises(rules.SaidTooLittle):
        rules.check_said(to, decline_reason=None, help_outcome=None, withdraw_reason=None)
    rules.check_said(to, decline_reason="no_room", help_outcome="better", withdraw_reason="mistake")


def test_only_a_declined_referral_is_returned() -> None:
    rules.check_is_returned(S.DECLINED)
    for state in set(S) - {S.DECLINED}:
        with pytest.raises(rules.CannotMove):
            rules.check_is_returned(state)


def test_a_page_notices_that_the_referral_moved_since_it_was_drawn() -> None:
    drawn_at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    seen = rules.version_of(S.WAITING, drawn_at)
    rules.check_not_moved(S.WAITING, drawn_at, seen=seen)
    with pytest.raises(rules.ReferralMoved):
        rules.check_not_moved(S.WAITING, datetime(2026, 3, 2, 9, 31, tzinfo=UTC), seen=seen)
    with pytest.raises(rules.ReferralMoved):
        rules.check_not_moved(S.ACCEPTED, drawn_at, seen=seen)


# --- the manual -----------------------------------------------------------------------------------------

DRAWING = Path(__file__).parents[3] / "docs" / "generated" / "referral-states.md"
_SIDES = {SENDER: "the front door", RECEIVER: "the service", None: "nobody"}


def drawn() -> str:
    """The page of the manual: the diagram, whose turn it is, and what a no leads to."""
    lines = [
        "# The states of a referral",
        "",
        "Drawn from `earlyhelp.signpost.rules.referrals`. Do not edit: `make docs` draws it again.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "  [*] --> sent : the front door",
    ]
    lines += [
        f"  {start.value} --> {to.value} : {_SIDES[side]}"
        for start, moves in rules.TRANSITIONS.items()
        for to, side in moves.items()
    ]
    lines += [f"  {state.value} --> [*]" for state in S if not rules.TRANSITIONS[state]]
    lines += [
        "```",
        "",
        "| state | shown as | whose turn | the service sees it | the officer hears |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{state.value}` | {state.label} | {_SIDES[rules.OWNER[state]]} | "
        f"{'no' if state in rules.CLOSED_TO_RECEIVER else 'yes'} | {_heard(state)} |"
        for state in S
    ]
    lines += [
        "",
        "## When a service says no",
        "",
        "| reason | what the front door can do next |",
        "|---|---|",
    ]
    lines += [f"| {reason.label} | {rules.NEXT_STEP[reason]} |" for reason in DeclineReason]
    return "\n".join([*lines, ""])


def _heard(state: S) -> str:
    if state not in rules.FEEDBACK:
        return "–"
    when = ", if the person agreed to it" if state in rules.PROGRESS else ""
    return f"`{rules.FEEDBACK[state]}`{when}"


def test_the_drawing_in_the_manual_is_fresh() -> None:
    if os.environ.get("UPDATE_GENERATED") == "1":
        DRAWING.parent.mkdir(parents=True, exist_ok=True)
        DRAWING.write_text(drawn(), encoding="utf-8")
    assert DRAWING.read_text(encoding="utf-8") == drawn(), "run make docs"
