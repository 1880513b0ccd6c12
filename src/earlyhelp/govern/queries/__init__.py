"""What this room reads."""

from earlyhelp.govern.queries.audit import list_entries
from earlyhelp.govern.queries.chains import Head, count_unlinked, list_chain_rows, list_heads

__all__ = ["Head", "count_unlinked", "list_chain_rows", "list_entries", "list_heads"]
