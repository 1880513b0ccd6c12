"""Which of this room's records are held under another law than UK GDPR, and what tells fact from opinion."""

from typing import Final

from earlyhelp.kit.regimes import Held

_SOURCE: Final = "The partner that loads it says under which law it holds the record; each row says so."
_HANGS: Final = "It hangs on a source record and is held as that record is."
_ENTRY: Final = (
    "Written for early help. Each row says whether it is a fact or somebody’s view, and how it is known."
)

REGIMES: Final = (
    Held("understand.SourceRecord", _SOURCE, law_column="regime"),
    Held("understand.SourceIdentifier", _HANGS, law_column="record__regime"),
    Held("understand.SourceVersion", _HANGS, law_column="record__regime"),
    Held("understand.PartnerEvent", _HANGS, law_column="record__regime", opinion_column="certainty"),
    Held("understand.Strength", _ENTRY, opinion_column="assertion"),
    Held("understand.Circumstance", _ENTRY, opinion_column="assertion"),
    Held("understand.ChildView", _ENTRY, opinion_column="assertion"),
    Held("understand.ChildhoodHistory", _ENTRY, opinion_column="assertion"),
)
