"""The codes of this room, with bilingual labels."""

from earlyhelp.signpost.choices.directory import (
    LANGUAGE_BY_NAME,
    Language,
    ReferralRoute,
    ServiceStatus,
    WelshProvision,
)
from earlyhelp.signpost.choices.faults import Fault

__all__ = [
    "LANGUAGE_BY_NAME",
    "Fault",
    "Language",
    "ReferralRoute",
    "ServiceStatus",
    "WelshProvision",
]
