"""The clock of a request, its states, and what is hidden: each as a table that an officer can read."""

from datetime import date
from itertools import product
from uuid import UUID

import pytest

from earlyhelp.govern.choices.rights import PackState, Reading, RightsState
from earlyhelp.govern.rules import redaction, rights
from earlyhelp.govern.rules.redaction import Decided, Mark, NoReason, NotRead
from earlyhelp.govern.rules.rights_clock import (
    Clock,
    Pause,
    TooLateToExtend,
    WrongDay,
    check_can_extend,
    check_span,
    clock_words,
    due_on,
    is_within,
    percent_gone,
)

D = date.fromisoformat

CLOCKS = [
    # received, pauses, more time, today -> due
    ("a month later, the same day", "2026-03-03", (), False, "2026-03-03", "2026-04-07"),
    ("an ordinary month", "2026-03-02", (), False, "2026-03-10", "2026-04-02"),
    ("the last day of a shorter month", "2026-01-31", (), False, "2026-02-01", "2026-03-02"),
    ("31 August", "2026-08-31", (), False, "2026-09-01", "2026-09-30"),
    ("29 February of a leap year", "2028-01-31", (), False, "2028-02-01", "2028-02-29"),
    ("a Saturday goes on to Monday", "2026-04-16", (), False, "2026-04-16", "2026-05-18"),
    ("Christmas goes on to the next working day", "2026-11-25", (), False, "2026-11-25", "2026-12-29"),
    ("received on a Sunday counts from Sunday", "2026-03-01", (), False, "2026-03-01", "2026-04-01"),
    ("two months more", "2026-03-02", (), True, "2026-03-10", "2026-06-02"),
    (
        "identity shown later: the month begins then",
        "2026-03-02",
        (("identity", "2026-03-04", "2026-03-16"),),
        False,
        "2026-03-20",
        "2026-04-16",
    ),
    (
        "clarification: its days do not count",
        "2026-03-02",
        (("clarification", "2026-03-04", "2026-03-10"),),
        False,
        "2026-03-20",
        "2026-04-08",
    ),
    (
        "a rest that lasts moves the day along",
        "2026-03-02",
        (("clarification", "2026-03-04", None),),
        False,
        "2026-03-11",
        "2026-04-09",
    ),
    (
        "both at once are not counted twice",
        "2026-03-02",
        (("identity", "2026-03-04", "2026-03-16"), ("clarification", "2026-03-10", "2026-03-18")),
        False,
        "2026-03-20",
        "2026-04-20",
    ),
]


def clock(
    received: str, pauses: tuple[tuple[str, str, str | None], ...] = (), *, more: bool = False
) -> Clock:
    rests = tuple(Pause(why, D(first), D(last) if last else None) for why, first, last in pauses)
    return Clock(D(received), rests, more)


@pytest.mark.parametrize(
    ("received", "pauses", "more", "today", "due"),
    [row[1:] for row in CLOCKS],
    ids=[row[0] for row in CLOCKS],
)
def test_a_request_is_due(received: str, pauses: tuple, more: bool, today: str, due: str) -> None:  # type: ignore[type-arg]
    assert due_on(clock(received, pauses, more=more), D(today)) == D(due)


def test_more_time_is_taken_within_the_first_month_only() -> None:
    check_can_extend(clock("2026-03-02"), D("2026-04-02"))
    with pytest.raises(TooLateToExtend):
        check_can_extend(clock("2026-03-02"), D("2026-04-03"))


@pytest.mark.parametrize(
    ("today", "words", "percent"),
    [
        ("2026-03-02", "31 days left, due on 2 April 2026", 0),
        ("2026-04-01", "1 day left, due on 2 April 2026", 97),
        ("2026-04-02", "0 days left, due on 2 April 2026", 100),
        ("2026-04-03", "Overdue by 1 day", 100),
    ],
)
def test_the_clock_speaks(today: str, words: str, percent: int) -> None:
    running = clock("2026-03-02")
    assert str(clock_words(running, D(today))) == words
    assert percent_gone(running, D(today)) == percent


def test_a_clock_that_rests_says_so() -> None:
    resting = clock("2026-03-02", (("identity", "2026-03-04", None),))
    assert str(clock_words(resting, D("2026-03-20"))) == "The clock rests until the person answers."


@pytest.mark.parametrize(
    ("on", "first", "last", "inside"),
    [
        ("2026-03-02", None, None, True),
        ("2026-03-02", "2026-03-02", None, True),
        ("2026-03-01", "2026-03-02", None, False),
        ("2026-03-02", None, "2026-03-02", True),
        ("2026-03-03", None, "2026-03-02", False),
        (None, "2026-03-02", "2026-03-02", True),
    ],
)
def test_a_range_of_days_may_be_open_on_either_side(
    on: str | None, first: str | None, last: str | None, inside: bool
) -> None:
    days = [D(one) if one else None for one in (on, first, last)]
    assert is_within(*days) is inside
    check_span(*days[1:])


def test_a_range_does_not_end_before_it_begins() -> None:
    with pytest.raises(WrongDay):
        check_span(D("2026-03-02"), D("2026-03-01"))


MOVES = """
    received -> waiting working refused withdrawn
    waiting -> working refused withdrawn
    working -> waiting answered refused withdrawn
    answered ->
    refused ->
    withdrawn ->
"""
PACK_MOVES = """
    collecting -> review expired
    review -> ready expired
    ready -> review released expired
    released -> expired
    expired ->
"""


def moves_of(table: str) -> dict[str, set[str]]:
    rows = (line.split("->") for line in table.strip().splitlines())
    return {state.strip(): set(after.split()) for state, after in rows}


@pytest.mark.parametrize(("state", "to"), list(product(RightsState, RightsState)))
def test_a_request_moves_only_as_the_table_says(state: RightsState, to: RightsState) -> None:
    allowed = to.value in moves_of(MOVES)[state.value]
    assert rights.can_move(state, to) is allowed
    if not allowed:
        with pytest.raises(rights.CannotMove):
            rights.check_can_move(state, to)


@pytest.mark.parametrize(("state", "to"), list(product(PackState, PackState)))
def test_a_pack_moves_only_as_the_table_says(state: PackState, to: PackState) -> None:
    allowed = to.value in moves_of(PACK_MOVES)[state.value]
    assert rights.can_move_pack(state, to) is allowed
    if not allowed:
        with pytest.raises(rights.CannotMove):
            rights.check_can_move_pack(state, to)


def asked(**changes: object) -> rights.Asked:
    said: dict[str, object] = {
        "kind": "access",
        "subject_label": "understand.Person",
        "subject_key": UUID(int=1),
        "subject_reference": "PN-26-0000001",
        "asked_by": "person",
        "received_on": D("2026-03-02"),
        "regime": "uk_gdpr",
        "language": "en",
    }
    return rights.Asked(**(said | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"received_on": D("2026-03-03")},
        {"asked_by": "representative"},
        {"asked_by": "representative", "asker_name": "Rhian"},
        {"asked_by": "parent", "asker_name": "Rhian", "authority": "Seen"},
        {"kind": "objection"},
        {"kind": "rectification", "words": "Wrong"},
    ],
)
def test_a_request_that_lacks_something_is_refused(changes: dict[str, object]) -> None:
    rights.check_asked(asked(), D("2026-03-02"))
    with pytest.raises(rights.Incomplete):
        rights.check_asked(asked(**changes), D("2026-03-02"))


HIDING = [
    # text, names of others, own names -> given
    ("Osian came with Siân.", ["Osian Prys"], ["Siân Prys"], "[hidden] came with Siân."),
    ("OSIAN PRYS came.", ["Osian Prys"], ["Siân Jones"], "[hidden] came."),
    ("Sian was there.", ["Siân Lewis"], ["Mair"], "[hidden] was there."),
    ("Osianna is another word.", ["Osian"], [], "Osianna is another word."),
    ("OsianOsian Prys and PrysOsian", ["Osian Prys"], [], "[hidden] and [hidden]"),
    ("Anne-Marie's bag", ["Anne-Marie Rees"], [], "[hidden]'s bag"),
    ("Jo rang.", ["Jo Li"], [], "[hidden] rang."),
    ("Prys is their family name.", ["Osian Prys"], ["Siân Prys"], "Prys is their family name."),
    ("Nobody else.", ["Osian"], [], "Nobody else."),
]


@pytest.mark.parametrize(("text", "others", "own", "given"), HIDING)
def test_names_of_others_are_hidden_and_ones_own_are_not(
    text: str, others: list[str], own: list[str], given: str
) -> None:
    marks = redaction.find_marks([text], redaction.names_to_hide(others, own))
    assert redaction.hide(text, marks, "en") == given


@pytest.mark.parametrize(
    ("decided", "proposed", "sound"),
    [
        (Decided(Reading.HIDE), 1, True),
        (Decided(Reading.GIVE), 0, True),
        (Decided(Reading.GIVE), 1, False),
        (Decided(Reading.GIVE, reason="They are the mother's own words."), 1, True),
        (Decided(Reading.HIDE, frozenset({0})), 1, False),
        (Decided(Reading.HIDE, frozenset({0}), reason="The name is public."), 1, True),
        (Decided(Reading.WITHHOLD), 0, False),
        (Decided(Reading.WITHHOLD, exemption="crime"), 0, False),
        (Decided(Reading.WITHHOLD, exemption="crime", reason="A trial is coming."), 0, True),
    ],
)
def test_what_needs_a_reason(decided: Decided, proposed: int, sound: bool) -> None:
    if sound:
        redaction.check_decided(decided, proposed)
    else:
        with pytest.raises(NoReason):
            redaction.check_decided(decided, proposed)


def test_what_an_officer_types_is_hidden_too_and_what_is_lifted_is_given() -> None:
    texts, proposed = ["Osian and the red house"], (Mark(0, 0, 5),)
    both = Decided(Reading.HIDE, words=("red house",))
    assert (
        redaction.hide(texts[0], redaction.hidden_marks(texts, proposed, both), "cy")
        == "[cuddiwyd] and the [cuddiwyd]"
    )
    lifted = Decided(Reading.HIDE, frozenset({0}), ("house",), reason="He agreed.")
    assert (
        redaction.hide(texts[0], redaction.hidden_marks(texts, proposed, lifted), "en")
        == "Osian and the red [hidden]"
    )


def test_nothing_is_given_that_nobody_has_read() -> None:
    redaction.check_reviewed(["give", "hide"])
    with pytest.raises(NotRead):
        redaction.check_reviewed(["give", ""])
