"""A message's life in the service: written, read, tried again by hand."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import audit
from earlyhelp.inform import queries, rules
from earlyhelp.inform.choices import DELIVER_JOB, QUEUE, MessageState
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner


@transaction.atomic
def send_message(
    *,
    by: Actor,
    to: Practitioner,
    template: str,
    at: datetime,
    about: models.Model | None = None,
    context: Mapping[str, str] | None = None,
    calendar: str = "",
) -> Message:
    """Put a message in the outbox, with its job, in the caller's transaction: both are there or neither is.

    `template` is a value of `choices.Template`. `context` may hold `reference` (taken from `about` when it
    has one), `path`, the page to go on to, and `says`, a fixed sentence registered with rules.register_sentences.
    `calendar` is an iCalendar file that goes with the e-mail. Raises ValueError for anything else.
    """
    carried = {"reference": str(getattr(about, "reference", "") or "")} | dict(context or {})
    rules.check_context(template, carried)
    if calendar:
        rules.check_calendar(calendar)
    message = Message.objects.create(
        recipient=to,
        template=template,
        context=carried,
        calendar=calendar,
        language=to.language,
        about_label=about._meta.model_name or "" if about else "",
        about_key=str(about.pk) if about else "",
        queued_at=at,
    )
    defer_delivery(message.pk)
    audit.record(by=by, did="message.queued", target=message, at=at, detail={"template": template})
    return message


@transaction.atomic
def mark_message_read(*, by: Actor, message_id: UUID, at: datetime) -> Message:
    """Say that its reader has opened a message. Opening it again changes nothing.

    Raises Message.DoesNotExist for anybody else's message.
    """
    message = queries.get_my_message(by, message_id)
    if message.is_unread:
        message.read_at = at
        message.save(update_fields=["read_at"])
        audit.record(by=by, did="message.opened", target=message, at=at)
    return message


@transaction.atomic
def retry_message(*, by: Actor, message_id: UUID, at: datetime) -> Message:
    """Put a message that failed back in the outbox, with all its tries before it.

    Raises NotAllowed, Message.DoesNotExist, or CannotMove when somebody else was first.
    """
    rules.check_may_mend(by)
    message = Message.objects.select_for_update().get(pk=message_id)
    rules.check_can_move(message.state, MessageState.QUEUED)
    message.state, message.attempts = MessageState.QUEUED, 0
    message.save(update_fields=["state", "attempts"])
    defer_delivery(message.pk)
    audit.record(by=by, did="message.retried", target=message, at=at)
    return message


def defer_delivery(message_id: UUID, *, at: datetime | None = None) -> None:
    """Leave a job for the worker, now or `at` a later time, in the current transaction.

    The job takes no lock of its own: one that died with its worker would hold it, and no later job of the
    same message would ever start. The lock on the row is enough.
    """
    app.configure_task(DELIVER_JOB, queue=QUEUE, schedule_at=at).defer(message_id=str(message_id))
