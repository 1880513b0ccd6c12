"""What this room can be asked. A message holds no personal data about anybody but its reader's own work."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.inform import letters, rules, ways, wording
from earlyhelp.inform.choices import Channel, MessageState, PersonMessageState
from earlyhelp.inform.models import Message, PersonMessage
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.queries import get_practitioner


def list_my_messages(by: Actor) -> QuerySet[Message]:
    """Messages to this practitioner, newest first."""
    if by.practitioner_id is None:
        return Message.objects.none()
    return Message.objects.filter(recipient_id=by.practitioner_id)


def get_my_message(by: Actor, message_id: UUID) -> Message:
    """One of this practitioner's own messages. Raises Message.DoesNotExist for anybody else's."""
    return list_my_messages(by).get(pk=message_id)


def list_messages_sent(*, by: Actor, template: str, since: datetime) -> QuerySet[Message]:
    """Messages of one kind since a moment, so that nobody is told the same thing twice."""
    return Message.objects.filter(template=template, queued_at__gte=since)


def count_unread(by: Actor) -> int:
    """How many messages this practitioner has not opened."""
    return list_my_messages(by).filter(read_at=None).count()


def list_failed_messages(by: Actor) -> QuerySet[Message]:
    """E-mails that were not sent, oldest first, for whoever runs the service. Raises NotAllowed.

    Of every agency: one outbox serves all partners, and it lists a reader's work address and a reference.
    """
    rules.check_may_mend(by)
    failed = Message.objects.filter(state=MessageState.FAILED)
    return failed.select_related("recipient__agency").order_by("queued_at", "id")


def count_failed_messages(by: Actor) -> int:
    """How many e-mails wait for a hand; none for those who may not mend them."""
    return list_failed_messages(by).count() if rules.may_mend(by) else 0


def list_person_messages(*, by: Actor, about_key: str, at: datetime) -> list[PersonMessage]:
    """What this agency wrote to the person of this record, newest first. Audited as reads."""
    found = list(
        PersonMessage.objects.filter(agency_id=by.agency_key, about_key=about_key).select_related(
            "written_by"
        )
    )
    audit.record_read(by=by, what="person_message", targets=found, at=at)
    return found


def get_person_message(*, by: Actor, message_id: UUID, at: datetime) -> PersonMessage:
    """One message to a person of this agency. Audited. Raises PersonMessage.DoesNotExist."""
    found = PersonMessage.objects.get(pk=message_id, agency_id=by.agency_key)
    audit.record_read(by=by, what="person_message", targets=[found], at=at)
    return found


def list_letters_to_post(*, by: Actor, at: datetime) -> list[PersonMessage]:
    """Letters of this agency that nobody has posted yet, oldest first. Audited as reads."""
    found = list(
        PersonMessage.objects.filter(
            agency_id=by.agency_key, channel=Channel.LETTER, state=PersonMessageState.TO_POST
        ).order_by("written_at", "id")
    )
    audit.record_read(by=by, what="person_message", targets=found, at=at)
    return found


def is_set_up(*, by: Actor, channel: str) -> bool:
    """Whether a message could leave this way at all."""
    return ways.is_configured(channel)


def get_wording(*, by: Actor, wanted: str, facts: Mapping[str, str]) -> dict[str, str]:
    """What a message to a person would say, word for word, by language."""
    return wording.compose(wanted, facts)


def get_letter_paper(*, by: Actor, message_id: UUID, at: datetime) -> bytes:
    """A letter as PDF, from the team of whoever prints it. Audited. Raises PersonMessage.DoesNotExist."""
    found = get_person_message(by=by, message_id=message_id, at=at)
    if found.channel != Channel.LETTER:
        raise PersonMessage.DoesNotExist
    return letters.print_letter(found, team=get_practitioner(by=by).team, at=at)
