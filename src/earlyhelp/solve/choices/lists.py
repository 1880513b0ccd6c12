"""The codes of the lists that an agency keeps itself (kit.codelists): they stand in addresses and in the database."""

from typing import Final

DECISION_REASONS: Final = "decision-reasons"
CLOSING_REASONS: Final = "closing-reasons"
HOLD_REASONS: Final = "hold-reasons"
