"""Triage as tables: states, grades, reasons, and what the officer hears. Prints docs/generated/triage-states.md."""

import os
import re
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from django.utils.translation import override

from earlyhelp.identify.choices import Track
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Grade, Outcome, Owner, Reason, Step, Tab, TriageState

DRAWN = Path(__file__).resolve().parents[3] / "docs" / "generated" / "triage-states.md"
S, T = TriageState, Step


# --- states ---------------------------------------------------------------------------------------------

ALLOWED = {
    (S.AWAITING, T.DECIDE): S.DECIDED,
    (S.AWAITING, T.ASK): S.ASKED_BACK,
    (S.ASKED_BACK, T.DECIDE): S.DECIDED,
    (S.ASKED_BACK, T.ANSWER): S.ANSWERED,
    (S.ANSWERED, T.DECIDE): S.DECIDED,
    (S.ANSWERED, T.ASK): S.ASKED_BACK,
    (S.DECIDED, T.DECIDE): S.DECIDED,
    (S.DECIDED, T.ASK): S.ASKED_BACK,
}


@pytest.mark.parametrize(("state", "step"), product(TriageState, Step))
def test_a_step_is_allowed_only_where_the_table_says_so(state: TriageState, step: Step) -> None:
    assert rules.can_step(state, step) is ((state, step) in ALLOWED)
    assert rules.TRANSITIONS[state].get(step) == ALLOWED.get((state, step))


@pytest.mark.parametrize(
    ("state", "step"), [pair for pair in product(TriageState, Step) if pair not in ALLOWED]
)
def test_a_step_that_is_not_allowed_is_refused_with_a_sentence(state: TriageState, step: Step) -> None:
    with pytest.raises(rules.CannotStep, match=r"\w+ .+\.$"):
        rules.check_can_step(state, step)


def test_every_state_has_an_owner_and_a_tab_and_can_be_left_and_reached() -> None:
    reached = {S.AWAITING} | {to for steps in rules.TRANSITIONS.values() for to in steps.values()}
    for state in TriageState:
        assert rules.OWNERS[state] in Owner
        assert [tab for tab in Tab if state in rules.TABS[tab]] == [rules.tab_of(state)]
        assert rules.TRANSITIONS[state]
    assert reached == set(TriageState)


@pytest.mark.parametrize(
    ("last_outcome", "question_open", "state"),
    [
        (None, False, S.AWAITING),
        (Outcome.ASKED_BACK, True, S.ASKED_BACK),
        (Outcome.ASKED_BACK, False, S.ANSWERED),
        *((outcome, False, S.DECIDED) for outcome in Outcome if outcome is not Outcome.ASKED_BACK),
    ],
)
def test_the_state_follows_from_the_last_decision_and_the_question(
    last_outcome: str | None, question_open: bool, state: TriageState
) -> None:
    assert rules.state_of(last_outcome, question_open=question_open) is state
    if last_outcome is not None:
        step = rules.step_of(last_outcome)
        assert step is (T.ASK if last_outcome == Outcome.ASKED_BACK else T.DECIDE)


def drawing() -> str:
    lines = [
        "# Where a notification stands in triage",
        "",
        "Printed by `tests/spec/solve/test_rules.py` from `solve.rules.TRANSITIONS`. Do not edit it by hand.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {state.label}" for state in TriageState),
        f"    [*] --> {S.AWAITING.value}",
    ]
    for state, steps in rules.TRANSITIONS.items():
        lines += [f"    {state.value} --> {to.value}: {step.label}" for step, to in steps.items()]
    lines += ["```", "", "| state | who must act | tab of the queue | steps |", "|---|---|---|---|"]
    for state in TriageState:
        steps_told = "; ".join(f"{step.label} → {to.label}" for step, to in rules.TRANSITIONS[state].items())
        owner, tab = rules.OWNERS[state].label, rules.tab_of(state).label
        lines.append(f"| {state.label} | {owner} | {tab} | {steps_told} |")
    lines += [
        "",
        "## Outcomes and their reasons",
        "",
        "| outcome | reasons | what the officer reads |",
        "|---|---|---|",
    ]
    for outcome in Outcome:
        reasons = "; ".join(str(reason.label) for reason in rules.REASONS[outcome])
        told = rules.FEEDBACK[rules.event_of(outcome)].sentence
        lines.append(f"| {outcome.label} | {reasons} | {told} |")
    lines += ["", "## What else the officer reads", "", "| event | sentence |", "|---|---|"]
    decided = {rules.event_of(outcome) for outcome in Outcome}
    lines += [
        f"| {event} | {told.sentence} |" for event, told in rules.FEEDBACK.items() if event not in decided
    ]
    return "\n".join(lines) + "\n"


def test_the_drawing_is_fresh() -> None:
    with override("en"):
        drawn = drawing()
    if os.environ.get("UPDATE_GENERATED") == "1":
        DRAWN.parent.mkdir(parents=True, exist_ok=True)
        DRAWN.write_text(drawn, encoding="utf-8")
    assert DRAWN.read_text(encoding="utf-8") == drawn, "run this test with UPDATE_GENERATED=1"


# --- grades ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("track", "in_90_days", "child", "grade"),
    [
        (Track.SAFEGUARDING, 1, False, Grade.RED),
        (Track.SAFEGUARDING, 5, True, Grade.RED),
        (Track.EARLY_HELP, 1, False, Grade.GREEN),
        (Track.EARLY_HELP, 2, False, Grade.GREEN),
        (Track.EARLY_HELP, 3, False, Grade.AMBER),
        (Track.EARLY_HELP, 9, False, Grade.AMBER),
        (Track.EARLY_HELP, 1, True, Grade.AMBER),
        (Track.EARLY_HELP, 3, True, Grade.AMBER),
    ],
)
def test_the_grade_on_arrival(track: Track, in_90_days: int, child: bool, grade: Grade) -> None:
    graded = rules.grade_on_arrival(track, in_90_days, child_subject=child)
    assert graded.grade is grade
    assert str(graded.why).endswith(".")


def test_a_pattern_that_nobody_confirmed_is_said_to_be_one() -> None:
    graded = rules.grade_on_arrival(Track.EARLY_HELP, 3, confirmed=False)
    assert graded.grade is Grade.AMBER
    assert "may have been" in str(graded.why)


def test_every_grade_has_an_order_and_a_colour() -> None:
    assert sorted(Grade, key=lambda grade: rules.GRADE_ORDER[grade]) == [Grade.RED, Grade.AMBER, Grade.GREEN]
    assert set(rules.GRADE_COLOURS) == set(Grade)


@pytest.mark.parametrize(
    ("born", "stated", "age"),
    [
        (date(2008, 3, 2), None, 18),
        (date(2008, 3, 3), None, 17),
        (date(2030, 1, 1), None, 0),
        (date(2008, 3, 2), 40, 18),
        (None, 40, 40),
        (None, None, None),
    ],
)
def test_an_age_is_counted_from_the_date_of_birth_first(
    born: date | None, stated: int | None, age: int | None
) -> None:
    assert rules.age_on(born, stated, date(2026, 3, 2)) == age


# --- decisions ------------------------------------------------------------------------------------------


def test_every_outcome_has_reasons_and_every_reason_one_outcome() -> None:
    assert set(rules.REASONS) == set(Outcome)
    assert all(len(reasons) >= 2 for reasons in rules.REASONS.values())
    listed = [reason for reasons in rules.REASONS.values() for reason in reasons]
    assert sorted(listed) == sorted(Reason)
    for outcome, reasons in rules.REASONS.items():
        assert {rules.outcome_of(reason) for reason in reasons} == {outcome}


@pytest.mark.parametrize(
    ("outcome", "reason", "rationale", "met_by", "question", "field"),
    [
        ("nothing", "who", "Because.", "", "", "outcome"),
        ("signpost", "not_now", "Because.", "", "", "reason"),
        ("signpost", "", "Because.", "", "", "reason"),
        ("signpost", "one_need", "  ", "", "", "rationale"),
        ("already_met", "open_to_service", "Because.", " ", "", "met_by"),
        ("asked_back", "who", "Because.", "", " ", "question"),
    ],
)
def test_a_decision_that_lacks_something_says_what(
    outcome: str, reason: str, rationale: str, met_by: str, question: str, field: str
) -> None:
    with pytest.raises(rules.IncompleteDecision) as refused:
        rules.check_decision(
            outcome, reason, rationale, met_by, question, reasons=rules.REASONS.get(outcome, ())
        )
    assert refused.value.field == field


@pytest.mark.parametrize("outcome", Outcome)
def test_the_last_decision_is_told_in_one_sentence(outcome: Outcome) -> None:
    sentence = rules.last_decision_sentence(outcome, datetime(2026, 5, 12, 22, 59, tzinfo=UTC))
    assert sentence.startswith("Last decision, 12 May 2026: ")


def test_who_decided_meanwhile_is_named() -> None:
    refusal = rules.DecidedMeanwhile(who="Synthetic Person", at=datetime(2026, 5, 12, 9, 5, tzinfo=UTC))
    assert "Decided by: Synthetic Person. When: 12 May 2026, 10:05am." in str(refusal)


def test_an_empty_answer_is_refused() -> None:
    rules.check_answer("I do not know")
    with pytest.raises(rules.NothingToAnswer):
        rules.check_answer(" \n")


# --- what the officer hears -----------------------------------------------------------------------------

REFERRALS = {
    f"referral.{word}"
    for word in ("accepted", "waiting", "started", "completed", "better", "declined", "withdrawn")
}


def test_there_is_a_sentence_for_everything_that_can_happen() -> None:
    decided = {rules.event_of(outcome) for outcome in Outcome}
    assert set(rules.FEEDBACK) == decided | REFERRALS | set(rules.THANKS) | {
        "question.answered",
        rules.ACKNOWLEDGED,
        rules.REMINDED,
    }


@pytest.mark.parametrize("event", sorted(rules.FEEDBACK))
def test_what_the_officer_hears_thanks_them_and_has_no_blank_for_a_name(event: str) -> None:
    telling = rules.FEEDBACK[event]
    sentence = str(telling.sentence)
    assert "hank you" in sentence
    assert not re.search(r"%|{|}", sentence)
    assert sentence.endswith(".")
    assert telling.shares
    assert telling.needs_answer is (event == "decided.asked_back")


def test_no_sentence_to_the_officer_blames_scores_or_diagnoses() -> None:
    words = re.compile(r"\b(ACE|score|risk|failed|refused|chaotic|perpetrator|victim|NFA|case)\b", re.I)
    assert not [event for event, telling in rules.FEEDBACK.items() if words.search(str(telling.sentence))]


# --- who ------------------------------------------------------------------------------------------------

HERE, ELSEWHERE, OFFICER = new_id(), new_id(), new_id()


def actor(role: str, agency: UUID, practitioner: UUID | None = OFFICER) -> Actor:
    return Actor(practitioner, agency, None, role, "early_help")


@pytest.mark.parametrize("role", [*Role, "system"])
@pytest.mark.parametrize("agency", [HERE, ELSEWHERE])
def test_who_may_triage_tell_and_answer(role: str, agency: UUID) -> None:
    by = actor(role, agency)
    ours = agency == HERE
    table = [
        (
            rules.may_triage,
            rules.check_may_triage,
            {"front_door_agency": HERE},
            ours and role in FRONT_DOOR_ROLES,
        ),
        (
            rules.may_tell,
            rules.check_may_tell,
            {"front_door_agency": HERE},
            ours and role in (*FRONT_DOOR_ROLES, "system"),
        ),
        (rules.may_answer, rules.check_may_answer, {"submitted_by": OFFICER}, role == Role.NOTIFIER),
        (rules.may_answer, rules.check_may_answer, {"submitted_by": new_id()}, False),
    ]
    for may, check, of, allowed in table:
        assert may(by, **of) is allowed
        if allowed:
            check(by, **of)
        else:
            with pytest.raises(NotAllowed):
                check(by, **of)
