"""Who runs training, who marks it, how long a course counts and when somebody is reminded, as tables."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from earlyhelp.develop.choices import BookingState, SessionState, Took
from earlyhelp.develop.rules import courses as rules
from earlyhelp.develop.rules.pages import ROWS, parts_for
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role

ME, OURS, THEIRS = UUID(int=1), UUID(int=2), UUID(int=3)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def actor(role: Role) -> Actor:
    return Actor(ME, OURS, None, role, "own_work")


RUNS = {Role.COORDINATOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", Role)
def test_an_agencys_coordinators_and_administrators_run_its_training(role: Role) -> None:
    assert rules.may_run(actor(role), agency_id=OURS) is (role in RUNS)
    assert not rules.may_run(actor(role), agency_id=THEIRS)
    if role not in RUNS:
        with pytest.raises(NotAllowed):
            rules.check_may_run(actor(role), agency_id=OURS)


# role, who holds the session, is a trainer of it → may see who comes, and mark them
MARKS = [
    (Role.NOTIFIER, THEIRS, True, True),
    (Role.NOTIFIER, OURS, False, False),
    (Role.COORDINATOR, OURS, False, True),
    (Role.COORDINATOR, THEIRS, False, False),
    (Role.ADMINISTRATOR, OURS, False, True),
]


@pytest.mark.parametrize(("role", "host", "leads", "may"), MARKS)
def test_trainers_and_who_runs_it_mark_a_session(role: Role, host: UUID, leads: bool, may: bool) -> None:
    trainers = frozenset({ME} if leads else set())
    assert rules.may_mark(actor(role), host_id=host, trainers=trainers) is may


# for partners, who holds it, is a trainer → may see it
SEES = [
    (True, THEIRS, False, True),
    (False, OURS, False, True),
    (False, THEIRS, True, True),
    (False, THEIRS, False, False),
]


@pytest.mark.parametrize(("open_to_all", "host", "leads", "may"), SEES)
def test_a_session_for_ones_own_is_not_there_for_others(
    open_to_all: bool, host: UUID, leads: bool, may: bool
) -> None:
    asked = {"host_id": host, "for_partners": open_to_all, "is_trainer": leads}
    assert rules.may_see(actor(Role.PARTNER), **asked) is may  # type: ignore[arg-type]
    if not may:
        with pytest.raises(NotAllowed):
            rules.check_may_see(actor(Role.PARTNER), **asked)  # type: ignore[arg-type]


# done on, counts for months → due again
EXPIRES = [
    (date(2026, 3, 2), 24, date(2028, 3, 2)),
    (date(2026, 3, 2), None, None),
    (date(2024, 2, 29), 12, date(2025, 2, 28)),
    (date(2026, 8, 31), 6, date(2027, 2, 28)),
    (date(2026, 12, 31), 1, date(2027, 1, 31)),
    (date(2026, 1, 31), 1, date(2026, 2, 28)),
]


@pytest.mark.parametrize(("on", "months", "due"), EXPIRES)
def test_a_course_is_due_on_the_same_day_so_many_months_later(
    on: date, months: int | None, due: date | None
) -> None:
    assert rules.expires_on(on, months) == due


DUE = date(2026, 6, 1)
# days before it is due, last reminder → standing, reminder that is owed
REMINDS = [
    (90, None, "keeps", None),
    (61, None, "keeps", None),
    (60, None, "due_soon", 60),
    (60, 60, "due_soon", None),
    (30, None, "due_soon", 60),
    (14, 60, "due_soon", 14),
    (14, None, "due_soon", 14),
    (5, 14, "due_soon", None),
    (0, 14, "due", 0),
    (-200, None, "due", 0),
    (-200, 0, "due", None),
]


@pytest.mark.parametrize(("days", "reminded", "standing", "owed"), REMINDS)
def test_a_reminder_comes_once_for_each_date(
    days: int, reminded: int | None, standing: str, owed: int | None
) -> None:
    today = DUE - timedelta(days=days)
    assert rules.standing(DUE, today=today) == standing
    assert rules.reminder(DUE, today=today, reminded=reminded) == owed


def test_what_counts_for_good_is_never_due() -> None:
    assert rules.standing(None, today=DUE) == rules.Standing.KEEPS


# state, hours until it begins → can be booked, can be marked
OPENS = [
    (SessionState.PLANNED, 48, True, False),
    (SessionState.PLANNED, 1, True, True),
    (SessionState.PLANNED, 0, False, True),
    (SessionState.PLANNED, -500, False, True),
    (SessionState.CANCELLED, 48, False, False),
    (SessionState.CANCELLED, -1, False, False),
]


@pytest.mark.parametrize(("state", "hours", "opens", "marks"), OPENS)
def test_booking_ends_when_a_session_begins_and_marking_begins_an_hour_before(
    state: SessionState, hours: int, opens: bool, marks: bool
) -> None:
    starts = AT + timedelta(hours=hours)
    assert rules.is_open(state, starts, at=AT) is opens
    assert rules.can_mark(state, starts, at=AT) is marks


@pytest.mark.parametrize(("taken", "gets"), [(0, "booked"), (11, "booked"), (12, "waiting")])
def test_there_is_a_place_until_all_are_taken(taken: int, gets: str) -> None:
    assert rules.place_for(taken=taken, places=12) == BookingState(gets)


@pytest.mark.parametrize(("took", "done"), [(Took.PRESENT, True), (Took.PARTLY, False), (Took.ABSENT, False)])
def test_only_who_was_there_for_all_of_it_has_completed_it(took: Took, done: bool) -> None:
    assert rules.is_completed(took) is done


def test_every_row_of_the_home_page_has_words_and_its_own_roles() -> None:
    assert all(str(row.title) and str(row.sentence) for row in ROWS)
    seen = {
        role: {row.name for _part, rows in parts_for(role) for row in rows}
        for role in (Role.COORDINATOR, Role.NOTIFIER)
    }
    assert "develop:held" in seen[Role.COORDINATOR] - seen[Role.NOTIFIER]
    assert all(part.label and rows for part, rows in parts_for(Role.NOTIFIER))
