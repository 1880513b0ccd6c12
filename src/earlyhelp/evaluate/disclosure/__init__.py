"""Disclosure control: what of a count that is published may be read, for one table and for tables that share sums."""

from earlyhelp.evaluate.disclosure.linked import Key, TooFew, hide_linked, range_of
from earlyhelp.evaluate.disclosure.tables import (
    PARTNER_BOARD,
    PUBLISHED,
    ROUND_TO,
    Counts,
    Protected,
    largest_and_smallest,
    protect,
    with_totals,
)
from earlyhelp.evaluate.disclosure.values import protect_values

__all__ = [
    "PARTNER_BOARD",
    "PUBLISHED",
    "ROUND_TO",
    "Counts",
    "Key",
    "Protected",
    "TooFew",
    "hide_linked",
    "largest_and_smallest",
    "protect",
    "protect_values",
    "range_of",
    "with_totals",
]
