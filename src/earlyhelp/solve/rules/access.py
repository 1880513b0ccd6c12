"""Who may decide, ask, answer and tell."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

MAY_TRIAGE: Final = FRONT_DOOR_ROLES
_SYSTEM: Final = "system"


def may_triage(by: Actor, *, front_door_agency: UUID) -> bool:
    """Decision-makers of the agency that runs the notification's front door."""
    return by.role in MAY_TRIAGE and by.practitioner_id is not None and by.agency_id == front_door_agency


def check_may_triage(by: Actor, *, front_door_agency: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_triage(by, front_door_agency=front_door_agency):
        raise NotAllowed(_("Only a triage decision-maker of this front door can do this."))


def may_answer(by: Actor, *, submitted_by: UUID) -> bool:
    """Whoever sent the notification, and nobody for them: only they were there."""
    return by.role == Role.NOTIFIER and by.practitioner_id == submitted_by


def check_may_answer(by: Actor, *, submitted_by: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_answer(by, submitted_by=submitted_by):
        raise NotAllowed(_("Only the person who sent the notification can answer this question."))


def may_tell(by: Actor, *, front_door_agency: UUID) -> bool:
    """The front door tells the officer, or the service does in its name when a referral moves."""
    return by.role in (*MAY_TRIAGE, _SYSTEM) and by.agency_id == front_door_agency


def check_may_tell(by: Actor, *, front_door_agency: UUID) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_tell(by, front_door_agency=front_door_agency):
        raise NotAllowed(_("Only the front door can tell the officer what happened."))
