"""The clocks of the statutory track, on real calendars."""

from datetime import UTC, datetime

import pytest

from earlyhelp.identify.choices import Track
from earlyhelp.solve import rules
from earlyhelp.solve.rules.standards import Standard

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent", "told_by", "reminded_at"),
    [
        (MONDAY, "2026-03-03T17:00", "2026-03-11T17:00"),
        # After the cut-off it counts as received on the next working day.
        (MONDAY.replace(hour=17, minute=1), "2026-03-04T17:00", "2026-03-12T17:00"),
        (MONDAY.replace(day=7), "2026-03-10T17:00", "2026-03-18T17:00"),
        # Good Friday and Easter Monday of 2026 are 3 and 6 April.
        (datetime(2026, 4, 2, 8, tzinfo=UTC), "2026-04-07T17:00", "2026-04-15T17:00"),
        (datetime(2026, 12, 24, 8, tzinfo=UTC), "2026-12-29T17:00", "2027-01-07T17:00"),
    ],
)
def test_one_working_day_to_acknowledge_and_seven_until_the_reminder(
    sent: datetime, told_by: str, reminded_at: str
) -> None:
    assert Standard().acknowledge.due_at(sent).isoformat(timespec="minutes").startswith(told_by)
    assert rules.remind_at(sent).isoformat(timespec="minutes").startswith(reminded_at)


def test_early_help_is_not_acknowledged_but_decided() -> None:
    rules.check_can_acknowledge(Track.SAFEGUARDING)
    with pytest.raises(rules.NothingToAcknowledge):
        rules.check_can_acknowledge(Track.EARLY_HELP)
