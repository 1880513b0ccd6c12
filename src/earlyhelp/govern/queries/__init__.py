"""What this room reads."""

from earlyhelp.govern.queries.audit import (
    COUNTED,
    EntryPage,
    count_entries,
    list_entries,
    list_entry_page,
)
from earlyhelp.govern.queries.chains import (
    Head,
    count_unlinked,
    list_all_faults,
    list_chain_faults,
    list_chain_rows,
    list_heads,
    list_loose_ends,
)

__all__ = [
    "COUNTED",
    "EntryPage",
    "Head",
    "count_entries",
    "count_unlinked",
    "list_all_faults",
    "list_chain_faults",
    "list_chain_rows",
    "list_entries",
    "list_entry_page",
    "list_heads",
    "list_loose_ends",
]
