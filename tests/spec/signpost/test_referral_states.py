"""Every state of a referral, every move, and the side that may make it: written out once, and drawn for the manual."""

import os
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.signpost.choices import ReferralRoute
from earlyhelp.signpost.choices.referrals import (
    Basis,
    DeclineReason,
    InboxTab,
    PersonReason,
    ReferralState,
    SenderReason,
    Side,
)
from earlyhelp.signpost.rules import fhir, states
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.referrals import Parties, Reasons
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.rules import FEEDBACK as TELLINGS

S = ReferralState
SENDER, RECEIVER, PERSON, SYSTEM = Side.SENDER, Side.RECEIVER, Side.PERSON, Side.SYSTEM
HUB, SERVICE, ELSEWHERE = (UUID(int=number) for number in (1, 2, 3))
PARTIES = Parties(sender=HUB, receiver=SERVICE)

# Each move that exists. What is not in this table is refused, for every side: the test below tries every pair.
MOVES = {
    (S.DRAFT, S.REQUESTED): {SENDER},
    (S.REQUESTED, S.SEEN): {RECEIVER},
    (S.SEEN, S.ACCEPTED): {RECEIVER},
    (S.SEEN, S.WAITING): {RECEIVER},
    (S.SEEN, S.DECLINED): {RECEIVER},
    (S.WAITING, S.WAITING): {RECEIVER},
    (S.WAITING, S.ACCEPTED): {RECEIVER},
    (S.WAITING, S.DECLINED): {RECEIVER},
    (S.ACCEPTED, S.IN_PROGRESS): {RECEIVER},
    (S.ACCEPTED, S.ON_HOLD): {RECEIVER},
    (S.ACCEPTED, S.DECLINED): {RECEIVER},
    (S.IN_PROGRESS, S.ON_HOLD): {RECEIVER},
    (S.IN_PROGRESS, S.COMPLETED): {RECEIVER},
    (S.ON_HOLD, S.ON_HOLD): {RECEIVER},
    (S.ON_HOLD, S.IN_PROGRESS): {RECEIVER},
    (S.ON_HOLD, S.COMPLETED): {RECEIVER},
}
_OPEN = (S.REQUESTED, S.SEEN, S.WAITING, S.ACCEPTED, S.IN_PROGRESS, S.ON_HOLD)
_STARTED = {S.IN_PROGRESS, S.ON_HOLD}
MOVES |= {(start, S.CANCELLED): {SYSTEM} if start in _STARTED else {SENDER, SYSTEM} for start in _OPEN}
MOVES |= {(start, S.WITHDRAWN): {PERSON} for start in _OPEN}
MOVES |= {(start, S.ENTERED_IN_ERROR): {SENDER} for start in _OPEN}


@pytest.mark.parametrize(("start", "to"), list(product(S, S)))
def test_a_referral_moves_as_the_table_says_and_in_no_other_way(start: S, to: S) -> None:
    assert states.TRANSITIONS[start].get(to, frozenset()) == MOVES.get((start, to), set())


@pytest.mark.parametrize(("start", "to", "side"), list(product(S, S, [SENDER, RECEIVER, None])))
def test_the_front_door_also_speaks_for_the_person_and_nobody_for_the_system(
    start: S, to: S, side: Side | None
) -> None:
    spoken = {SENDER: {SENDER, PERSON}, RECEIVER: {RECEIVER}, None: set()}[side]
    mine = MOVES.get((start, to), set()) & spoken
    assert rules.can_move(start, to, side) is bool(mine)
    assert (to in rules.list_moves(start, side)) is bool(mine)
    if mine:
        assert rules.mover_of(start, to, side) in mine
    else:
        with pytest.raises(rules.CannotMove, match="cannot be moved"):
            rules.check_can_move(start, to, side)


def test_every_state_can_be_reached_and_every_open_one_can_be_left() -> None:
    reached = {to for _start, to in MOVES} | {S.DRAFT}
    assert reached == set(S)
    assert set(states.ENDED) == {state for state in S if not any(start is state for start, _to in MOVES)}


def test_every_state_has_an_owner_and_a_next_step_or_is_an_end() -> None:
    assert set(states.OWNER) == set(states.NEXT) == set(S)
    nobody = {state for state in S if states.OWNER[state] is None}
    assert nobody == {S.COMPLETED, S.CANCELLED, S.WITHDRAWN, S.ENTERED_IN_ERROR}
    assert states.OWNER[S.DECLINED] is SENDER
    for state in S:
        assert str(states.NEXT[state]).endswith(".")


def test_every_state_that_a_service_may_see_stands_in_exactly_one_stage_of_its_worklist() -> None:
    across = {InboxTab.ACTION, InboxTab.MINE}
    assert set(states.TABS) == set(InboxTab) - across
    listed = [state for stage in states.TABS.values() for state in stage]
    assert sorted(listed) == sorted(set(S) - states.CLOSED_TO_RECEIVER - {S.DRAFT})


def test_each_side_has_its_own_list_of_reasons_and_no_reason_is_left_over() -> None:
    assert set(states.SAID_TO_SERVICE | states.SAID_TO_FRONT_DOOR) == set(PersonReason)
    used = {reason for reasons in states.SENDER_REASONS.values() for reason in reasons}
    assert used == set(SenderReason)
    assert SenderReason.TRANSFERRED not in rules.list_sender_reasons(S.CANCELLED)
    values = [one.value for kind in (DeclineReason, PersonReason) for one in kind]
    assert len(values) == len(set(values))


def test_every_reason_for_a_no_says_what_the_front_door_can_do_next() -> None:
    assert set(states.NEXT_STEP) == {*DeclineReason, *PersonReason}
    sentences = [str(sentence) for sentence in states.NEXT_STEP.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_every_move_that_is_news_has_words_for_the_officer() -> None:
    assert {*states.FEEDBACK.values(), states.GOT_BETTER} <= set(TELLINGS)
    silent = {S.DRAFT, S.REQUESTED, S.SEEN, S.ON_HOLD, S.ENTERED_IN_ERROR}
    assert set(S) - set(states.FEEDBACK) == silent


@pytest.mark.parametrize(
    ("to", "was", "news"),
    [
        (S.SEEN, S.REQUESTED, False),
        (S.ON_HOLD, S.IN_PROGRESS, False),
        (S.IN_PROGRESS, S.ON_HOLD, False),
        (S.IN_PROGRESS, S.ACCEPTED, True),
        (S.WAITING, S.SEEN, True),
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
    assert rules.is_shown(state, hears_progress=False) is (
        state not in {S.IN_PROGRESS, S.ON_HOLD, S.COMPLETED}
    )


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
        readable = side is SENDER or (side is RECEIVER and state not in states.CLOSED_TO_RECEIVER)
        assert rules.may_read_referral(by, PARTIES, state) is readable
        if not readable:
            with pytest.raises(NotAllowed, match="not involved"):
                rules.check_may_read_referral(by, PARTIES, state)


def test_a_secure_link_stands_on_the_side_of_the_service_and_only_while_it_is_this_one() -> None:
    link = UUID(int=7)
    by = actor(rules.LINK_ROLE, link)
    assert rules.side_of(by, Parties(HUB, SERVICE, link)) is RECEIVER
    assert rules.side_of(by, Parties(HUB, SERVICE)) is None
    assert rules.side_of(by, Parties(HUB, SERVICE, UUID(int=8))) is None
    assert rules.ends_receivers_access(S.COMPLETED, through_link=True)
    assert not rules.ends_receivers_access(S.COMPLETED, through_link=False)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_front_door_chooses_and_only_service_workers_receive(role: Role) -> None:
    by = actor(role, HUB)
    assert rules.may_choose_service(by) is (role in FRONT_DOOR_ROLES)
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


MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("state", "sent_on", "moved_on", "promised", "due"),
    [
        (S.REQUESTED, MONDAY, MONDAY, None, date(2026, 3, 4)),
        (S.REQUESTED, date(2026, 3, 6), date(2026, 3, 6), None, date(2026, 3, 10)),  # over a weekend
        (S.SEEN, MONDAY, date(2026, 3, 4), None, date(2026, 3, 9)),  # counted from the sending
        (S.ACCEPTED, MONDAY, date(2026, 3, 4), None, date(2026, 3, 18)),
        (S.WAITING, MONDAY, date(2026, 3, 4), date(2026, 3, 20), date(2026, 3, 20)),
        (S.ON_HOLD, MONDAY, date(2026, 3, 4), date(2026, 3, 21), date(2026, 3, 21)),
        (S.IN_PROGRESS, MONDAY, MONDAY, None, date(2026, 4, 15)),  # Good Friday and Easter Monday between
        (S.DECLINED, MONDAY, MONDAY, None, date(2026, 3, 4)),
        (S.COMPLETED, MONDAY, MONDAY, None, None),
        (S.CANCELLED, MONDAY, MONDAY, None, None),
        (S.WITHDRAWN, MONDAY, MONDAY, None, None),
        (S.ENTERED_IN_ERROR, MONDAY, MONDAY, None, None),
    ],
)
def test_by_when_whoever_has_it_should_act(
    state: S, sent_on: date, moved_on: date, promised: date | None, due: date | None
) -> None:
    assert states.due_on(state, sent_on=sent_on, moved_on=moved_on, promised_on=promised) == due


def test_an_area_can_set_its_own_days() -> None:
    days = {"requested": 1}
    asked = {"sent_on": MONDAY, "moved_on": MONDAY, "promised_on": None, "days": days}
    assert states.due_on(S.REQUESTED, **asked) == date(2026, 3, 3)
    assert states.due_on(S.SEEN, **asked) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("due", "chased", "chased_on", "on", "chase", "unanswered"),
    [
        (date(2026, 3, 4), 0, None, date(2026, 3, 4), False, False),
        (date(2026, 3, 4), 0, None, date(2026, 3, 5), True, False),
        (date(2026, 3, 4), 1, date(2026, 3, 5), date(2026, 3, 6), False, False),
        (date(2026, 3, 4), 1, date(2026, 3, 5), date(2026, 3, 9), True, False),
        (date(2026, 3, 4), 2, date(2026, 3, 9), date(2026, 3, 30), False, True),
        (None, 0, None, date(2026, 3, 30), False, False),
    ],
)
def test_when_an_answer_is_asked_for_again_and_when_it_goes_back_to_the_sender(
    due: date | None, chased: int, chased_on: date | None, on: date, chase: bool, unanswered: bool
) -> None:
    assert states.must_chase(due, chased=chased, chased_on=chased_on, on=on) is chase
    assert states.is_unanswered(due, chased=chased, on=on) is unanswered


def test_what_nobody_answered_is_the_senders() -> None:
    assert states.owner_of(S.SEEN) is RECEIVER
    assert states.owner_of(S.SEEN, unanswered=True) is SENDER
    assert states.owner_of(S.COMPLETED, unanswered=True) is None


@pytest.mark.parametrize("promised", [None, TODAY, date(2026, 3, 1)])
def test_a_waiting_list_needs_a_promise_of_news_on_a_later_day(promised: date | None) -> None:
    with pytest.raises(rules.PromiseNeeded):
        rules.check_promise(S.WAITING, promised, on=TODAY)
    rules.check_promise(S.ACCEPTED, promised, on=TODAY)
    rules.check_promise(S.WAITING, date(2026, 3, 3), on=TODAY)
    with pytest.raises(rules.PromiseNeeded):
        rules.check_promise(S.ON_HOLD, promised, on=TODAY)


@pytest.mark.parametrize(
    ("to", "good", "bad"),
    [
        (S.DECLINED, Reasons(declined="no_room"), Reasons()),
        (S.DECLINED, Reasons(person="no_contact"), Reasons(person="consent")),
        (S.DECLINED, Reasons(declined="known"), Reasons(declined="known", person="not_now")),
        (S.COMPLETED, Reasons(outcome="better"), Reasons(declined="known")),
        (S.WITHDRAWN, Reasons(person="consent"), Reasons(person="no_contact")),
        (S.CANCELLED, Reasons(sender="not_needed"), Reasons(sender="wrong_person")),
        (S.ENTERED_IN_ERROR, Reasons(sender="sent_twice"), Reasons(sender="not_needed")),
    ],
)
def test_an_end_needs_a_reason_of_the_right_list(to: S, good: Reasons, bad: Reasons) -> None:
    rules.check_said(to, good)
    for too_little in (bad, Reasons()):
        with pytest.raises(rules.SaidTooLittle):
            rules.check_said(to, too_little)


@pytest.mark.parametrize("state", sorted(set(S) - states.ENDED))
def test_what_does_not_end_needs_no_reason(state: S) -> None:
    rules.check_said(state, Reasons())


@pytest.mark.parametrize("basis", list(Basis))
def test_a_share_needs_consent_or_another_ground_with_its_reason(basis: Basis) -> None:
    by_consent = basis is Basis.CONSENT
    rules.check_basis(basis, reason="" if by_consent else "A child is at risk.", has_consent=by_consent)
    with pytest.raises(rules.NoBasis, match=r"Missing: .* Ask .* Nothing was sent\."):
        rules.check_basis(basis, reason=" ", has_consent=False)


# --- as FHIR says it ------------------------------------------------------------------------------------

# http://hl7.org/fhir/R4/valueset-task-status.html
FHIR_R4 = {
    "draft",
    "requested",
    "received",
    "accepted",
    "rejected",
    "ready",
    "cancelled",
    "in-progress",
    "on-hold",
    "failed",
    "completed",
    "entered-in-error",
}


@pytest.mark.parametrize(
    ("state", "status", "business"),
    [
        (S.DRAFT, "draft", ""),
        (S.REQUESTED, "requested", ""),
        (S.SEEN, "received", ""),
        (S.ACCEPTED, "accepted", ""),
        (S.WAITING, "accepted", "waiting-list"),
        (S.IN_PROGRESS, "in-progress", ""),
        (S.ON_HOLD, "on-hold", ""),
        (S.COMPLETED, "completed", ""),
        (S.DECLINED, "rejected", ""),
        (S.CANCELLED, "cancelled", ""),
        (S.WITHDRAWN, "cancelled", "withdrawn-by-person"),
        (S.ENTERED_IN_ERROR, "entered-in-error", ""),
    ],
)
def test_a_state_as_a_fhir_task_says_it(state: S, status: str, business: str) -> None:
    said = fhir.task_status_of(state)
    assert (said.status, said.business_status) == (status, business)
    assert status in FHIR_R4


def test_every_state_has_its_own_place_in_fhir() -> None:
    assert set(fhir.TASK_STATUS) == set(S)
    assert len(set(fhir.TASK_STATUS.values())) == len(S)


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
_SIDES = {
    SENDER: "the front door",
    RECEIVER: "the service",
    PERSON: "the person, through the front door",
    SYSTEM: "by itself",
    None: "nobody",
}


def drawn() -> str:
    """The page of the manual: the diagram, whose turn it is and by when, what FHIR calls it, and what a no leads to."""
    lines = [
        "# The states of a referral",
        "",
        "Drawn from `earlyhelp.signpost.rules.states` and `fhir`. Do not edit: `make docs` draws it again.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "  [*] --> draft : the front door",
    ]
    lines += [
        f"  {start.value} --> {to.value} : {' or '.join(_SIDES[side] for side in Side if side in sides)}"
        for start, moves in states.TRANSITIONS.items()
        for to, sides in moves.items()
    ]
    lines += [f"  {state.value} --> [*]" for state in S if state in states.ENDED]
    lines += [
        "```",
        "",
        "| state | shown as | whose turn | what they do next | by when | the service sees it | the officer hears |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{state.value}` | {state.label} | {_SIDES[states.OWNER[state]]} | {states.NEXT[state]} | {_when(state)} | "
        f"{'no' if state in states.CLOSED_TO_RECEIVER | {S.DRAFT} else 'yes'} | {_heard(state)} |"
        for state in S
    ]
    lines += [
        "",
        f"After the day has passed, the service is asked again {states.CHASES} times, "
        f"{states.CHASE_AGAIN_AFTER} working days apart. Then the referral is back in the front door's list.",
        "",
        "## As FHIR R4 says it",
        "",
        "| state | Task.status | Task.businessStatus |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{state.value}` | `{said.status}` | {f'`{said.business_status}`' if said.business_status else '–'} |"
        for state, said in fhir.TASK_STATUS.items()
    ]
    lines += _reasons_drawn()
    return "\n".join([*lines, ""])


def _reasons_drawn() -> list[str]:
    lines = ["", "## When a service says no: its own reasons", ""]
    lines += ["| reason | what the front door can do next |", "|---|---|"]
    lines += [f"| {reason.label} | {states.NEXT_STEP[reason]} |" for reason in DeclineReason]
    lines += ["", "## When the person does not go on: their reasons", ""]
    lines += ["| reason | said to | what the front door can do next |", "|---|---|---|"]
    lines += [f"| {one.label} | {_said_to(one)} | {states.NEXT_STEP[one]} |" for one in PersonReason]
    lines += ["", "## When the front door takes it back", "", "| state | reason |", "|---|---|"]
    lines += [
        f"| `{state.value}` | {reason.label} |"
        for state, reasons in states.SENDER_REASONS.items()
        for reason in SenderReason
        if reason in reasons
    ]
    return lines


def _said_to(reason: PersonReason) -> str:
    said = (("the service", states.SAID_TO_SERVICE), ("the front door", states.SAID_TO_FRONT_DOOR))
    return ", ".join(whom for whom, reasons in said if reason in reasons)


def _when(state: S) -> str:
    if state in states.PROMISED:
        return "the day that was promised"
    if state not in states.CLOCKS:
        return "–"
    clock = states.CLOCKS[state]
    return (
        f"{clock.working_days} working days {'from the sending' if clock.from_sending else 'from this step'}"
    )


def _heard(state: S) -> str:
    if state not in states.FEEDBACK:
        return "–"
    when = ", if the person agreed to it" if state in states.PROGRESS else ""
    better = f" or `{states.GOT_BETTER}`" if state is S.COMPLETED else ""
    return f"`{states.FEEDBACK[state]}`{better}{when}"


def test_the_drawing_in_the_manual_is_fresh() -> None:
    if os.environ.get("UPDATE_GENERATED") == "1":
        DRAWING.parent.mkdir(parents=True, exist_ok=True)
        DRAWING.write_text(drawn(), encoding="utf-8")
    assert DRAWING.read_text(encoding="utf-8") == drawn(), "run make docs"
