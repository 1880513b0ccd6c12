"""Every finding of linkage has words in the catalogue, and repeat contact is counted as the table says."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from earlyhelp.understand.choices import Agreement, ComparedOn, MatchBand
from earlyhelp.understand.linkage import Band, Field, Level
from earlyhelp.understand.rules import Sent, count_repeat_contact

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_every_field_level_and_band_has_words() -> None:
    assert ComparedOn.values == [field.value for field in Field]
    assert Agreement.values == [level.value for level in Level]
    assert MatchBand.values == [band.value for band in Band]


def sent(number: int, days_ago: float, incident: str = "") -> Sent:
    return Sent(UUID(int=number), NOW - timedelta(days=days_ago), incident)


@pytest.mark.parametrize(
    ("earlier", "in_90", "in_365"),
    [
        ([], 1, 1),
        ([sent(2, 90)], 2, 2),
        ([sent(2, 90.01)], 1, 2),
        ([sent(2, 365)], 1, 2),
        ([sent(2, 365.01)], 1, 1),
        ([sent(2, 1, "A")], 1, 1),  # the same incident as this one
        ([sent(2, 1, "B"), sent(3, 2, "B")], 2, 2),
        ([sent(2, 1), sent(3, 2)], 3, 3),  # without a number nothing says that they are one
        ([sent(2, -1)], 1, 1),  # later than this one
    ],
)
def test_repeat_contact_counts_this_one_and_each_incident_once(
    earlier: list[Sent], in_90: int, in_365: int
) -> None:
    repeat = count_repeat_contact(sent(1, 0, "A"), [sent(1, 0, "A"), *earlier])
    assert (repeat.in_90_days, repeat.in_365_days) == (in_90, in_365)
