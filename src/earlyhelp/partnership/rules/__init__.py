"""Which agreement covers a share, and what to say when none does."""

from earlyhelp.partnership.rules.agreements import NoAgreement, Terms, covers
from earlyhelp.partnership.rules.teams import NoFrontDoor

__all__ = ["NoAgreement", "NoFrontDoor", "Terms", "covers"]
