"""What one trainer cannot lead at once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from earlyhelp.develop.rules.diaries import Slot, find_clashes

NINE = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def slot(number: int, begins: int, ends: int) -> Slot:
    return Slot(UUID(int=number), NINE + timedelta(hours=begins), NINE + timedelta(hours=ends))


@pytest.mark.parametrize(
    ("slots", "clashing"),
    [
        ([], set()),
        ([(1, 0, 2)], set()),
        # One that begins when the other ends does not clash.
        ([(1, 0, 2), (2, 2, 4)], set()),
        ([(1, 0, 3), (2, 2, 4)], {1, 2}),
        ([(1, 0, 2), (2, 0, 2)], {1, 2}),
        ([(3, 5, 6), (1, 0, 3), (2, 2, 4)], {1, 2}),
        # A long one lies across two that do not touch each other.
        ([(1, 0, 8), (2, 1, 2), (3, 4, 5)], {1, 2, 3}),
        ([(1, 0, 8), (2, 1, 2), (3, 8, 9)], {1, 2}),
    ],
)
def test_clashes(slots: list[tuple[int, int, int]], clashing: set[int]) -> None:
    found = find_clashes(slot(*one) for one in slots)
    assert found == {UUID(int=number) for number in clashing}
