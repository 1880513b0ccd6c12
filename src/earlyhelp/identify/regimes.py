"""Which of this room's records are held under another law than UK GDPR, and what tells fact from opinion."""

from typing import Final

from earlyhelp.kit.regimes import Held, Law

_COLLECTED: Final = "A force collected it for law enforcement and keeps it under part 3."
_WELFARE: Final = (
    "A report for early help or safeguarding is welfare and no law enforcement, so UK GDPR applies from the start; "
    "what was taken over from an incident was let out under section 36(4)."
)

REGIMES: Final = (
    Held("identify.Incident", _COLLECTED, law=Law.LAW_ENFORCEMENT),
    Held("identify.IncidentPerson", _COLLECTED, law=Law.LAW_ENFORCEMENT, category_column="role"),
    Held("identify.Notification", _WELFARE),
    Held("identify.ReportedPerson", _WELFARE, category_column="role"),
)
