"""When is something due, and how long is left? Working days in Wales, as a table."""

from datetime import UTC, date, datetime, time

import pytest

from earlyhelp.kit.working_days import LONDON, due_at, is_working_day, next_working_day, working_time_left


def wales(text: str) -> datetime:
    """Read "Fri 2026-02-27 17:01", by the clock in Wales, and check that the weekday is the right one."""
    weekday, moment = text.split(" ", 1)
    read = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
    assert read.strftime("%a") == weekday
    return read


NOT_WORKING_DAYS = [
    ("a Saturday", "2026-02-28"),
    ("a Sunday", "2026-03-01"),
    ("New Year's Day", "2026-01-01"),
    ("Good Friday", "2026-04-03"),
    ("Easter Monday", "2026-04-06"),
    ("the early May bank holiday", "2026-05-04"),
    ("the spring bank holiday", "2026-05-25"),
    ("the summer bank holiday", "2026-08-31"),
    ("Christmas Day", "2026-12-25"),
    ("Boxing Day on a Saturday, taken on the Monday", "2026-12-28"),
    ("Christmas Day on a Saturday, taken on the Monday", "2027-12-27"),
    ("Boxing Day on a Sunday, taken on the Tuesday", "2027-12-28"),
    ("Christmas Day on a Sunday, taken on the Tuesday", "2022-12-27"),
    ("New Year's Day on a Saturday, taken on the Monday", "2028-01-03"),
    ("the late Queen's state funeral", "2022-09-19"),
]

WORKING_DAYS = [
    ("St David's Day, which is no bank holiday", "2027-03-01"),
    ("Easter Tuesday", "2026-04-07"),
    ("2 January, a bank holiday in Scotland only", "2026-01-02"),
    ("12 July on a weekday, a bank holiday in Northern Ireland only", "2027-07-12"),
    ("Christmas Eve", "2026-12-24"),
]


@pytest.mark.parametrize(("what", "on"), NOT_WORKING_DAYS)
def test_is_not_a_working_day(what: str, on: str) -> None:
    assert not is_working_day(date.fromisoformat(on)), what


@pytest.mark.parametrize(("what", "on"), WORKING_DAYS)
def test_is_a_working_day(what: str, on: str) -> None:
    assert is_working_day(date.fromisoformat(on)), what


DUE = [
    # what                                            received                 days  due
    ("in the morning",                                "Mon 2026-03-02 10:00",  1,    "Tue 2026-03-03 17:00"),
    ("before the office opens",                       "Mon 2026-03-02 03:15",  1,    "Tue 2026-03-03 17:00"),
    ("at the cut-off, still in time",                 "Mon 2026-03-02 17:00",  1,    "Tue 2026-03-03 17:00"),
    ("a minute after the cut-off",                    "Mon 2026-03-02 17:01",  1,    "Wed 2026-03-04 17:00"),
    ("on Friday at noon",                             "Fri 2026-02-27 12:00",  1,    "Mon 2026-03-02 17:00"),
    ("on Friday at 17:01",                            "Fri 2026-02-27 17:01",  1,    "Tue 2026-03-03 17:00"),
    ("on Saturday night",                             "Sat 2026-02-28 23:30",  1,    "Tue 2026-03-03 17:00"),
    ("on the Thursday before Easter",                 "Thu 2026-04-02 11:00",  1,    "Tue 2026-04-07 17:00"),
    ("on the Thursday before Easter, late",           "Thu 2026-04-02 18:00",  1,    "Wed 2026-04-08 17:00"),
    ("on Easter Sunday",                              "Sun 2026-04-05 09:00",  1,    "Wed 2026-04-08 17:00"),
    ("on Christmas Eve, Boxing Day taken on Monday",  "Thu 2026-12-24 16:00",  1,    "Tue 2026-12-29 17:00"),
    ("on Christmas Eve, both days taken in the week", "Fri 2027-12-24 16:00",  1,    "Wed 2027-12-29 17:00"),
    ("on New Year's Eve",                             "Wed 2025-12-31 12:00",  1,    "Fri 2026-01-02 17:00"),
    ("on New Year's Day",                             "Thu 2026-01-01 12:00",  1,    "Mon 2026-01-05 17:00"),
    ("the Friday before the clocks go forward",       "Fri 2026-03-27 10:00",  1,    "Mon 2026-03-30 17:00"),
    ("the Friday before the clocks go back",          "Fri 2026-10-23 10:00",  1,    "Mon 2026-10-26 17:00"),
    ("to be done the same day",                       "Mon 2026-03-02 10:00",  0,    "Mon 2026-03-02 17:00"),
    ("chased after seven working days",               "Mon 2026-03-30 10:00",  7,    "Fri 2026-04-10 17:00"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "received", "days", "due"), DUE)
def test_is_due_at_the_cut_off_so_many_working_days_later(
    what: str, received: str, days: int, due: str
) -> None:
    assert due_at(wales(received), days) == wales(due), what


@pytest.mark.parametrize(
    ("received", "due_in_utc"),
    [
        # 16:30 in UTC is 16:30 in Wales in winter, and 17:30 (too late) in summer.
        (datetime(2026, 3, 27, 16, 30, tzinfo=UTC), datetime(2026, 3, 30, 16, 0, tzinfo=UTC)),
        (datetime(2026, 3, 30, 16, 30, tzinfo=UTC), datetime(2026, 4, 1, 16, 0, tzinfo=UTC)),
        (datetime(2026, 10, 23, 15, 30, tzinfo=UTC), datetime(2026, 10, 26, 17, 0, tzinfo=UTC)),
    ],
)
def test_the_clock_is_the_one_on_the_wall_in_wales(received: datetime, due_in_utc: datetime) -> None:
    assert due_at(received, 1) == due_in_utc


LEFT = [
    # what                              now                      due                     minutes  late
    ("ten minutes before",              "Tue 2026-03-03 16:50",  "Tue 2026-03-03 17:00",  10,   False),
    ("on the minute",                   "Tue 2026-03-03 17:00",  "Tue 2026-03-03 17:00",  0,    False),
    ("the day before at 16:00",         "Mon 2026-03-02 16:00",  "Tue 2026-03-03 17:00",  540,  False),
    ("the evening before",              "Mon 2026-03-02 21:00",  "Tue 2026-03-03 17:00",  480,  False),
    ("before the office opens",         "Tue 2026-03-03 07:30",  "Tue 2026-03-03 17:00",  480,  False),
    ("over a weekend",                  "Fri 2026-02-27 16:00",  "Mon 2026-03-02 10:00",  120,  False),
    ("over Easter",                     "Thu 2026-04-02 16:00",  "Tue 2026-04-07 10:00",  120,  False),
    ("over the change to summer time",  "Fri 2026-03-27 16:00",  "Mon 2026-03-30 10:00",  120,  False),
    ("over the change to winter time",  "Fri 2026-10-23 16:00",  "Mon 2026-10-26 10:00",  120,  False),
    ("late the same evening",           "Tue 2026-03-03 21:00",  "Tue 2026-03-03 17:00",  0,    True),
    ("late by an hour the next morning", "Wed 2026-03-04 10:00",  "Tue 2026-03-03 17:00",  60,   True),
    ("late by a day over a weekend",    "Mon 2026-03-02 17:00",  "Fri 2026-02-27 17:00",  480,  True),
]  # fmt: skip


@pytest.mark.parametrize(("what", "now", "due", "minutes", "overdue"), LEFT)
def test_time_left_counts_office_hours_only(
    what: str, now: str, due: str, minutes: int, overdue: bool
) -> None:
    left = working_time_left(wales(now), wales(due))
    assert (left.minutes, left.overdue) == (minutes, overdue), what


def test_the_hour_that_october_repeats_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)
    assert working_time_left(second, first).overdue
    assert not working_time_left(first, second).overdue


def test_another_cut_off_can_be_agreed() -> None:
    assert due_at(wales("Mon 2026-03-02 12:30"), 1, cut_off=time(12)) == wales("Wed 2026-03-04 12:00")


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_at(datetime(2026, 3, 2, 10), 1)
    with pytest.raises(ValueError, match="time zone"):
        working_time_left(datetime(2026, 3, 2, 10), wales("Tue 2026-03-03 17:00"))


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        due_at(wales("Mon 2026-03-02 10:00"), -1)


def test_the_next_working_day_is_never_the_same_day() -> None:
    assert next_working_day(date(2026, 3, 2)) == date(2026, 3, 3)
    assert next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
