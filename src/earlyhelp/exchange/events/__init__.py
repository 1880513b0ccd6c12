"""Reading a partner's file of events: what a row says, and what is wrong with it. Plain values, no database."""

from earlyhelp.exchange.events.reading import COLUMNS, EventOutcome, read_events

__all__ = ["COLUMNS", "EventOutcome", "read_events"]
