"""Many rows, a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Row = TypeVar("Row")


def in_batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Lists of up to `size` rows each, in order; none when there are no rows."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch
