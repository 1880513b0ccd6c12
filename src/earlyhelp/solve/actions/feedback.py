"""Telling the officer what happened: in the same transaction as what happened."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import rules
from earlyhelp.solve.models import Decision, Feedback


@transaction.atomic
def give_feedback(*, by: Actor, notification: Notification, event: str, at: datetime) -> Feedback:
    """Tell the officer who sent a notification what became of it, in the service and by e-mail.

    `event` is a key of `rules.FEEDBACK`. The row belongs to the officer's agency and holds the key only, so the
    officer reads it in the language of their page. Raises KeyError for an unknown event, NotAllowed.
    """
    rules.check_may_tell(by, front_door_agency=notification.front_door.agency_id)
    given = write_feedback(by=by, notification=notification, event=event, at=at)
    send_message(
        by=by,
        to=notification.submitted_by,
        template=Template.FEEDBACK,
        about=notification,
        context={
            "path": reverse("desk:notification", args=[notification.reference]),
            "says": rules.message_id_of(event),
        },
        at=at,
    )
    return given


@transaction.atomic
def thank_officer(*, by: Actor, notification: Notification, event: str, at: datetime) -> Feedback:
    """Thank the officer who sent a decided notification, with one of a few sentences. The same one twice is once.

    Raises NotAllowed or CannotThank.
    """
    rules.check_may_tell(by, front_door_agency=notification.front_door.agency_id)
    rules.check_thanks(event, is_decided=Decision.objects.filter(notification=notification).exists())
    there = Feedback.objects.filter(notification=notification, event=event).first()
    return there or give_feedback(by=by, notification=notification, event=event, at=at)


@transaction.atomic
def mark_feedback_read(*, by: Actor, notification_id: UUID, at: datetime) -> int:
    """Say that the officer has read what there is about their notification. Returns how much was new."""
    mine = Feedback.objects.filter(
        notification_id=notification_id,
        notification__submitted_by_id=by.practitioner_key,
        read_at=None,
    )
    read = mine.update(read_at=at)
    if read:
        audit.record(by=by, did="feedback.seen", at=at, detail={"notification": str(notification_id)})
    return read


@transaction.atomic
def write_feedback(*, by: Actor, notification: Notification, event: str, at: datetime) -> Feedback:
    """Write down what the officer hears, without a message. For actions of this room. Raises KeyError."""
    telling = rules.FEEDBACK[event]
    given = Feedback.objects.create(
        agency_id=notification.agency_id,
        notification=notification,
        event=event,
        given_by_id=by.practitioner_id,
        given_at=at,
    )
    detail = {"event": event, "shares": [str(shared) for shared in telling.shares]}
    audit.record(by=by, did="feedback.given", target=notification, at=at, detail=detail)
    return given
