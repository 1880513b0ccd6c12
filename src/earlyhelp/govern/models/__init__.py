"""What this room stores. It knows nobody's models: plain keys, labels and words."""

from earlyhelp.govern.models.access import AccessGrant
from earlyhelp.govern.models.audit import AuditEntry, AuditLink
from earlyhelp.govern.models.breakglass import BreakGlass, GlassWord
from earlyhelp.govern.models.retention import (
    Disposal,
    DisposedRecord,
    LegalHold,
    RetentionRule,
    RetentionTask,
)
from earlyhelp.govern.models.rights import (
    Pack,
    PackLine,
    PackLink,
    RecordMark,
    RightsPause,
    RightsRequest,
    RightsStep,
)
from earlyhelp.govern.models.unusual import ReadingLimits, UnusualReading, UnusualReadingWord

__all__ = [
    "AccessGrant",
    "AuditEntry",
    "AuditLink",
    "BreakGlass",
    "Disposal",
    "DisposedRecord",
    "GlassWord",
    "LegalHold",
    "Pack",
    "PackLine",
    "PackLink",
    "ReadingLimits",
    "RecordMark",
    "RetentionRule",
    "RetentionTask",
    "RightsPause",
    "RightsRequest",
    "RightsStep",
    "UnusualReading",
    "UnusualReadingWord",
]
