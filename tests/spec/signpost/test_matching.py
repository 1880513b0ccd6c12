"""Which services suit whom, and what is said for and against each."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from earlyhelp.signpost.choices import Because as B
from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.rules.directory import TermWords, list_needs, may_keep_place
from earlyhelp.signpost.rules.finding import kilometres
from earlyhelp.signpost.rules.matching import DISQUALIFYING, Fit, Offer, Room, Wish, miles_between, weigh

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
    # room: what was said in the last fourteen days counts, an older word is only said to be old
    ({"rooms": (Room(CHECKED, 3),)}, {"on": date(2026, 2, 15)}, True, {ALL, B.ALL_WALES, B.HAS_ROOM}, set()),
    ({"rooms": (Room(TODAY, 0), Room(TODAY, 2))}, {}, True, {ALL, B.ALL_WALES, B.HAS_ROOM}, set()),
    ({"rooms": (Room(TODAY, 0),)}, {}, True, {ALL, B.ALL_WALES}, {B.FULL}),
    ({"rooms": (Room(TODAY, 0, keeps_list=False),)}, {}, True, {ALL, B.ALL_WALES}, {B.FULL_NO_LIST}),
    ({"rooms": (Room(TODAY),)}, {}, True, {ALL, B.ALL_WALES}, set()),
    ({"rooms": (Room(date(2026, 2, 16), 0),)}, {}, True, {ALL, B.ALL_WALES}, {B.FULL}),
    ({"rooms": (Room(date(2026, 2, 15), 0),)}, {}, True, {ALL, B.ALL_WALES}, {B.ROOM_OLD}),
    ({"rooms": (Room(date(2026, 2, 15), 9), Room(TODAY, 0))}, {}, True, {ALL, B.ALL_WALES}, {B.FULL}),
    # the wait
    ({"waiting_days": 0}, {}, True, {ALL, B.ALL_WALES, B.SHORT_WAIT}, set()),
    ({"waiting_days": 42}, {}, True, {ALL, B.ALL_WALES, B.SHORT_WAIT}, set()),
    ({"waiting_days": 43}, {}, True, {ALL, B.ALL_WALES}, {B.LONG_WAIT}),
    # the level of need; a service that names none gives help at every level
    ({"levels": {"early_help"}}, {"level": "early_help"}, True, {ALL, B.ALL_WALES, B.LEVEL_FITS}, set()),
    ({"levels": {"specialist"}}, {"level": "early_help"}, True, {ALL, B.ALL_WALES}, {B.OTHER_LEVEL}),
    ({}, {"level": "early_help"}, True, {ALL, B.ALL_WALES}, set()),
    # consent: without it a referral cannot be sent, and telling about the service can
    ({"referral_route": "in_product"}, {"has_consent": False}, True, {ALL, B.ALL_WALES}, {B.NEEDS_CONSENT}),
    (
        {"referral_route": "in_product"},
        {"has_consent": True},
        True,
        {ALL, B.ALL_WALES, B.REFERRAL_HERE},
        set(),
    ),
    ({"referral_route": "self"}, {"has_consent": False}, True, {ALL, B.ALL_WALES}, set()),
    # a service that is for some people says so, whoever is looked for
    ({"groups": {"women"}}, {}, True, {ALL, B.ALL_WALES}, {B.FOR_GROUP}),
    # how it is reached, and how far
    ({"referral_route": "in_product"}, {}, True, {ALL, B.ALL_WALES, B.REFERRAL_HERE}, set()),
    ({"place": (51.5, -3.5)}, {"near": (51.6, -3.6)}, True, {ALL, B.ALL_WALES, B.DISTANCE}, set()),
    ({"place": None}, {"near": (51.6, -3.6)}, True, {ALL, B.ALL_WALES}, set()),
]


@pytest.mark.parametrize(("offer", "wish", "fits", "why", "why_not"), TABLE)
def test_a_service_fits_or_not_and_says_why(
    offer: dict[str, Any], wish: dict[str, Any], fits: bool, why: set[B], why_not: set[B]
) -> None:
    offer = offer | {
        name: frozenset(offer[name]) for name in ("area_codes", "levels", "groups") if name in offer
    }
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


# What the Equality Act 2010 protects, as a column or a field might name it. Age is apart: services are for ages by law.
PROTECTED = {
    "sex",
    "gender",
    "race",
    "ethnicity",
    "religion",
    "belief",
    "disability",
    "orientation",
    "pregnancy",
}


def test_a_wish_has_no_room_for_a_protected_characteristic() -> None:
    names = {word for field in fields(Wish) for word in field.name.split("_")}
    assert not names & (PROTECTED | {"groups", "group", "married", "marriage", "nationality", "trans"})


def test_whom_a_service_is_for_moves_all_who_ask_alike() -> None:
    for_some = frozenset({"women", "minority_ethnic"})
    wishes = [{"age": age, "language": language} for age in (None, 17, 70) for language in ("", "cy", "pl")]
    for wish in wishes:
        said, without = fit({"groups": for_some}, wish), fit({}, wish)
        assert said.fits == without.fits
        assert len(said.why_not) == len(without.why_not) + 1


# Kilometres by hand, from the rules of the sphere: one degree of latitude is 111.19 km on a radius of 6,371 km.
KILOMETRES = [
    ("the same place", (51.5, -3.5), (51.5, -3.5), 0.0),
    ("a tenth of a degree north", (51.5, -3.5), (51.6, -3.5), 11.12),
    ("a tenth of a degree east at 51.5°: 11.12 × cos 51.5°", (51.5, -3.5), (51.5, -3.4), 6.92),
    ("a tenth of a degree east at 53.3°: 11.12 × cos 53.3°", (53.3, -4.4), (53.3, -4.3), 6.65),
    ("Bridgend to Maesteg", (51.5043, -3.5769), (51.6090, -3.6580), 12.93),
    ("Cardiff to Bangor", (51.4816, -3.1791), (53.2274, -4.1293), 204.6),
]


@pytest.mark.parametrize(("what", "one", "other", "kilometres_apart"), KILOMETRES)
def test_distances_are_those_reckoned_by_hand(
    what: str, one: tuple[float, float], other: tuple[float, float], kilometres_apart: float
) -> None:
    assert kilometres(miles_between(one, other)) == pytest.approx(kilometres_apart, rel=0.003, abs=0.01), what


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
