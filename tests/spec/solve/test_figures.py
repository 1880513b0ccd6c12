"""A team's figures: the unit, the window, the denominator, and which numbers are not shown."""

from datetime import UTC, datetime, timedelta

import pytest

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Holder
from earlyhelp.solve.rules import Told

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
IN_TIME = Told(MONDAY, MONDAY + timedelta(hours=2))
LATE = Told(MONDAY, MONDAY + timedelta(days=3))
NEVER = Told(MONDAY, None)


def figures(waiting: int, answered: int, told: list[Told]) -> tuple[int | None, ...]:
    made = rules.figures_of(waiting=waiting, answered=answered, told=told, at=MONDAY)
    assert made.until_at - made.from_at == timedelta(days=28)
    return made.sent, made.waiting, made.answered, made.decided, made.share


@pytest.mark.parametrize(
    ("waiting", "answered", "told", "shown"),
    [
        (5, 10, [IN_TIME] * 5 + [LATE] * 5, (15, 5, 10, 10, 50)),
        (0, 10, [IN_TIME] * 10, (10, 0, 10, 10, 100)),
        (6, 0, [], (6, 6, 0, 0, None)),
        (0, 0, [], (0, 0, 0, 0, None)),
        # One small number: it would be the sum without the other, so neither is shown.
        (4, 10, [IN_TIME] * 10, (14, None, None, 10, 100)),
        (10, 1, [IN_TIME] * 10, (11, None, None, 10, 100)),
        (1, 2, [IN_TIME] * 4, (None, None, None, None, None)),
        # Four were late: a share of 10 would give them away.
        (0, 10, [IN_TIME] * 6 + [LATE] * 4, (10, 0, 10, 10, None)),
        (0, 10, [NEVER] * 10, (10, 0, 10, 10, 0)),
    ],
)
def test_what_is_shown(waiting: int, answered: int, told: list[Told], shown: tuple[int | None, ...]) -> None:
    assert figures(waiting, answered, told) == shown


@pytest.mark.parametrize(("hours", "in_time"), [(0, True), (31.5, True), (31.51, False), (72, False)])
def test_within_one_working_day_ends_at_five_on_the_next(hours: float, in_time: bool) -> None:
    assert rules.was_in_time(Told(MONDAY, MONDAY + timedelta(hours=hours))) is in_time


@pytest.mark.parametrize("role", Role)
def test_only_a_supervisor_sees_figures_and_of_their_team(role: Role) -> None:
    by = Actor(new_id(), new_id(), new_id(), role, Purpose.OWN_WORK)
    assert rules.may_see_figures(by) is (role == Role.SUPERVISOR)
    if role != Role.SUPERVISOR:
        with pytest.raises(NotAllowed):
            rules.check_may_see_figures(by)


def test_everything_that_an_officer_hears_says_who_has_it_now() -> None:
    assert set(rules.HOLDERS) == {event for event in rules.FEEDBACK if rules.says_where_it_stands(event)}
    assert not any(rules.says_where_it_stands(event) for event in rules.THANKS)
    assert rules.holder_of(None) is Holder.FRONT_DOOR
    assert rules.holder_of("decided.asked_back") is Holder.OFFICER
