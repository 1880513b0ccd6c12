"""Peer review as tables: the rubric, the draw, who may, and what may be summed."""

from collections import Counter
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earlyhelp.develop.choices.reviews import ABSENT, LATEST, QualityStep, rubric
from earlyhelp.develop.rules import reviews as rules
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role

SEED = "00" * 16


def somebody(role: str) -> Actor:
    return Actor(uuid4(), uuid4(), uuid4(), role, Purpose.OWN_WORK)


def test_the_rubric_describes_four_steps_of_five_things_in_both_languages() -> None:
    found = rubric(LATEST)
    keys = ["seen_and_heard", "voice_of_child", "strengths", "wants", "next_step"]
    assert [one.key for one in found.items] == keys
    for one in found.items:
        assert len(one.steps_en) == len(one.steps_cy) == len(QualityStep)
        assert len({one.text_en, one.text_cy, *one.steps_en, *one.steps_cy}) == 10
    assert [one.key for one in found.items if one.may_be_absent] == ["voice_of_child"]


def test_the_same_seed_draws_the_same_ones_and_another_seed_others() -> None:
    writers = {UUID(int=number): UUID(int=900 + number % 4) for number in range(60)}
    first = rules.draw(SEED, writers, 10)
    assert first == rules.draw(SEED, dict(reversed(writers.items())), 10)
    assert len(first) == len(set(first)) == 10
    assert first != rules.draw("11" * 16, writers, 10)
    assert all(rules.key_of(SEED, thing) not in str(thing) for thing in writers)
    assert len(rules.draw(SEED, writers, 100)) == 60


def test_each_thing_has_the_same_chance() -> None:
    writers = {UUID(int=number): UUID(int=1) for number in range(10)}
    keys = {f"{number:032x}": 0 for number in range(2000)}
    drawn: Counter[UUID] = Counter()
    for seed in keys:
        chosen = {key for key, _ in rules.draw(seed, writers, 3)}
        drawn.update(thing for thing in writers if rules.key_of(seed, thing) in chosen)
    # 600 expected, standard deviation 20.5: five of them either way.
    assert all(497 < drawn[thing] < 703 for thing in writers)


@pytest.mark.parametrize("role", list(Role))
def test_officers_and_supervisors_read_and_only_supervisors_set(role: Role) -> None:
    for check, allowed in (
        (rules.check_may_review, {Role.NOTIFIER, Role.SUPERVISOR}),
        (rules.check_may_set, {Role.SUPERVISOR}),
    ):
        if role in allowed:
            check(somebody(role))
        else:
            with pytest.raises(NotAllowed):
                check(somebody(role))


@pytest.mark.parametrize("size", [-1, 21])
def test_a_size_that_nobody_could_read_is_refused(size: int) -> None:
    with pytest.raises(rules.UnfitSize):
        rules.check_size(size)


def test_every_item_is_answered_and_only_the_child_may_be_absent() -> None:
    found = rubric(LATEST)
    said = {one.key: "2" for one in found.items}
    assert rules.ratings_of(found, said) == dict.fromkeys(said, 2)
    assert rules.ratings_of(found, said | {"voice_of_child": ABSENT})["voice_of_child"] is None
    for wrong in ({"wants": ABSENT}, {"wants": ""}, {"wants": "5"}, {"voice_of_child": "0"}):
        with pytest.raises(rules.OpenRating) as refused:
            rules.ratings_of(found, said | wrong)
        assert refused.value.field in wrong


def twice(writer: int, *, child: int | None = 3) -> rules.Twice:
    first = {one.key: 2 for one in rubric(LATEST).items}
    return rules.Twice(UUID(int=writer), first | {"voice_of_child": child}, first | {"voice_of_child": 3})


@pytest.mark.parametrize(
    ("writers", "shown"),
    [
        ([0, 1, 2, 3, 4] * 1 + [0, 1, 2, 3], 0),
        ([0, 1, 2, 3, 4] * 2, 10),
        ([0, 1, 2, 3] * 5, 0),
        ([0, 1, 2, 3] * 5 + [4], 21),
        ([0, 1, 2, 3, 4] * 3, 10),
        ([0, 1, 2, 3, 4] * 4, 20),
    ],
)
def test_what_may_be_summed(writers: list[int], shown: int) -> None:
    assert len(rules.in_blocks([twice(one) for one in writers])) == shown


@given(st.lists(st.integers(0, 8), max_size=60))
def test_a_sum_never_moves_by_fewer_than_ten_or_by_fewer_than_five_people(writers: list[int]) -> None:
    rows = [twice(one) for one in writers]
    before: list[rules.Twice] = []
    for end in range(len(rows) + 1):
        now = rules.in_blocks(rows[:end])
        assert now[: len(before)] == before
        new = now[len(before) :]
        if new:
            assert len(new) >= 10
            assert len({one.writer for one in new}) >= 5
        before = now


def test_an_item_with_fewer_than_ten_pairs_says_nothing() -> None:
    rows = [twice(one, child=None if one == 0 else 3) for one in [0, 1, 2, 3, 4] * 2]
    sums = {one.item.key: one for one in rules.sums_of(rubric(LATEST), rows)}
    assert sums["voice_of_child"].agreement is None
    assert sums["voice_of_child"].steps == ()
    assert dict(sums["wants"].steps)[QualityStep.BEGUN] == 20
