"""Writing to a person: only by a way that they said is safe, asked again at the moment of sending."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from earlyhelp.inform.actions import Written, write_to_person
from earlyhelp.inform.choices import Channel, Wording
from earlyhelp.inform.models import PersonMessage
from earlyhelp.inform.queries import is_set_up
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.time_words import written_date
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.queries.writing import Reminding, Writing, get_reminding, get_writing
from earlyhelp.signpost.rules.reaching import check_is_safe, written_in


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


@transaction.atomic
def remind_of_appointment(
    *, by: Actor, referral: Referral, appointment_id: UUID, channel: Channel, message_id: UUID, at: datetime
) -> PersonMessage:
    """Remind a person of an appointment, as its service, by a way that the referral says is safe.

    Raises NotAllowed, NotSafe, Appointment.DoesNotExist.
    """
    reminding = get_reminding(by=by, referral=referral, appointment_id=appointment_id, at=at)
    written = reminder_of(by=by, reminding=reminding, channel=channel, message_id=message_id)
    return write_to_person(by=by, written=written, at=at)


def reminder_of(*, by: Actor, reminding: Reminding, channel: Channel, message_id: UUID) -> Written:
    """Exactly what a reminder would say, for the page that shows it before. Raises NotSafe."""
    check_is_safe(reminding.reachable, channel, text_is_set_up=is_set_up(by=by, channel=Channel.TEXT))
    starts = reminding.appointment.starts_at.astimezone(LONDON)
    facts = {
        "telephone": get_practitioner(by=by).team.telephone,
        "at": f"{starts:%H:%M}",
        "place": reminding.place,
    }
    for language in ("en", "cy"):
        with override(language):
            facts[f"on_{language}"] = written_date(starts.date())
    return Written(
        key=message_id,
        about_label="referral",
        about_key=str(reminding.referral.pk),
        channel=channel.value,
        wording=Wording.APPOINTMENT.value,
        written_in=written_in(reminding.referral.person_language).value,
        destination=reminding.reachable.detail(channel),
        facts=facts,
    )
