"""What this room stores. It knows nobody's models: plain keys, labels and words."""

from earlyhelp.govern.models.access import AccessGrant
from earlyhelp.govern.models.audit import AuditEntry, AuditLink
from earlyhelp.govern.models.breakglass import BreakGlass, GlassWord

__all__ = ["AccessGrant", "AuditEntry", "AuditLink", "BreakGlass", "GlassWord"]
