"""Sending what is in the outbox. Never twice by itself; how that is kept is in this room's README."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from earlyhelp.govern.actions import audit
from earlyhelp.inform import mail, rules
from earlyhelp.inform.actions.messages import defer_delivery
from earlyhelp.inform.choices import Failure, MessageState
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting

log = logging.getLogger(__name__)


def deliver_message(*, by: Actor, message_id: UUID, at: datetime) -> MessageState | None:
    """Send one message by e-mail and write down how it went. Returns its state, or None when
    there was nothing to do.

    Two transactions with the sending between them: the claim is on disk before the mail server hears of it.
    So it must not be called inside a transaction: that raises RuntimeError.
    """
    message = _claim(by, message_id, at)
    if message is None:
        return None
    failed = mail.send(message) if message.recipient.is_active else mail.Failed(Failure.ACCOUNT_CLOSED)
    return _settle(by, message, failed, at)


def sweep_outbox(*, by: Actor, at: datetime) -> int:
    """Find messages that lost their worker or their job, so that none is forgotten. Returns how many.

    One that was being sent goes to the worklist, because nobody knows whether it arrived. One that waits long
    past its time gets a new job. Raises RuntimeError inside a transaction.
    """
    late = Q(tried_at=None, queued_at__lt=at - rules.LATE_AFTER) | Q(tried_at__lt=at - rules.LATE_AFTER)
    with committed(by):
        rows = Message.objects.select_for_update(skip_locked=True)
        interrupted = rows.filter(state=MessageState.SENDING, tried_at__lt=at - rules.INTERRUPTED_AFTER)
        found = [_not_sent(by, message, mail.Failed(Failure.INTERRUPTED), at) for message in interrupted]
        forgotten = [message.pk for message in rows.filter(late, state=MessageState.QUEUED)]
        for message_id in forgotten:
            defer_delivery(message_id)
        if found or forgotten:
            detail = {"interrupted": len(found), "forgotten": len(forgotten)}
            audit.record(by=by, did="outbox.swept", at=at, detail=detail)
    return len(found) + len(forgotten)


def _claim(by: Actor, message_id: UUID, at: datetime) -> Message | None:
    """Take a waiting message for sending, or None when it is gone, sent, or somebody else's to send."""
    with committed(by):
        rows = Message.objects.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
        message = rows.filter(pk=message_id).first()
        if message is None or not rules.can_move(message.state, MessageState.SENDING):
            return None
        message.state, message.attempts, message.tried_at = MessageState.SENDING, message.attempts + 1, at
        message.save(update_fields=["state", "attempts", "tried_at"])
        audit.record(by=by, did="message.sending", target=message, at=at)
        return message


def _settle(by: Actor, claimed: Message, failed: mail.Failed | None, at: datetime) -> MessageState:
    """Write down how the sending of a claimed message went."""
    with committed(by):
        now = Message.objects.select_for_update().get(pk=claimed.pk)
        if (now.state, now.tried_at) != (claimed.state, claimed.tried_at):
            # We were away so long that it was given up; whoever took it over decides.
            return MessageState(now.state)
        return _sent(by, now, at) if failed is None else _not_sent(by, now, failed, at)


def _sent(by: Actor, message: Message, at: datetime) -> MessageState:
    rules.check_can_move(message.state, MessageState.SENT)
    message.state, message.sent_at = MessageState.SENT, at
    message.last_error, message.last_error_code = "", None
    message.save(update_fields=["state", "sent_at", "last_error", "last_error_code"])
    audit.record(by=by, did="message.sent", target=message, at=at)
    return MessageState.SENT


def _not_sent(by: Actor, message: Message, failed: mail.Failed, at: datetime) -> MessageState:
    """Put it back to wait, with its next job in the same transaction, or give it up to the worklist."""
    wait = rules.next_wait(message.attempts, failed.why)
    to = MessageState.FAILED if wait is None else MessageState.QUEUED
    rules.check_can_move(message.state, to)
    message.state, message.last_error, message.last_error_code = to, failed.why, failed.code
    message.save(update_fields=["state", "last_error", "last_error_code"])
    if wait is not None:
        defer_delivery(message.pk, at=at + wait)
    detail = {"why": str(failed.why), "code": failed.code, "attempt": message.attempts}
    audit.record(by=by, did="message.not_sent", target=message, at=at, detail=detail)
    log.warning("message %s was not sent: %s %s", message.pk, failed.why, failed.code)
    return to


@contextmanager
def committed(by: Actor) -> Iterator[None]:
    """A transaction of its own, on disk when it ends. Raises RuntimeError inside another one."""
    with transaction.atomic(durable=True), acting(by):
        yield
