"""Who may let something through once without an agreement, for how long, and who looks at it afterwards."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

DECIDERS: Final = FRONT_DOOR_ROLES
LONGEST: Final = timedelta(hours=72)
HOURS: Final = (2, 24, 72)


class CannotReview(RuleError):
    """The exceptional disclosure was reviewed already."""


class ExceptionIncomplete(RuleError):
    """An exceptional disclosure must say why, on which law, and for how long."""


def check_may_decide_exception(by: Actor) -> None:
    """Refuse whoever may not decide that something goes without an agreement. Raises NotAllowed."""
    if by.role not in DECIDERS or by.agency_id is None:
        raise NotAllowed(_("Only a decision-maker or a co-ordinator of a front door may decide this."))


def check_may_review_exception(by: Actor) -> None:
    """Refuse whoever is no information governance officer. Raises NotAllowed."""
    if by.role != Role.AUDITOR:
        raise NotAllowed(_("Only an information governance officer reviews exceptional disclosures."))


def check_exception(*, reason: str, law: str, at: datetime, until_at: datetime) -> None:
    """Refuse one that says too little, or lasts too long. Raises ExceptionIncomplete."""
    if not reason.strip() or not law.strip():
        raise ExceptionIncomplete(_("Say why, and on which law or order it rests."))
    if not at < until_at <= at + LONGEST:
        raise ExceptionIncomplete(_("It may stay open for three days at most."))


def check_not_reviewed(reviewed_at: datetime | None) -> None:
    """Refuse a second review. Raises CannotReview."""
    if reviewed_at is not None:
        raise CannotReview(_("This was reviewed already."))
