"""Writing to a person outside the service: put in the outbox, sent, followed up, printed and posted.

The same care as with messages to practitioners (this room's README): the claim is on disk before anybody outside
hears of it, and nothing is sent twice by itself.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from earlyhelp.govern.actions import audit
from earlyhelp.inform import gateway, rules, wording
from earlyhelp.inform.actions.delivery import committed
from earlyhelp.inform.choices import QUEUE, REACH_JOB, Failure, WrittenIn
from earlyhelp.inform.choices import PersonMessageState as State
from earlyhelp.inform.mail import Failed
from earlyhelp.inform.models import PersonMessage
from earlyhelp.inform.ways import has_gateway
from earlyhelp.kit.actor import Actor

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """A message to a person as it was confirmed. `key` is made with the page, so that a double click sends one.

    `about_label` and `about_key` name the record it belongs to; `facts` are those of `rules.FACTS`.
    """

    key: UUID
    about_label: str
    about_key: str
    channel: str
    wording: str
    written_in: str
    destination: str
    facts: Mapping[str, str]


@transaction.atomic
def write_to_person(*, by: Actor, written: Written, at: datetime) -> PersonMessage:
    """Put a message to a person in the outbox, or a letter in the tray to be posted.

    Whether it is safe to reach the person in this way is for the caller to have checked: this room knows no person.
    Raises NotAllowed or UnsafeContext.
    """
    rules.check_may_write_to_people(by)
    rules.check_facts(written.facts)
    body = wording.compose(written.wording, written.facts)
    message, is_new = PersonMessage.objects.get_or_create(
        pk=written.key,
        agency_id=by.agency_key,
        defaults={
            "about_label": written.about_label,
            "about_key": written.about_key,
            "channel": written.channel,
            "wording": written.wording,
            "written_in": written.written_in,
            "destination": written.destination,
            "body_en": body["en"] if written.written_in != WrittenIn.WELSH else "",
            "body_cy": body["cy"] if written.written_in != WrittenIn.ENGLISH else "",
            "state": rules.start_of(written.channel),
            "written_by_id": by.practitioner_key,
            "written_at": at,
        },
    )
    if is_new:
        detail = {"channel": message.channel, "wording": message.wording}
        audit.record(by=by, did="person_message.written", target=message, at=at, detail=detail)
        if message.state == State.QUEUED:
            _defer(message)
    return message


@transaction.atomic
def stop_person_message(*, by: Actor, message_id: UUID, at: datetime) -> PersonMessage:
    """Take back what has not left yet. Raises NotAllowed, PersonMessage.DoesNotExist or CannotMove."""
    return _move_by_hand(by, message_id, State.STOPPED, "person_message.stopped", at)


@transaction.atomic
def stop_messages_about(*, by: Actor, about_keys: Iterable[UUID], at: datetime) -> int:
    """Take back whatever the actor's agency wrote about these records and has not sent yet. Returns how many.

    Called where somebody no longer agrees to be written to; `by` may be their front door, without a practitioner.
    """
    if by.practitioner_id is not None:
        rules.check_may_write_to_people(by)
    waiting = PersonMessage.objects.select_for_update().filter(
        agency_id=by.agency_key,
        about_key__in=[str(key) for key in about_keys],
        state__in=[State.QUEUED, State.TO_POST],
    )
    stopped = list(waiting)
    for message in stopped:
        message.settled_at = at
        _moved(by, message, State.STOPPED, "person_message.stopped", at, "settled_at")
    return len(stopped)


@transaction.atomic
def mark_letter_posted(*, by: Actor, message_id: UUID, at: datetime) -> PersonMessage:
    """Say that a letter was printed and posted. Raises NotAllowed, PersonMessage.DoesNotExist or CannotMove."""
    return _move_by_hand(by, message_id, State.POSTED, "person_message.posted", at)


def deliver_to_person(*, by: Actor, message_id: UUID, at: datetime) -> State | None:
    """Send one message to a person and write down how it went; None when there was nothing to do.

    Raises RuntimeError inside a transaction.
    """
    with committed(by):
        rows = PersonMessage.objects.select_for_update(skip_locked=True)
        message = rows.filter(pk=message_id).first()
        if message is None or not rules.can_move_person_message(message.state, State.SENDING):
            return None
        message.attempts, message.tried_at = message.attempts + 1, at
        _moved(by, message, State.SENDING, "person_message.sending", at, "attempts", "tried_at")
    outcome = gateway.send(message)
    with committed(by):
        now = PersonMessage.objects.select_for_update().get(pk=message.pk)
        if (now.state, now.tried_at) == (message.state, message.tried_at):
            _settle(by, now, outcome, at)
        return State(now.state)


def follow_up_people(*, by: Actor, at: datetime) -> int:
    """Ask the gateway what became of messages, and find those that lost their worker or job. Returns how many moved.

    Of one agency: the actor's. Raises RuntimeError inside a transaction.
    """
    with committed(by):
        open_ones = PersonMessage.objects.filter(agency_id=by.agency_key)
        sent = list(open_ones.filter(state=State.SENT).exclude(gateway_key=""))
        stale = at - rules.INTERRUPTED_AFTER
        interrupted = list(open_ones.filter(state=State.SENDING, tried_at__lt=stale))
        forgotten = open_ones.filter(state=State.QUEUED, written_at__lt=at - rules.LATE_AFTER)
        for message in forgotten:
            _defer(message)
    moved = sum(_follow(by, message, at) for message in sent)
    return moved + sum(_interrupted(by, message, at) for message in interrupted)


def _follow(by: Actor, message: PersonMessage, at: datetime) -> bool:
    arrived = gateway.ask(message)
    if arrived is None and (message.sent_at is None or at - message.sent_at < rules.FOLLOWED_FOR):
        return False
    with committed(by):
        now = PersonMessage.objects.select_for_update().get(pk=message.pk)
        if now.state != State.SENT:
            return False
        now.settled_at = at
        if arrived:
            _moved(by, now, State.DELIVERED, "person_message.delivered", at, "settled_at")
        else:
            now.last_error = Failure.NOT_DELIVERED
            _moved(by, now, State.FAILED, "person_message.not_sent", at, "settled_at", "last_error")
    return True


def _interrupted(by: Actor, message: PersonMessage, at: datetime) -> bool:
    """A gateway is asked before anything is sent again; a mail server can not be, so a person decides."""
    asks_first = has_gateway(message.channel)
    with committed(by):
        now = PersonMessage.objects.select_for_update().get(pk=message.pk)
        if (now.state, now.tried_at) != (message.state, message.tried_at):
            return False
        if asks_first:
            _moved(by, now, State.QUEUED, "person_message.waits", at)
            _defer(now)
        else:
            now.last_error, now.settled_at = Failure.INTERRUPTED, at
            _moved(by, now, State.FAILED, "person_message.not_sent", at, "settled_at", "last_error")
    return True


def _settle(by: Actor, message: PersonMessage, outcome: gateway.Taken | Failed, at: datetime) -> None:
    if isinstance(outcome, gateway.Taken):
        message.sent_at, message.gateway_key, message.last_error = at, outcome.key, ""
        _moved(by, message, State.SENT, "person_message.sent", at, "sent_at", "gateway_key", "last_error")
        return
    wait = rules.next_wait(message.attempts, outcome.why)
    message.last_error = outcome.why
    log.warning("message to a person %s was not sent: %s %s", message.pk, outcome.why, outcome.code)
    if wait is not None:
        _moved(by, message, State.QUEUED, "person_message.waits", at, "last_error")
        _defer(message, at=at + wait)
        return
    message.settled_at = at
    _moved(by, message, State.FAILED, "person_message.not_sent", at, "settled_at", "last_error")


def _move_by_hand(by: Actor, message_id: UUID, to: State, did: str, at: datetime) -> PersonMessage:
    rules.check_may_write_to_people(by)
    message = PersonMessage.objects.select_for_update().get(pk=message_id, agency_id=by.agency_key)
    message.settled_at = at
    _moved(by, message, to, did, at, "settled_at")
    return message


def _moved(by: Actor, message: PersonMessage, to: State, did: str, at: datetime, *columns: str) -> None:
    rules.check_can_move_person_message(message.state, to)
    message.state = to
    message.save(update_fields=["state", *columns])
    audit.record(by=by, did=did, target=message, at=at)


def _defer(message: PersonMessage, *, at: datetime | None = None) -> None:
    """Leave a job for the worker. It carries keys only."""
    job = app.configure_task(REACH_JOB, queue=QUEUE, schedule_at=at)
    job.defer(message_id=str(message.pk), agency_id=str(message.agency_id))
