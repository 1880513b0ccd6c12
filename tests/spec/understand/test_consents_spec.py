"""How a consent stands, as a table: what was answered, by whom, and what follows."""

from datetime import date
from uuid import UUID

import pytest

from earlyhelp.understand.choices.consents import AnswerKind, ConsentState, RecipientKind
from earlyhelp.understand.choices.people import ConsentGiver
from earlyhelp.understand.rules.answers import (
    ConsentStopped,
    Heard,
    NoNotice,
    NotWhole,
    check_can_rest,
    check_heard,
    check_takes_part,
    check_understanding,
)
from earlyhelp.understand.rules.consents import (
    AROUND,
    FOLLOWS,
    Aged,
    Answer,
    Recipient,
    Standing,
    standing_of,
)

TODAY = date(2026, 6, 1)
DAY = date(2026, 3, 1)
YES, NO, NEED_NOT, BACK = AnswerKind.YES, AnswerKind.NO, AnswerKind.NOT_NEEDED, AnswerKind.TAKEN_BACK
SELF, PARENT, ATTORNEY = ConsentGiver.SELF, ConsentGiver.PARENT, ConsentGiver.ATTORNEY
ADULT = Aged(date(1990, 1, 1), 36, TODAY)
CHILD = Aged(date(2016, 1, 1), 10, TODAY)
TEEN = Aged(date(2011, 1, 10), 15, TODAY)
SIXTEEN = Aged(date(2010, 4, 1), 16, TODAY)  # 15 on the day on which it was said
UNKNOWN = Aged(None, None, TODAY)


def said(kind: AnswerKind, giver: ConsentGiver = SELF, who: str = "", on: date = DAY) -> Answer:
    return Answer(kind, giver, on, who)


# who, what was answered in order, on which days a child understood, and the state
TABLE = [
    ("nobody was asked", ADULT, [], (), ConsentState.NOT_ASKED),
    ("an adult says yes", ADULT, [said(YES)], (), ConsentState.GIVEN),
    ("an adult says no", ADULT, [said(NO)], (), ConsentState.REFUSED),
    ("the last word of one person counts", ADULT, [said(NO), said(YES)], (), ConsentState.GIVEN),
    ("an adult takes it back", ADULT, [said(YES), said(BACK)], (), ConsentState.TAKEN_BACK),
    ("anybody takes it back", CHILD, [said(YES, PARENT, "a"), said(BACK)], (), ConsentState.TAKEN_BACK),
    ("and says yes again later", ADULT, [said(YES), said(BACK), said(YES)], (), ConsentState.GIVEN),
    ("taken back before it was given", ADULT, [said(BACK)], (), ConsentState.TAKEN_BACK),
    ("none is needed", ADULT, [said(NEED_NOT)], (), ConsentState.NOT_NEEDED),
    ("none is needed, then they say yes", ADULT, [said(NEED_NOT), said(YES)], (), ConsentState.GIVEN),
    ("a parent’s word does not count for an adult", ADULT, [said(YES, PARENT)], (), ConsentState.ASK_AGAIN),
    ("an attorney’s word does", ADULT, [said(YES, ATTORNEY, "x")], (), ConsentState.GIVEN),
    ("and an adult’s own no comes first", ADULT, [said(YES, ATTORNEY), said(NO)], (), ConsentState.REFUSED),
    ("a parent says yes for a child", CHILD, [said(YES, PARENT, "a")], (), ConsentState.GIVEN),
    (
        "one of two parents refuses",
        CHILD,
        [said(YES, PARENT, "a"), said(NO, PARENT, "b")],
        (),
        ConsentState.DISPUTED,
    ),
    (
        "and then agrees",
        CHILD,
        [said(YES, PARENT, "a"), said(NO, PARENT, "b"), said(YES, PARENT, "b")],
        (),
        ConsentState.GIVEN,
    ),
    ("a child’s yes alone is not enough", CHILD, [said(YES)], (), ConsentState.NOT_ENOUGH),
    ("a child’s no alone is a no", CHILD, [said(NO)], (), ConsentState.REFUSED),
    ("a child and a parent differ", CHILD, [said(YES, PARENT), said(NO)], (), ConsentState.DISPUTED),
    ("a 15-year-old who understood says yes", TEEN, [said(YES)], (DAY,), ConsentState.GIVEN),
    ("it holds for that day alone", TEEN, [said(YES)], (TODAY,), ConsentState.NOT_ENOUGH),
    (
        "their yes counts where a parent says no",
        TEEN,
        [said(YES), said(NO, PARENT)],
        (DAY,),
        ConsentState.GIVEN,
    ),
    ("their no counts too", TEEN, [said(YES, PARENT), said(NO)], (DAY,), ConsentState.REFUSED),
    ("a parent’s yes ends at 16", SIXTEEN, [said(YES, PARENT)], (), ConsentState.ASK_AGAIN),
    ("whose age nobody knows speaks for themselves", UNKNOWN, [said(YES)], (), ConsentState.GIVEN),
]


@pytest.mark.parametrize(
    ("aged", "answers", "understood", "state"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_consent_stands_as_the_table_says(
    aged: Aged, answers: list[Answer], understood: tuple[date, ...], state: ConsentState
) -> None:
    found = standing_of(answers, aged=aged, understood_on=frozenset(understood), today=TODAY)
    assert found.state is state
    assert str(found.follows)


def test_every_state_says_what_follows() -> None:
    assert set(FOLLOWS) == set(ConsentState)


def test_where_the_own_word_counts_the_difference_is_still_said() -> None:
    understood = frozenset({DAY})
    young = standing_of([said(YES), said(NO, PARENT)], aged=TEEN, understood_on=understood, today=TODAY)
    assert young.differs
    assert young.by_understanding
    assert "understood this decision" in str(young.follows)
    adult = standing_of([said(YES), said(NO, PARENT)], aged=ADULT, today=TODAY)
    assert adult.differs
    assert "From 16" in str(adult.follows)


@pytest.mark.parametrize(
    ("aged", "answer", "again", "due"),
    [
        (TEEN, said(YES, PARENT), date(2027, 1, 10), False),
        (SIXTEEN, said(YES), date(2026, 4, 1), True),
        (Aged(date(2009, 1, 1), 17, TODAY), said(YES), date(2027, 1, 1), False),
        (ADULT, said(YES), None, False),
        (ADULT, Answer(YES, SELF, DAY, "", date(2026, 5, 1)), date(2026, 5, 1), True),
        (Aged(date(2008, 2, 29), 18, TODAY), said(YES, on=date(2026, 2, 1)), date(2026, 3, 1), True),
    ],
)
def test_it_is_asked_again_at_sixteen_at_eighteen_and_on_the_day_that_was_agreed(
    aged: Aged, answer: Answer, again: date | None, due: bool
) -> None:
    understood = frozenset({DAY})
    found = standing_of([answer], aged=aged, understood_on=understood, today=TODAY)
    assert (found.state, found.ask_again_on, found.is_due) == (ConsentState.GIVEN, again, due)
    assert ("Ask them." in str(found.follows)) is due


def test_an_age_that_was_judged_is_counted_back() -> None:
    judged = Aged(None, 16, TODAY)
    assert judged.on(date(2024, 5, 1)) == 14
    assert judged.birthday(16) is None
    assert UNKNOWN.on(TODAY) is None


def test_a_recipient_is_one_word_and_back() -> None:
    key = UUID(int=7)
    for one, kind in (
        (AROUND, RecipientKind.AROUND),
        (Recipient(agency_id=key), RecipientKind.AGENCY),
        (Recipient(team_id=key), RecipientKind.TEAM),
    ):
        assert one.kind is kind
        assert Recipient.of_key(one.key) == one
    with pytest.raises(ValueError, match="not a valid"):
        Recipient.of_key("everybody")


# what is missing, and which answer it is about
WRONG = [
    (Heard(YES, SELF, date(2026, 6, 2), "aloud"), "on"),
    (Heard(YES, SELF, DAY, "aloud", ask_again_on=TODAY), "ask_again_on"),
    (Heard(YES, SELF, DAY), "evidence"),
    (Heard(YES, PARENT, DAY, "aloud"), "giver_name"),
    (Heard(NO, SELF, DAY), "words"),
    (Heard(NEED_NOT, SELF, DAY), "words"),
    (Heard(BACK, SELF, DAY), "words"),
]


@pytest.mark.parametrize(("heard", "field"), WRONG)
def test_an_answer_says_what_it_must(heard: Heard, field: str) -> None:
    with pytest.raises(NotWhole) as refused:
        check_heard(heard, today=TODAY, has_notice=True)
    assert refused.value.field == field


def test_a_yes_comes_after_the_notice_and_a_no_needs_none() -> None:
    with pytest.raises(NoNotice, match="privacy notice first"):
        check_heard(Heard(YES, SELF, DAY, "aloud"), today=TODAY, has_notice=False)
    check_heard(Heard(YES, SELF, DAY, "aloud"), today=TODAY, has_notice=True)
    check_heard(Heard(NO, SELF, DAY, words="No reason."), today=TODAY, has_notice=False)


def test_understanding_is_judged_of_a_child_with_a_reason() -> None:
    check_understanding(why="She said it in her own words.", on=DAY, years=15, today=TODAY)
    for why, on, years in ((" ", DAY, 15), ("x", date(2026, 6, 2), 15), ("x", DAY, 16)):
        with pytest.raises(NotWhole):
            check_understanding(why=why, on=on, years=years, today=TODAY)


def test_nothing_new_rests_on_a_consent_that_is_stopped() -> None:
    given = Standing(ConsentState.GIVEN, DAY)
    back = Standing(ConsentState.TAKEN_BACK, DAY)
    check_can_rest(Standing(), given, given_on=DAY)
    check_can_rest(back, given, given_on=TODAY)
    check_can_rest(back, given, given_on=DAY)
    for now, after, on in ((back, given, date(2026, 2, 28)), (back, back, TODAY)):
        with pytest.raises(ConsentStopped):
            check_can_rest(now, after, given_on=on)
    check_takes_part(Standing())
    with pytest.raises(ConsentStopped):
        check_takes_part(back)
