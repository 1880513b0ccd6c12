"""What this room changes: the audit, and who is involved with a record."""

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.access import close_access, open_access

__all__ = ["audit", "close_access", "open_access"]
