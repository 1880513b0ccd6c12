"""Months in a row."""

from datetime import date


def from_january(year: int, count: int) -> list[date]:
    """So many first days of months from the first of a year."""
    return [date(year + place // 12, place % 12 + 1, 1) for place in range(count)]
