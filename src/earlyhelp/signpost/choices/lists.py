"""The codes of the lists that are kept in the pages (kit.codelists): they stand in addresses and in the database."""

from typing import Final

DECLINE_REASONS: Final = "decline-reasons"
