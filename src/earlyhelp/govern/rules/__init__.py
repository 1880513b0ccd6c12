"""What this room decides, over plain values."""

from earlyhelp.govern.rules.chains import ChainRow, Fault, Finding, Seam, find_faults, next_digest
from earlyhelp.govern.rules.pages import GovernancePage, add_pages, pages_for
from earlyhelp.govern.rules.searching import AuditFilter, Place, reference_in

__all__ = [
    "AuditFilter",
    "ChainRow",
    "Fault",
    "Finding",
    "GovernancePage",
    "Place",
    "Seam",
    "add_pages",
    "find_faults",
    "next_digest",
    "pages_for",
    "reference_in",
]
