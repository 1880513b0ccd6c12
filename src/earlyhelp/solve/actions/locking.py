"""Taking a notification in hand, so that two people never change it at once."""

from uuid import UUID

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import rules


def lock_for_triage(by: Actor, notification_id: UUID) -> Notification:
    """Lock a notification of the actor's front door until the transaction ends.

    Raises Notification.DoesNotExist or NotAllowed.
    """
    found = Notification.objects.select_for_update(of=("self",)).select_related("front_door", "submitted_by")
    notification = found.get(pk=notification_id)
    rules.check_may_triage(by, front_door_agency=notification.front_door.agency_id)
    return notification
