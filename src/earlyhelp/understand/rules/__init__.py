"""What this room decides, by noun."""

from earlyhelp.understand.rules.opening import READERS, check_may_open, may_open
from earlyhelp.understand.rules.people import (
    LONG_DAYS,
    MOST_SHOWN,
    SHORT_DAYS,
    AlreadyLinked,
    NoReason,
    RepeatContact,
    Sent,
    StillLinked,
    check_can_link,
    check_can_part,
    check_may_link,
    check_reason,
    count_repeat_contact,
    may_link,
)

__all__ = [
    "LONG_DAYS",
    "MOST_SHOWN",
    "READERS",
    "SHORT_DAYS",
    "AlreadyLinked",
    "NoReason",
    "RepeatContact",
    "Sent",
    "StillLinked",
    "check_can_link",
    "check_can_part",
    "check_may_link",
    "check_may_open",
    "check_reason",
    "count_repeat_contact",
    "may_link",
    "may_open",
]
