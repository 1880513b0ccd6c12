"""Telling the officer that a safeguarding report has arrived, and reminding everybody when nobody has."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Notification
from earlyhelp.identify.queries import list_front_door_notifications
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.queries import list_front_door
from earlyhelp.solve import rules
from earlyhelp.solve.actions.feedback import give_feedback, write_feedback
from earlyhelp.solve.actions.locking import lock_for_triage
from earlyhelp.solve.models import Feedback
from earlyhelp.solve.queries.standards import standards_for


@transaction.atomic
def acknowledge(*, by: Actor, notification_id: UUID, at: datetime) -> Feedback:
    """Tell the officer that the front door has their safeguarding report. Told twice is told once.

    Raises NotAllowed, NothingToAcknowledge or Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    rules.check_can_acknowledge(notification.track)
    told = Feedback.objects.filter(notification=notification, event=rules.ACKNOWLEDGED).first()
    if told is not None:
        return told
    audit.record(by=by, did="notification.acknowledged", target=notification, at=at)
    return give_feedback(by=by, notification=notification, event=rules.ACKNOWLEDGED, at=at)


@transaction.atomic
def remind_unheard(*, by: Actor, at: datetime) -> int:
    """Remind officer and front door of every safeguarding report about which nothing was heard for too long.

    That is seven working days, or what the council's standard says. For the service itself, acting for the agency of
    a front door. Each report once, however often and by however many workers this runs. Returns how many there were.
    Raises NotAllowed.
    """
    waiting = list(
        list_front_door_notifications(by=by)
        .filter(track=Track.SAFEGUARDING, feedback=None)
        .select_related("submitted_by")
        .order_by("submitted_at")
    )
    standards = standards_for(by, waiting)
    reminded = 0
    for notification in waiting:
        chase, hours = standards[notification.pk].chase, standards[notification.pk].hours
        due = rules.remind_at(notification.submitted_at, chase=chase, hours=hours)
        if at > due and _is_unheard(notification):
            _remind(by, notification, at)
            reminded += 1
    return reminded


def _is_unheard(notification: Notification) -> bool:
    """Whether nobody was told yet. Locks it: another worker, or a decision, may be a moment ahead."""
    locked = Notification.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=notification.pk)
    return locked.exists() and not Feedback.objects.filter(notification=notification).exists()


def _remind(by: Actor, notification: Notification, at: datetime) -> None:
    rules.check_may_tell(by, front_door_agency=notification.front_door.agency_id)
    write_feedback(by=by, notification=notification, event=rules.REMINDED, at=at)
    audit.record(by=by, did="notification.reminded", target=notification, at=at)
    own = {"path": reverse("desk:notification", args=[notification.reference])}
    send_message(
        by=by,
        to=notification.submitted_by,
        template=Template.NOTHING_HEARD,
        about=notification,
        context=own,
        at=at,
    )
    case = {"path": reverse("solve:case", args=[notification.reference])}
    readers = list_front_door(by=by, team_id=notification.front_door_id)
    for reader in readers:
        send_message(
            by=by, to=reader, template=Template.WAITS_TOO_LONG, about=notification, context=case, at=at
        )
