"""Which services suit whom, and what is said for and against each."""

from datetime import date
from typing import Any

import pytest

from earlyhelp.signpost.choices import Because as B
from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.rules.directory import TermWords, list_needs, may_keep_place
from earlyhelp.signpost.rules.matching import DISQUALIFYING, Fit, Offer, Wish, miles_between, weigh

TODAY = date(2026, 3, 2)
CHECKED = date(2026, 2, 1)
BRIDGEND, NEATH = "W06000013", "W06000012"


def fit(offer: dict[str, Any], wish: dict[str, Any]) -> Fit:
    """How a housing service, checked last month, answers a wish for housing; each with changes."""
    offered = {"needs": frozenset({"housing"}), "assured_on": CHECKED} | offer
    wished = {"needs": frozenset({"housing"}), "on": TODAY} | wish
    return weigh(Offer(**offered), Wish(**wished))


def said(found: Fit) -> tuple[set[B], set[B]]:
    return {reason.because for reason in found.why}, {reason.because for reason in found.why_not}


HOUSING, MONEY = frozenset({"housing"}), frozenset({"money"})
BOTH = HOUSING | MONEY
ALL = B.HELPS_WITH_ALL

# service, what is looked for, fits, why, why not (beside needs met and all of Wales, which stand in every row)
TABLE: list[tuple[dict[str, Any], dict[str, Any], bool, set[B], set[B]]] = [
    ({}, {}, True, {ALL, B.ALL_WALES}, set()),
    # needs
    ({"needs": BOTH}, {}, True, {ALL, B.ALL_WALES}, set()),
    ({}, {"needs": BOTH}, True, {B.HELPS_WITH, B.ALL_WALES}, {B.DOES_NOT_HELP_WITH}),
    ({"needs": MONEY}, {}, True, {B.ALL_WALES}, {B.DOES_NOT_HELP_WITH}),
    # area
    ({"area_codes": {BRIDGEND}}, {"area_code": BRIDGEND}, True, {ALL, B.IN_AREA}, set()),
    ({"area_codes": {NEATH}}, {"area_code": BRIDGEND}, False, {ALL}, {B.OUT_OF_AREA}),
    ({"area_codes": {NEATH}}, {"area_code": ""}, True, {ALL}, set()),
    # age, inclusive at both ends
    ({"min_age": 16, "max_age": 25}, {"age": 16}, True, {ALL, B.ALL_WALES, B.TAKES_AGE}, set()),
    ({"min_age": 16, "max_age": 25}, {"age": 25}, True, {ALL, B.ALL_WALES, B.TAKES_AGE}, set()),
    ({"min_age": 16, "max_age": 25}, {"age": 15}, False, {ALL, B.ALL_WALES}, {B.TOO_YOUNG}),
    ({"min_age": 16, "max_age": 25}, {"age": 26}, False, {ALL, B.ALL_WALES}, {B.TOO_OLD}),
    ({"min_age": 16}, {"age": None}, True, {ALL, B.ALL_WALES}, {B.CHECK_AGE}),
    ({"max_age": 0}, {"age": None}, True, {ALL, B.ALL_WALES}, {B.CHECK_AGE}),
    ({"min_age": 0}, {"age": None}, True, {ALL, B.ALL_WALES}, set()),
    ({}, {"age": 0}, True, {ALL, B.ALL_WALES, B.TAKES_AGE}, set()),
    # language
    ({}, {"language": "en"}, True, {ALL, B.ALL_WALES}, set()),
    ({"welsh_provision": "full"}, {"language": "cy"}, True, {ALL, B.ALL_WALES, B.WELSH_FULL}, set()),
    ({"welsh_provision": "part"}, {"language": "cy"}, True, {ALL, B.ALL_WALES, B.WELSH_PART}, set()),
    (
        {"welsh_provision": "on_request"},
        {"language": "cy"},
        True,
        {ALL, B.ALL_WALES, B.WELSH_ON_REQUEST},
        set(),
    ),
    ({"welsh_provision": "none"}, {"language": "cy"}, True, {ALL, B.ALL_WALES}, {B.NOT_WELSH}),
    ({"languages": {"cy"}}, {"language": "cy"}, True, {ALL, B.ALL_WALES, B.SPEAKS}, set()),
    ({}, {"language": "cy"}, True, {ALL, B.ALL_WALES}, {B.LANGUAGE_NOT_STATED}),
    ({"languages": {"pl"}}, {"language": "pl"}, True, {ALL, B.ALL_WALES, B.SPEAKS}, set()),
    ({"welsh_provision": "full"}, {"language": "pl"}, True, {ALL, B.ALL_WALES}, {B.LANGUAGE_NOT_STATED}),
    # running
    ({"status": "inactive"}, {}, False, {ALL, B.ALL_WALES}, {B.NOT_RUNNING}),
    ({"status": "temporarily closed"}, {}, False, {ALL, B.ALL_WALES}, {B.NOT_RUNNING}),
    ({"closed_to_referrals_on": TODAY}, {}, False, {ALL, B.ALL_WALES}, {B.CLOSED}),
    ({"closed_to_referrals_on": date(2026, 3, 3)}, {}, True, {ALL, B.ALL_WALES}, {B.CLOSING}),
    # checked: six months is a doubt, a year takes it out of the offer
    ({"assured_on": None}, {}, True, {ALL, B.ALL_WALES}, {B.NEVER_CHECKED}),
    ({"assured_on": date(2025, 8, 31)}, {}, True, {ALL, B.ALL_WALES}, set()),
    ({"assured_on": date(2025, 8, 30)}, {}, True, {ALL, B.ALL_WALES}, {B.CHECKED_LONG_AGO}),
    ({"assured_on": date(2025, 3, 2)}, {}, True, {ALL, B.ALL_WALES}, {B.CHECKED_LONG_AGO}),
    ({"assured_on": date(2025, 3, 1)}, {}, False, {ALL, B.ALL_WALES}, {B.NOT_CHECKED}),
    # how it is reached, and how far
    ({"referral_route": "in_product"}, {}, True, {ALL, B.ALL_WALES, B.REFERRAL_HERE}, set()),
    ({"place": (51.5, -3.5)}, {"near": (51.6, -3.6)}, True, {ALL, B.ALL_WALES, B.DISTANCE}, set()),
    ({"place": None}, {"near": (51.6, -3.6)}, True, {ALL, B.ALL_WALES}, set()),
]


@pytest.mark.parametrize(("offer", "wish", "fits", "why", "why_not"), TABLE)
def test_a_service_fits_or_not_and_says_why(
    offer: dict[str, Any], wish: dict[str, Any], fits: bool, why: set[B], why_not: set[B]
) -> None:
    if "area_codes" in offer:
        offer = offer | {"area_codes": frozenset(offer["area_codes"])}
    found = fit(offer, wish)
    assert (found.fits, *said(found)) == (fits, why, why_not)


def test_every_reason_stands_in_the_table() -> None:
    assert {reason for row in TABLE for reason in row[3] | row[4]} == set(B)


ORDER = [
    ({"needs": BOTH}, "meets both needs"),
    ({"needs": HOUSING}, "meets one"),
    ({"needs": HOUSING, "min_age": 12, "assured_on": None}, "meets one, with doubts"),
    ({"needs": BOTH, "area_codes": frozenset({NEATH})}, "does not fit, whatever it meets"),
]


def test_what_fits_comes_first_then_what_meets_most_then_least_doubt() -> None:
    wish = {"needs": BOTH, "area_code": BRIDGEND}
    ranks = [fit(offer, wish).rank for offer, _ in ORDER]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_the_nearer_of_two_equals_comes_first() -> None:
    near, far = (
        fit({"place": place}, {"near": (51.5, -3.5)}).rank for place in [(51.51, -3.5), (51.7, -3.5)]
    )
    nowhere = fit({}, {"near": (51.5, -3.5)}).rank
    assert near < far < nowhere


def test_distance_is_measured_over_the_ground() -> None:
    cardiff, swansea = (51.4816, -3.1791), (51.6214, -3.9436)
    assert miles_between(cardiff, swansea) == pytest.approx(34.2, abs=0.3)
    assert miles_between(cardiff, cardiff) == 0


def test_every_sentence_is_whole_and_only_values_after_a_colon_are_filled_in() -> None:
    for reason in B:
        text = str(reason.label)
        assert text[0].isupper()
        assert text.endswith((".", ": %(value)s"))
        assert text.count("%(") == text.count(": %(value)s")
    assert all(str(fault.label).endswith(".") and "%" not in str(fault.label) for fault in Fault)
    assert set(B) > DISQUALIFYING


NEEDS = [
    ("early-action-together-need", "money", "Anything", ["money"]),
    ("early-action-together-need", "young_people", "Young people", []),
    ("early-action-together-need", "", "Housing", []),
    ("", "", "Mental health", ["mental_health"]),
    ("", "", "Physical health", ["health"]),
    ("esdNeeds", "12", "Debt and housing", ["housing", "money"]),
    ("esdNeeds", "13", "Domestic abuse", ["domestic_abuse"]),
    ("openeligibility", "1102", "Carers", ["caring"]),
    ("openeligibility", "1103", "Substance misuse", ["substances"]),
    ("openeligibility", "1104", "Careers", []),
    ("openeligibility", "1105", "Gardening", []),
]


@pytest.mark.parametrize(("vocabulary", "code", "name", "needs"), NEEDS)
def test_the_words_of_a_directory_become_our_needs(
    vocabulary: str, code: str, name: str, needs: list[str]
) -> None:
    assert list_needs([TermWords(vocabulary, code, name)]) == needs


@pytest.mark.parametrize(
    ("needs", "is_refuge", "kept"),
    [
        (["housing"], False, True),
        ([], False, True),
        (["housing"], True, False),
        (["domestic_abuse"], False, False),
        (["housing", "domestic_abuse"], False, False),
    ],
)
def test_the_place_of_a_refuge_or_domestic_abuse_service_is_not_kept(
    needs: list[str], is_refuge: bool, kept: bool
) -> None:
    assert may_keep_place(needs=needs, is_refuge=is_refuge) is kept
