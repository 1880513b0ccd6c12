"""Reading a police force's file: what a row says, by the force's own mapping, and what is wrong with it.

Plain values in, plain values out; no database. `identify` stores what comes out.
"""

from earlyhelp.exchange.police.incidents import CodeBook, Outcome, Reject, read_incidents
from earlyhelp.exchange.police.mapping import Mapping, read_mapping
from earlyhelp.exchange.police.reading import open_records
from earlyhelp.exchange.police.shapes import CannotRead

__all__ = [
    "CannotRead",
    "CodeBook",
    "Mapping",
    "Outcome",
    "Reject",
    "open_records",
    "read_incidents",
    "read_mapping",
]
