"""Writing to a person: only by a way that they said is safe, asked again at the moment of sending."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.inform.actions import Written, write_to_person
from earlyhelp.inform.choices import Channel, Wording
from earlyhelp.inform.models import PersonMessage
from earlyhelp.inform.queries import is_set_up
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.signpost.queries.writing import Writing, get_writing
from earlyhelp.signpost.rules.reaching import check_is_safe


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the practitioner chose: the way, the words, the language, and the service that the words name."""

    message_id: UUID
    channel: Channel
    wording: Wording
    written_in: str
    service_id: UUID | None


@transaction.atomic
def send_to_person(
    *, by: Actor, reference: str, position: int, chosen: Chosen, at: datetime
) -> PersonMessage:
    """Write to one person of a notification. Raises NotAllowed, NotSafe, or DoesNotExist of what is not there."""
    writing = get_writing(by=by, reference=reference, position=position, at=at)
    return write_to_person(by=by, written=written_of(by=by, writing=writing, chosen=chosen), at=at)


def written_of(*, by: Actor, writing: Writing, chosen: Chosen) -> Written:
    """Exactly what would be written, for the page that shows it before. Raises NotSafe."""
    check_is_safe(writing.reachable, chosen.channel, text_is_set_up=is_set_up(by=by, channel=Channel.TEXT))
    facts = {"telephone": get_practitioner(by=by).team.telephone}
    service = next((one for one in writing.services if one.pk == chosen.service_id), None)
    if chosen.wording is Wording.SERVICE and service is not None:
        facts |= {
            "service_en": service.name_en,
            "service_cy": service.name_cy,
            "service_telephone": service.telephone,
        }
    return Written(
        key=chosen.message_id,
        about_label="reportedperson",
        about_key=str(writing.person.pk),
        channel=chosen.channel.value,
        wording=chosen.wording.value,
        written_in=chosen.written_in,
        destination=writing.reachable.detail(chosen.channel),
        facts=facts,
    )
