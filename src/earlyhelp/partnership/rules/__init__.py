"""Which agreement covers a share, and what to say when none does."""

from earlyhelp.partnership.rules.agreements import NoAgreement, Terms, covers
from earlyhelp.partnership.rules.devices import device_family
from earlyhelp.partnership.rules.teams import NoFrontDoor
from earlyhelp.partnership.rules.tries import FORGOTTEN_AFTER, MustWait, is_forgotten, wait_after

__all__ = [
    "FORGOTTEN_AFTER",
    "MustWait",
    "NoAgreement",
    "NoFrontDoor",
    "Terms",
    "covers",
    "device_family",
    "is_forgotten",
    "wait_after",
]
