"""What a sharing agreement allows, and every step it may take. Prints docs/generated/agreement-states.md."""

import os
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.choices.agreements import AgreementState, AgreementStep
from earlyhelp.partnership.rules import agreements as rules
from earlyhelp.partnership.rules.agreements import Terms

S, T = AgreementState, AgreementStep
DRAWN = Path(__file__).resolve().parents[3] / "docs" / "generated" / "agreement-states.md"
FORCE, COUNCIL, CHARITY = (UUID(int=number) for number in (1, 2, 3))
DAY = date(2026, 3, 2)

# Every step that exists. The test below tries every pair of state and step.
STEPS = {
    (S.DRAFT, T.CHANGE): S.DRAFT,
    (S.DRAFT, T.SEND): S.SIGNING,
    (S.DRAFT, T.END): S.ENDED,
    (S.SIGNING, T.TAKE_BACK): S.DRAFT,
    (S.SIGNING, T.SIGN): S.SIGNING,
    (S.SIGNING, T.COMPLETE): S.LIVE,
    (S.SIGNING, T.END): S.ENDED,
    (S.LIVE, T.REVIEW): S.REVIEW,
    (S.LIVE, T.LEAVE): S.LIVE,
    (S.LIVE, T.END): S.ENDED,
    (S.LIVE, T.REPLACE): S.ENDED,
    (S.LIVE, T.EXPIRE): S.EXPIRED,
    (S.LIVE, T.WARN): S.LIVE,
    (S.REVIEW, T.KEEP): S.LIVE,
    (S.REVIEW, T.LEAVE): S.REVIEW,
    (S.REVIEW, T.END): S.ENDED,
    (S.REVIEW, T.REPLACE): S.ENDED,
    (S.REVIEW, T.EXPIRE): S.EXPIRED,
    (S.REVIEW, T.WARN): S.REVIEW,
}


@pytest.mark.parametrize(("state", "step"), list(product(S, T)))
def test_an_agreement_steps_as_the_table_says_and_in_no_other_way(state: S, step: T) -> None:
    assert rules.can_step(state, step) is ((state, step) in STEPS)
    if (state, step) in STEPS:
        assert rules.next_state(state, step) == STEPS[state, step]
    else:
        with pytest.raises(rules.CannotMoveAgreement):
            rules.next_state(state, step)


def test_every_state_says_who_must_act() -> None:
    assert set(rules.OWNERS) == set(rules.TRANSITIONS) == set(S)


COVERED = [
    # what differs from a protocol of police and council on referrals    does it cover?
    ({}, True),
    ({"state": S.REVIEW}, True),
    ({"state": S.DRAFT}, False),
    ({"state": S.SIGNING}, False),
    ({"state": S.ENDED}, False),
    ({"state": S.EXPIRED}, False),
    ({"starts_on": DAY + timedelta(days=1)}, False),
    ({"ends_on": DAY}, True),
    ({"ends_on": DAY - timedelta(days=1)}, False),
    ({"parties": frozenset({COUNCIL, CHARITY})}, False),
    ({"purpose": "safeguarding"}, False),
    ({"data_sets": frozenset({"feedback"})}, False),
    # A data disclosure agreement goes one way.
    ({"giver": FORCE}, True),
    ({"giver": COUNCIL}, False),
]  # fmt: skip


@pytest.mark.parametrize(("differs", "covered"), COVERED)
def test_a_share_is_covered_only_by_a_live_agreement_on_all_of_it(
    differs: dict[str, object], covered: bool
) -> None:
    said: dict[str, object] = {
        "parties": frozenset({FORCE, COUNCIL}),
        "purpose": "early_help",
        "data_sets": frozenset({"referral"}),
        "starts_on": DAY,
        "ends_on": None,
    }
    terms = Terms(**(said | differs))  # type: ignore[arg-type]
    assert (
        rules.covers(terms, giver=FORCE, receiver=COUNCIL, purpose="early_help", data_set="referral", on=DAY)
        is covered
    )


WARNINGS = [
    # days left  warned already    the warning that is due
    (61,         [],               None),
    (60,         [],               60),
    (60,         [60],             None),
    (45,         [],               60),
    (45,         [60],             None),
    (30,         [60],             30),
    (7,          [60, 30],         7),
    (5,          [60, 30],         7),
    (0,          [60, 30, 7],      0),
    (0,          [60, 30, 7, 0],   None),
    (-1,         [],               None),
]  # fmt: skip


@pytest.mark.parametrize(("left", "warned", "due"), WARNINGS)
def test_warnings_come_sixty_thirty_and_seven_days_ahead_and_on_the_day(
    left: int, warned: list[int], due: int | None
) -> None:
    assert rules.warning_due(due_on=DAY + timedelta(days=left), on=DAY, warned=warned) == due


def by(role: Role, agency: UUID | None = COUNCIL) -> Actor:
    return Actor(UUID(int=9), agency, None, role, "running")


@pytest.mark.parametrize("role", list(Role))
def test_only_officers_and_administrators_of_a_party_keep_it(role: Role) -> None:
    if role in (Role.AUDITOR, Role.ADMINISTRATOR):
        rules.check_may_keep_agreements(by(role), parties=[COUNCIL])
        with pytest.raises(NotAllowed):
            rules.check_may_keep_agreements(by(role), parties=[FORCE])
        with pytest.raises(NotAllowed, match="drew this agreement up"):
            rules.check_leads_agreement(by(role), lead=FORCE, parties=[COUNCIL, FORCE])
    else:
        with pytest.raises(NotAllowed):
            rules.check_may_keep_agreements(by(role), parties=[COUNCIL])


MISFITS = [
    ("isp", [COUNCIL], None, "two parties"),
    ("isp", [FORCE, CHARITY], None, "Your own agency"),
    ("dda", [COUNCIL, FORCE], None, "which of the parties gives"),
    ("dda", [COUNCIL, FORCE], CHARITY, "which of the parties gives"),
    ("jca", [COUNCIL, FORCE], FORCE, "goes one way"),
]


@pytest.mark.parametrize(("kind", "parties", "giver", "why"), MISFITS)
def test_terms_that_do_not_fit_are_refused(
    kind: str, parties: list[UUID], giver: UUID | None, why: str
) -> None:
    dates = (DAY, DAY + timedelta(days=365), None)
    with pytest.raises(rules.AgreementIncomplete, match=why):
        rules.check_terms(kind=kind, parties=parties, giver=giver, lead=COUNCIL, dates=dates)


@pytest.mark.parametrize(
    ("review", "end", "why"), [(0, None, "review must come"), (9, 0, "last day must come")]
)
def test_days_that_do_not_fit_are_refused(review: int, end: int | None, why: str) -> None:
    dates = (DAY, DAY + timedelta(days=review), None if end is None else DAY + timedelta(days=end))
    with pytest.raises(rules.AgreementIncomplete, match=why):
        rules.check_terms(kind="isp", parties=[COUNCIL, FORCE], giver=None, lead=COUNCIL, dates=dates)


@pytest.mark.parametrize("data_sets", [[], ["referral", "referral"]])
def test_each_data_set_stands_once_and_one_at_least(data_sets: list[str]) -> None:
    with pytest.raises(rules.AgreementIncomplete):
        rules.check_data_sets(data_sets)


def test_the_drawing_is_up_to_date() -> None:
    lines = [
        "# The states of a sharing agreement",
        "",
        "Printed by `tests/spec/partnership/test_agreements_spec.py` from `partnership.rules.agreements`. "
        "Do not edit it by hand.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {state.label}" for state in S),
        f"    [*] --> {S.DRAFT.value}: {T.DRAW_UP.label}",
        *(
            f"    {state.value} --> {to.value}: {step.label}"
            for state, steps in rules.TRANSITIONS.items()
            for step, to in steps.items()
        ),
        "```",
        "",
        "| state | who must act | does it allow sharing? |",
        "|---|---|---|",
        *(
            f"| {state.label} | {rules.OWNERS[state]} | "
            f"{'yes, between its days' if state in rules.IN_FORCE else 'no'} |"
            for state in S
        ),
        "",
    ]
    drawn = "\n".join(lines)
    if os.environ.get("UPDATE_GENERATED"):
        DRAWN.write_text(drawn, encoding="utf-8")
    assert DRAWN.read_text(encoding="utf-8") == drawn
