"""When a service should be open, from its hours."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from earlyhelp.signpost.rules.opening import Hours, Opening, OpenState, opening_at

LONDON = ZoneInfo("Europe/London")
WEEK = frozenset({"MO", "TU", "WE", "TH", "FR"})
OFFICE = Hours(WEEK, time(9), time(17))
EVENING = Hours(frozenset({"TU"}), time(18), time(21))
NIGHT = Hours(frozenset({"FR"}), time(22), time(6))
ALWAYS = Hours(WEEK | {"SA", "SU"}, time(0), time(0))
SUMMER = Hours(WEEK, time(9), time(17), date(2026, 6, 1), date(2026, 8, 31))
NOW, L, A, N = OpenState.OPEN, OpenState.LATER_TODAY, OpenState.ANOTHER_DAY, OpenState.NOT_KNOWN

# hours, moment, state, day, time. 2 March 2026 is a Monday.
TABLE: list[tuple[list[Hours], tuple[int, int, int, int], OpenState, date | None, time | None]] = [
    ([OFFICE], (3, 2, 9, 0), NOW, date(2026, 3, 2), time(17)),
    ([OFFICE], (3, 2, 16, 59), NOW, date(2026, 3, 2), time(17)),
    ([OFFICE], (3, 2, 17, 0), A, date(2026, 3, 3), time(9)),
    ([OFFICE], (3, 2, 8, 59), L, date(2026, 3, 2), time(9)),
    ([OFFICE], (3, 6, 17, 30), A, date(2026, 3, 9), time(9)),  # Friday evening: Monday
    ([OFFICE, EVENING], (3, 3, 17, 30), L, date(2026, 3, 3), time(18)),
    ([OFFICE, EVENING], (3, 3, 20, 0), NOW, date(2026, 3, 3), time(21)),
    ([NIGHT], (3, 6, 23, 0), NOW, date(2026, 3, 7), time(6)),  # over midnight
    ([NIGHT], (3, 7, 5, 59), NOW, date(2026, 3, 7), time(6)),
    ([NIGHT], (3, 7, 6, 0), A, date(2026, 3, 13), time(22)),
    ([ALWAYS], (3, 7, 3, 0), NOW, date(2026, 3, 8), time(0)),
    ([SUMMER], (3, 2, 10, 0), N, None, None),  # the season is too far away to say
    ([SUMMER], (5, 29, 10, 0), A, date(2026, 6, 1), time(9)),
    ([SUMMER], (6, 1, 10, 0), NOW, date(2026, 6, 1), time(17)),
    ([], (3, 2, 10, 0), N, None, None),
]


@pytest.mark.parametrize(("hours", "moment", "state", "on", "at"), TABLE)
def test_what_the_hours_say_about_a_moment(
    hours: list[Hours],
    moment: tuple[int, int, int, int],
    state: OpenState,
    on: date | None,
    at: time | None,
) -> None:
    month, day, hour, minute = moment
    now = datetime(2026, month, day, hour, minute, tzinfo=LONDON)
    assert opening_at(hours, now) == Opening(state, on, at)
