"""Reading a police force's file: what a row says, by the force's own mapping, and what is wrong with it.

Plain values in, plain values out; no database. `identify` stores what comes out.
"""

from earlyhelp.exchange.police.checking import Wrong, list_wrong
from earlyhelp.exchange.police.differences import Difference, list_differences
from earlyhelp.exchange.police.incidents import CodeBook, Outcome, Reject, read_incidents
from earlyhelp.exchange.police.mapping import Mapping, mapping_of, read_mapping
from earlyhelp.exchange.police.reading import open_records
from earlyhelp.exchange.police.shapes import CannotRead, Held
from earlyhelp.exchange.police.trial import Trial, try_rows

__all__ = [
    "CannotRead",
    "CodeBook",
    "Difference",
    "Held",
    "Mapping",
    "Outcome",
    "Reject",
    "Trial",
    "Wrong",
    "list_differences",
    "list_wrong",
    "mapping_of",
    "open_records",
    "read_incidents",
    "read_mapping",
    "try_rows",
]
