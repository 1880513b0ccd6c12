"""The queue as practitioners keep it: views, holds and what was given to whom."""

from datetime import datetime, timedelta

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.solve import actions
from earlyhelp.solve.choices.queue import HoldReason
from tests import factories


def rows_of_queue(
    partners: factories.Partners, by: Actor, waiting: Notification, *, at: datetime = factories.AT
) -> None:
    """A kept view, a hold, and a notification that a co-ordinator gives to `by`. The hold ends with a decision."""
    with acting(by):
        actions.save_view(by=by, name="Red ones", asked={"grade": "red"}, is_shared=False, at=at)
        until_on = (at + timedelta(days=2)).date()
        actions.put_on_hold(
            by=by, notification_id=waiting.pk, reason=HoldReason.VISIT, until_on=until_on, at=at
        )
    giver = factories.actor(factories.practitioner(partners.front_door, Role.COORDINATOR))
    with acting(giver):
        references = [waiting.reference]
        actions.assign_notifications(by=giver, references=references, to=by.practitioner_id, at=at)
