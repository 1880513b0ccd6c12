"""The codes of this room, with bilingual labels."""

from earlyhelp.signpost.choices.directory import (
    LANGUAGE_BY_NAME,
    CapacityUnit,
    FeedKind,
    Frequency,
    Language,
    LoadState,
    LocationKind,
    NeedLevel,
    ReferralRoute,
    ServedGroup,
    ServiceStatus,
    WelshProvision,
)
from earlyhelp.signpost.choices.faults import Fault
from earlyhelp.signpost.choices.matching import Because
from earlyhelp.signpost.choices.needs import NEED_BY_NAME, NEED_VOCABULARY, PARTNER_SCHEME

__all__ = [
    "LANGUAGE_BY_NAME",
    "NEED_BY_NAME",
    "NEED_VOCABULARY",
    "PARTNER_SCHEME",
    "Because",
    "CapacityUnit",
    "Fault",
    "FeedKind",
    "Frequency",
    "Language",
    "LoadState",
    "LocationKind",
    "NeedLevel",
    "ReferralRoute",
    "ServedGroup",
    "ServiceStatus",
    "WelshProvision",
]
