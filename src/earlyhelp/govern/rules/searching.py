"""What is looked for in the audit."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What an information-governance officer looks for. Empty parts ask for everything."""

    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
