"""An attacker who has every published table, knows every rule and how many answered, singles nobody out.

What is tried: each group and each difference between groups of a round (filters), between two rounds between which one
person came or went (dates), and all of these at once. The attacker is given more than anybody has: the true number of
people in every group. They do not know what single people answered.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.develop.choices.wellbeing import AggregateMeasure, Item, Place
from earlyhelp.develop.rules.wellbeing.aggregates import COLUMNS, sort_rows
from earlyhelp.develop.rules.wellbeing.figures import Counted, Shown, publish, rounded, shown_good
from earlyhelp.develop.rules.wellbeing.surveys import FEWEST

# One person: which team is on the answer (None: too small for one), and what they answered, item by item.
People = list[tuple[UUID | None, tuple[bool, ...]]]
TEAMS = [None, *(UUID(int=number) for number in range(1, 5))]
ANSWERS = st.tuples(*([st.booleans()] * len(Item)))
# Answers that are all alike are the hardest to hide, so there are many.
ALIKE = st.sampled_from([(True,) * len(Item), (False,) * len(Item)])
PERSON = st.tuples(st.sampled_from(TEAMS), ALIKE | ANSWERS)


@st.composite
def agencies(draw: st.DrawFn) -> People:
    """The staff who answered: teams of 0 to 14, so that most stand near the ten that matter."""
    found: People = []
    for team in TEAMS:
        answers = draw(st.lists(ALIKE | ANSWERS, min_size=0, max_size=14))
        found += [(team, one) for one in answers]
    return found


def counted(people: People) -> list[Counted]:
    """What PostgreSQL gives of these answers: teams of fewer than ten folded together."""
    sizes = Counter(team for team, _answers in people)
    placed = [(team if sizes[team] >= FEWEST else None, answers) for team, answers in people]
    return [
        Counted(
            team,
            item,
            sum(one == team for one, _answers in placed),
            sum(one == team and answers[place] for one, answers in placed),
        )
        for team in dict.fromkeys(team for team, _answers in placed)
        for place, item in enumerate(Item)
    ]


def possible(shown: Shown, people: int) -> set[int]:
    """How many of so many people can have answered well, for a reader who sees the figure and knows the rule."""
    return {
        good
        for good in range(people + 1)
        if any(shown_good(good, people, shown.people, chance) == shown.good for chance in range(3))
    }


def groups(people: People, figures: Iterable[Shown]) -> dict[tuple[Place, UUID | None], int]:
    """How many people stand in each of the published groups that are not sums of others. The attacker is told."""
    there = {(one.place, one.team) for one in figures}
    parts = {one for one in there if one[0] is not Place.AGENCY} or there
    named = {team for place, team in parts if place is Place.TEAM}
    sizes = Counter(team for team, _answers in people)
    return {
        (place, team): sizes[team]
        if place is Place.TEAM
        else sum(n for one, n in sizes.items() if one not in named)
        for place, team in parts
    }


DRAWS = st.lists(st.integers(0, 2), min_size=40, max_size=40)


def published(people: People, draws: list[int]) -> list[Shown]:
    chances = iter(draws)
    return publish(counted(people), lambda: next(chances))


@settings(max_examples=150, deadline=None)
@given(agencies(), DRAWS)
def test_no_filter_and_no_difference_leaves_fewer_than_ten(people: People, draws: list[int]) -> None:
    found = published(people, draws)
    sizes = groups(people, found)
    assert not found or sum(sizes.values()) == len(people)
    # Every set that can be made by taking groups together or from each other, the agency included.
    for number in range(1, len(sizes) + 1):
        for chosen in combinations(sizes.values(), number):
            assert sum(chosen) >= FEWEST
    if not found:
        assert len(people) < FEWEST


@settings(max_examples=150, deadline=None)
@given(agencies(), DRAWS)
def test_no_figure_tells_what_anybody_answered(people: People, draws: list[int]) -> None:
    """For every person it stays possible that they answered well and that they did not: nobody is certain."""
    found = published(people, draws)
    sizes = groups(people, found)
    for one in found:
        if (one.place, one.team) in sizes:
            size = sizes[one.place, one.team]
            can_be = possible(one, size)
            assert can_be - {0}
            assert can_be - {size}


@settings(max_examples=100, deadline=None)
@given(agencies(), DRAWS)
def test_the_whole_agency_tells_nothing_that_its_groups_do_not(people: People, draws: list[int]) -> None:
    found = published(people, draws)
    parts = [one for one in found if one.place is not Place.AGENCY]
    for whole in (one for one in found if one.place is Place.AGENCY and parts):
        mine = [one for one in parts if one.item is whole.item]
        assert (whole.people, whole.good) == (sum(one.people for one in mine), sum(one.good for one in mine))


@settings(max_examples=200, deadline=None)
@given(
    st.integers(FEWEST, 40).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))),
    st.booleans(),
    st.tuples(*([st.integers(0, 2)] * 4)),
)
def test_who_came_between_two_rounds_is_not_worked_out(
    before: tuple[int, int], newcomer: bool, draws: tuple[int, int, int, int]
) -> None:
    """Everybody else answers as before, the attacker knows it, and one came: both answers of that one stay possible.

    Read from the later round to the earlier one, it is somebody who left.
    """
    size, good = before
    first_people, then_people = max(9, rounded(size, draws[0])), max(9, rounded(size + 1, draws[1]))
    first = Shown(
        Place.AGENCY, None, Item.SLEEP, first_people, shown_good(good, size, first_people, draws[2])
    )
    then = Shown(
        Place.AGENCY, None, Item.SLEEP, then_people,
        shown_good(good + newcomer, size + 1, then_people, draws[3]),
    )  # fmt: skip
    earlier, later = possible(first, size), possible(then, size + 1)
    assert earlier & later, "that the newcomer did not answer well stays possible"
    assert {one + 1 for one in earlier} & later, "that the newcomer answered well stays possible"


LINE = st.tuples(
    st.sampled_from(["", "response", "control_room"]),
    st.sampled_from(["2026-01", "2025-12"]),
    st.integers(0, 40),
    st.integers(0, 40),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(LINE, max_size=6), min_size=1, max_size=3))
def test_sums_that_were_brought_in_leave_nobody_when_taken_from_each_other(
    files: list[list[tuple[str, str, int, int]]],
) -> None:
    agency, there = UUID(int=9), []
    for file in files:
        rows = [
            dict(
                zip(
                    COLUMNS,
                    ["A", kind, month, AggregateMeasure.SATISFACTION, str(n), str(amount)],
                    strict=True,
                )
            )
            for kind, month, n, amount in file
        ]
        there += sort_rows(rows, agencies={"A": agency}, there=there, today=date(2026, 3, 2)).taken
    for line in there:
        assert line.people >= FEWEST
        assert 3 <= line.amount <= line.people - 3
    for whole in (one for one in there if not one.kind):
        kinds = [one for one in there if one.kind and one.key == whole.key]
        for number in range(1, len(kinds) + 1):
            for chosen in combinations(kinds, number):
                left = whole.people - sum(one.people for one in chosen)
                good = whole.amount - sum(one.amount for one in chosen)
                assert (left == good == 0) or (left >= FEWEST and 3 <= good <= left - 3)
