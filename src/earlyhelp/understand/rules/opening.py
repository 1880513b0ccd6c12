"""Who may open a person's record: a role, and live involvement."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

READERS: Final = (*FRONT_DOOR_ROLES, Role.SERVICE_WORKER, Role.PARTNER)


def may_open(by: Actor, *, owner: UUID, is_granted: bool) -> bool:
    """A decision-maker of the hub that owns the person; whoever helps elsewhere, while access is open to them."""
    if by.practitioner_id is None or by.role not in READERS:
        return False
    return is_granted or (by.role in FRONT_DOOR_ROLES and by.agency_id == owner)


def check_may_open(by: Actor, *, owner: UUID, is_granted: bool) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_open(by, owner=owner, is_granted=is_granted):
        raise NotAllowed(
            _("This record opens to the front door that keeps it, and to those who have access to it now.")
        )
