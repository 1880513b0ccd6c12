"""What people type into the pages of this room."""

from earlyhelp.govern.forms.audit import AuditExportForm, AuditSearchForm

__all__ = ["AuditExportForm", "AuditSearchForm"]
