"""How a list of choices stands after its changes, what may be changed, and who may: as tables."""

from uuid import UUID

import pytest
from django.db.models import TextChoices
from django.utils.translation import override

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.codelists import CodeList, Words, built_in
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import AgencyKind, Role
from earlyhelp.partnership.queries.codelists import declared_lists, fixed_lists
from earlyhelp.partnership.rules.codelists import (
    CannotChangeList,
    Change,
    Choice,
    SaidTwice,
    check_can_grow,
    check_change,
    check_may_keep,
    offered_of,
    stand,
)


class Why(TextChoices):
    ONE = "one", "One"
    TWO = "two", "Two"
    THREE = "three", "Three"


class Side(TextChoices):
    LEFT = "left", "Left"
    RIGHT = "right", "Right"


LIST = CodeList(
    code="why",
    title="Why",
    says="Asked.",
    choices=Why,
    groups=Side,
    group_of={"one": "left", "two": "left", "three": "right"},
    bound=frozenset({"three"}),
    unasked=frozenset({"three"}),
    kinds=frozenset({AgencyKind.COUNCIL.value}),
)
SHARED = CodeList(code="all", title="All", says="Asked.", choices=Why, shared=True, grows=False)
OTHER_WORDS = Words("First", "Cyntaf")


def change(
    number: int, value: str, *, group: str = "left", words: Words = OTHER_WORDS, offered: bool = True
) -> Change:
    return Change(number, value, group, words, offered)


def test_a_list_that_nobody_changed_stands_as_in_the_code() -> None:
    assert [(one.value, one.group, one.offered, one.own) for one in stand(LIST, [])] == [
        ("one", "left", True, False),
        ("two", "left", True, False),
        ("three", "right", True, False),
    ]


def test_the_last_change_of_a_choice_counts_and_own_choices_come_last() -> None:
    after = stand(
        LIST,
        [
            change(1, "own-1", words=Words("New", "Newydd")),
            change(2, "one"),
            change(3, "two", offered=False),
            change(4, "one", words=Words("Uno", "Un")),
        ],
    )
    assert [(one.value, one.words.en, one.offered, one.own) for one in after] == [
        ("one", "Uno", True, False),
        ("two", "First", False, False),
        ("three", "Three", True, False),
        ("own-1", "New", True, True),
    ]
    assert [one.value for one in offered_of(after, "left")] == ["one", "own-1"]
    assert offered_of(after, "right") == []


@pytest.mark.parametrize(("language", "words"), [("en", "First"), ("cy", "Cyntaf")])
def test_words_are_those_of_the_reader(language: str, words: str) -> None:
    with override(language):
        assert stand(LIST, [change(1, "one")])[0].here == words


def test_what_the_code_does_not_know_is_its_own_word() -> None:
    assert built_in(Why, "gone") == Words("gone", "gone")


BESIDE = stand(LIST, [])[1:]
# what one would be · what refuses it
CHANGES = [
    (Choice("one", "left", OTHER_WORDS), None),
    (Choice("one", "left", OTHER_WORDS, offered=False), None),
    (Choice("one", "left", Words("TWO", "Dau")), SaidTwice),
    (Choice("one", "left", Words("Dos", "two")), SaidTwice),
    (Choice("one", "right", Words("Two", "Two")), None),
    (Choice("own-1", "right", OTHER_WORDS, offered=False), CannotChangeList),
    (Choice("three", "right", OTHER_WORDS, offered=False, bound=True), CannotChangeList),
    (Choice("three", "right", OTHER_WORDS, bound=True), None),
]


@pytest.mark.parametrize(("choice", "refusal"), CHANGES)
def test_what_may_be_changed(choice: Choice, refusal: type[Exception] | None) -> None:
    if refusal is None:
        check_change(choice, BESIDE)
    else:
        with pytest.raises(refusal):
            check_change(choice, BESIDE)


@pytest.mark.parametrize(
    ("listed", "group", "may"), [(LIST, "left", True), (LIST, "up", False), (SHARED, "", False)]
)
def test_what_may_be_added_to(listed: CodeList, group: str, may: bool) -> None:
    if may:
        check_can_grow(listed, group)
    else:
        with pytest.raises(CannotChangeList):
            check_can_grow(listed, group)


# list · role · kind of agency · it runs the programme · may
WHO = [
    (LIST, Role.ADMINISTRATOR, AgencyKind.COUNCIL, False, True),
    (LIST, Role.ADMINISTRATOR, AgencyKind.CHARITY, True, False),
    (LIST, Role.AUDITOR, AgencyKind.COUNCIL, True, False),
    (LIST, Role.DECISION_MAKER, AgencyKind.COUNCIL, True, False),
    (SHARED, Role.ADMINISTRATOR, AgencyKind.CHARITY, True, True),
    (SHARED, Role.ADMINISTRATOR, AgencyKind.COUNCIL, False, False),
]


@pytest.mark.parametrize(("listed", "role", "kind", "leads", "may"), WHO)
def test_who_may_change_a_list(
    listed: CodeList, role: Role, kind: AgencyKind, leads: bool, may: bool
) -> None:
    by = Actor(UUID(int=1), UUID(int=2), None, role, "running")
    if may:
        check_may_keep(by, listed, agency_kind=kind, leads=leads)
    else:
        with pytest.raises(NotAllowed):
            check_may_keep(by, listed, agency_kind=kind, leads=leads)


def test_every_list_of_the_rooms_is_sound() -> None:
    assert {"decision-reasons", "hold-reasons", "closing-reasons", "decline-reasons"} <= set(declared_lists())
    for listed in declared_lists().values():
        known = set(listed.choices.values)
        assert listed.bound <= known
        assert listed.unasked <= listed.bound
        assert set(listed.group_of) == (known if listed.groups else set())
        assert listed.shared or listed.kinds
        for group in listed.groups.values if listed.groups else [""]:
            assert offered_of(stand(listed, []), group)


def test_a_list_that_may_be_changed_is_not_called_fixed() -> None:
    kept = {listed.choices for listed in declared_lists().values()}
    assert len(fixed_lists()) >= 12
    assert not kept & {one.choices for one in fixed_lists()}
