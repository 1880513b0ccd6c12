"""What training is asked of whom, when it is due, and how much of it may be shown."""

from datetime import date
from uuid import UUID

import pytest

from earlyhelp.develop.choices.requirements import Standing
from earlyhelp.develop.rules import coverage as figures
from earlyhelp.develop.rules.coverage import Tally
from earlyhelp.develop.rules.requirements import (
    Asked,
    Learner,
    Learnt,
    check_may_read_coverage,
    check_may_run_training,
    check_requirement,
    how_stands,
    is_asked,
    is_met_by,
)
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.partnership.choices import Role

COURSE, OTHER, SERIES, WHO = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
START = date(2026, 1, 1)
TODAY = date(2026, 6, 30)


def asked(
    roles: tuple[str, ...] = (),
    team_kinds: tuple[str, ...] = (),
    course: UUID | None = COURSE,
    level: str = "",
    within_days: int = 90,
    every_months: int | None = None,
) -> Asked:
    return Asked(
        SERIES, frozenset(roles), frozenset(team_kinds), course, level, within_days, every_months, START
    )


def learner(joined_on: date | None = None) -> Learner:
    return Learner(WHO, "notifier", "response", joined_on)


@pytest.mark.parametrize(
    ("roles", "team_kinds", "is_meant"),
    [
        ((), (), True),
        (("notifier",), (), True),
        (("notifier", "supervisor"), (), True),
        (("supervisor",), (), False),
        ((), ("response",), True),
        ((), ("front_door",), False),
        (("notifier",), ("response",), True),
        (("notifier",), ("front_door",), False),
        (("supervisor",), ("response",), False),
    ],
)
def test_of_whom_a_training_is_asked(
    roles: tuple[str, ...], team_kinds: tuple[str, ...], *, is_meant: bool
) -> None:
    assert is_asked(asked(roles, team_kinds), learner()) == is_meant


@pytest.mark.parametrize(
    ("course", "level", "learnt", "learnt_level", "counts"),
    [
        # A course is met by that very course.
        (COURSE, "", COURSE, "aware", True),
        (COURSE, "", OTHER, "specialist", False),
        # A level is met by any course of it, or beyond it on the spectrum.
        (None, "skilled", OTHER, "skilled", True),
        (None, "skilled", OTHER, "enhanced", True),
        (None, "skilled", OTHER, "specialist", True),
        (None, "skilled", OTHER, "aware", False),
        (None, "aware", OTHER, "aware", True),
    ],
)
def test_what_counts_for_it(
    course: UUID | None, level: str, learnt: UUID, learnt_level: str, *, counts: bool
) -> None:
    found = Learnt(learnt, learnt_level, TODAY, None)
    assert is_met_by(asked(course=course, level=level), found) == counts


# joined, within days, every months, (learnt on, again on by the course itself) → standing, due on
DUE: list[tuple[date | None, int, int | None, list[tuple[date, date | None]], Standing, date | None]] = [
    # Never done: the days count from the first day of the requirement, or from joining when that is later.
    (None, 90, None, [], Standing.OVERDUE, date(2026, 4, 1)),
    (None, 180, None, [], Standing.HAS_TIME, date(2026, 6, 30)),
    (None, 179, None, [], Standing.OVERDUE, date(2026, 6, 29)),
    (date(2020, 1, 1), 180, None, [], Standing.HAS_TIME, date(2026, 6, 30)),
    (date(2026, 6, 1), 90, None, [], Standing.HAS_TIME, date(2026, 8, 30)),
    (date(2026, 6, 30), 0, None, [], Standing.HAS_TIME, date(2026, 6, 30)),
    # Done, and never due again.
    (None, 90, None, [(date(2019, 5, 1), None)], Standing.CURRENT, None),
    # Done, and due again as the requirement says.
    (None, 90, 12, [(date(2026, 1, 15), None)], Standing.CURRENT, date(2027, 1, 14)),
    (None, 90, 12, [(date(2025, 8, 31), None)], Standing.CURRENT, date(2026, 8, 30)),
    (None, 90, 12, [(date(2025, 8, 30), None)], Standing.RENEW_SOON, date(2026, 8, 29)),
    (None, 90, 12, [(date(2025, 7, 15), None)], Standing.RENEW_SOON, date(2026, 7, 14)),
    (None, 90, 12, [(date(2025, 7, 1), None)], Standing.RENEW_SOON, date(2026, 6, 30)),
    (None, 90, 12, [(date(2025, 6, 30), None)], Standing.OVERDUE, date(2026, 6, 29)),
    # A month that is shorter: the last of February.
    (None, 90, 24, [(date(2024, 2, 29), None)], Standing.OVERDUE, date(2026, 2, 27)),
    # The course's own time counts where it comes first, and the requirement's where that does.
    (None, 90, 24, [(date(2025, 6, 1), date(2026, 6, 1))], Standing.OVERDUE, date(2026, 5, 31)),
    (None, 90, 6, [(date(2025, 6, 1), date(2028, 6, 1))], Standing.OVERDUE, date(2025, 11, 30)),
    (None, 90, None, [(date(2025, 6, 1), date(2028, 6, 1))], Standing.CURRENT, date(2028, 5, 31)),
    # Of several times the one that lasts longest counts.
    (
        None,
        90,
        None,
        [(date(2025, 6, 1), date(2026, 6, 1)), (date(2026, 5, 1), date(2027, 5, 1))],
        Standing.CURRENT,
        date(2027, 4, 30),
    ),
    (
        None,
        90,
        None,
        [(date(2025, 6, 1), date(2026, 6, 1)), (date(2018, 5, 1), None)],
        Standing.CURRENT,
        None,
    ),
    # What is still to come has not been learnt.
    (None, 90, None, [(date(2026, 7, 1), None)], Standing.OVERDUE, date(2026, 4, 1)),
]


@pytest.mark.parametrize(("joined", "within", "every", "times", "standing", "due_on"), DUE)
def test_how_somebody_stands_on_30_june_2026(
    joined: date | None,
    within: int,
    every: int | None,
    times: list[tuple[date, date | None]],
    standing: Standing,
    due_on: date | None,
) -> None:
    learnt = [Learnt(COURSE, "aware", on, again) for on, again in times]
    found = how_stands(asked(within_days=within, every_months=every), learner(joined), learnt, today=TODAY)
    assert (found.standing, found.due_on) == (standing, due_on)
    assert found.is_covered == (standing in {Standing.CURRENT, Standing.RENEW_SOON})


def test_a_tally_is_of_everybody_of_whom_it_is_asked() -> None:
    stands = [Standing.CURRENT] * 5 + [Standing.RENEW_SOON] + [Standing.HAS_TIME] * 2 + [Standing.OVERDUE]
    tally = figures.tally_of(stands)
    assert tally == Tally(people=9, covered=6, in_time=2)
    assert (tally.overdue, tally.percent) == (1, 67)


@pytest.mark.parametrize(
    ("covered", "people", "percent"), [(0, 5, 0), (1, 8, 13), (43, 48, 90), (1, 200, 1), (199, 200, 100)]
)
def test_a_share_is_rounded_to_the_nearest_whole(covered: int, people: int, percent: int) -> None:
    assert Tally(people, covered, 0).percent == percent


@pytest.mark.parametrize(
    ("covered", "people", "target", "reached"),
    [(43, 48, 90, False), (9, 10, 90, True), (10, 10, 100, True), (199, 200, 100, False)],
)
def test_a_target_is_reached_exactly_and_not_by_rounding(
    covered: int, people: int, target: int, *, reached: bool
) -> None:
    assert figures.is_reached(Tally(people, covered, 0), target) == reached


# sizes of the groups of one whole → those that are shown
GROUPS: list[tuple[dict[str, int], set[str]]] = [
    ({"a": 5, "b": 12}, {"a", "b"}),
    # One that is too few would be what is missing: the next smallest goes with it.
    ({"a": 4, "b": 6, "c": 12}, {"c"}),
    ({"a": 1, "b": 5, "c": 9, "d": 20}, {"c", "d"}),
    # Two that are five together are enough.
    ({"a": 2, "b": 3, "c": 12}, {"c"}),
    # Two that are fewer take a third one with them.
    ({"a": 1, "b": 2, "c": 7, "d": 12}, {"d"}),
    ({"a": 3, "b": 8}, set()),
    ({"a": 4}, set()),
    ({"a": 0, "b": 8}, {"b"}),
    ({}, set()),
]


@pytest.mark.parametrize(("sizes", "told"), GROUPS)
def test_small_groups_are_left_out_and_none_can_be_worked_out(sizes: dict[str, int], told: set[str]) -> None:
    found = figures.shown({code: Tally(size, 0, 0) for code, size in sizes.items()})
    assert {code for code, tally in found.items() if tally is not None} == told
    assert found.keys() == {code for code, size in sizes.items() if size}
    left_out = sum(size for code, size in sizes.items() if code not in told)
    assert left_out == 0 or left_out >= figures.SMALLEST or not told


@pytest.mark.parametrize(("people", "is_shown"), [(4, False), (5, True)])
def test_a_whole_of_under_five_is_not_shown(people: int, *, is_shown: bool) -> None:
    assert (figures.shown_whole(Tally(people, 1, 1)) is not None) == is_shown


@pytest.mark.parametrize("role", Role)
def test_who_runs_training_and_who_reads_how_far_it_is(role: Role) -> None:
    runs = role in {Role.ADMINISTRATOR, Role.COORDINATOR}
    for check, may in (
        (check_may_run_training, runs),
        (check_may_read_coverage, runs or role == "supervisor"),
    ):
        if may:
            check(role)
        else:
            with pytest.raises(NotAllowed):
                check(role)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"has_course": True, "level": "aware"}, "course"),
        ({"has_course": False, "level": ""}, "course"),
        ({"within_days": 731}, "within_days"),
        ({"within_days": -1}, "within_days"),
        ({"every_months": 0}, "every_months"),
        ({"every_months": 121}, "every_months"),
        ({"target": 0}, "target"),
        ({"target": 101}, "target"),
    ],
)
def test_a_requirement_that_makes_no_sense_is_refused_at_its_field(
    changes: dict[str, object], field: str
) -> None:
    told = {"has_course": True, "level": "", "within_days": 90, "every_months": None, "target": 90} | changes
    with pytest.raises(FieldError) as refusal:
        check_requirement(**told)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_requirement_that_makes_sense_is_taken() -> None:
    check_requirement(has_course=False, level="aware", within_days=0, every_months=12, target=100)
