"""What people type into the pages of this room."""

from earlyhelp.govern.forms.audit import AuditSearchForm

__all__ = ["AuditSearchForm"]
