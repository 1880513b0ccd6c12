"""What stands before a message to a person: how they can be reached, what it may say, what was written before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earlyhelp.identify.choices import SafeContact
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.queries import get_notification
from earlyhelp.inform.models import PersonMessage
from earlyhelp.inform.queries import list_person_messages
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.signpost.choices.referrals import AppointmentState
from earlyhelp.signpost.models import Appointment, Referral, Service, Signposting
from earlyhelp.signpost.queries.consents import may_be_written_to
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules.directory import PLACELESS_NEEDS, may_keep_place
from earlyhelp.signpost.rules.reaching import Reachable
from earlyhelp.understand.queries import SafeWay, get_safe_way_of_report


@dataclass(frozen=True, slots=True)
class Writing:
    """One person of a notification, and what can be written to them. `services` are those a message may name."""

    notification: Notification
    person: ReportedPerson
    reachable: Reachable
    safe_way: SafeWay
    services: tuple[Service, ...]
    messages: tuple[PersonMessage, ...]


def get_writing(*, by: Actor, reference: str, position: int, at: datetime) -> Writing:
    """What can be written to one person of a notification. Audited.

    Raises NotAllowed, Notification.DoesNotExist, ReportedPerson.DoesNotExist.
    """
    rules.check_may_choose_service(by)
    notification = get_notification(by=by, reference=reference, at=at, reason="to write to a person")
    people = tuple(notification.people.all())
    person = next((one for one in people if one.position == position), None)
    if person is None:
        raise ReportedPerson.DoesNotExist
    person.notification = notification
    way = get_safe_way_of_report(by, person)
    return Writing(
        notification=notification,
        person=person,
        reachable=_reachable(
            notification, person, people, way, is_stopped=not may_be_written_to(by, person, at=at)
        ),
        safe_way=way,
        services=_services(notification, person),
        messages=tuple(list_person_messages(by=by, about_key=str(person.pk), at=at)),
    )


def _reachable(
    notification: Notification,
    person: ReportedPerson,
    people: tuple[ReportedPerson, ...],
    way: SafeWay,
    *,
    is_stopped: bool,
) -> Reachable:
    """What the person was asked comes before what a report says; where a later report differs, they are asked again."""
    others = [one for one in people if one.pk != person.pk]
    return Reachable(
        safe_contact=SafeContact.NOT_KNOWN if way.is_contradicted else way.way,
        never=frozenset(way.plan.never) if way.plan else frozenset(),
        telephone=person.telephone,
        email=person.email,
        address="\n".join(part for part in (str(person), person.address, person.postcode) if part)
        if person.address
        else "",
        needs=tuple(notification.needs),
        others=frozenset(known.casefold() for one in others for known in (one.telephone, one.email) if known),
        is_stopped=is_stopped,
    )


def _services(notification: Notification, person: ReportedPerson) -> tuple[Service, ...]:
    """Services that the person was told of or referred to; never one whose name could give somebody away."""
    told = Signposting.objects.filter(notification=notification).values_list("service_id")
    sent = Referral.objects.filter(reported=person).values_list("service_id")
    known = Service.objects.filter(pk__in=told.union(sent)).exclude(is_refuge=True)
    return tuple(one for one in known if not set(one.needs) & set(PLACELESS_NEEDS))


@dataclass(frozen=True, slots=True)
class Reminding:
    """A booked appointment that lies ahead, and how its service may reach the person, by what was sent to it."""

    referral: Referral
    appointment: Appointment
    reachable: Reachable
    messages: tuple[PersonMessage, ...]

    @property
    def place(self) -> str:
        """Where they meet; empty where the place itself could give somebody away."""
        needs = {*self.referral.needs, *self.referral.service.needs}
        may_say = may_keep_place(needs=needs, is_refuge=self.referral.service.is_refuge)
        return self.appointment.place if may_say else ""


def get_reminding(*, by: Actor, referral: Referral, appointment_id: UUID, at: datetime) -> Reminding:
    """What stands before a reminder. Audited. Raises Appointment.DoesNotExist when it is over or was moved."""
    appointment = Appointment.objects.get(
        pk=appointment_id, referral=referral, state=AppointmentState.BOOKED, starts_at__gt=at
    )
    return Reminding(
        referral=referral,
        appointment=appointment,
        reachable=Reachable(
            safe_contact=referral.safe_contact,
            telephone=referral.person_telephone,
            email=referral.person_email,
            address="",
            needs=tuple(referral.needs),
            others=frozenset(),
            is_stopped=_is_stopped(referral, by, at),
        ),
        messages=tuple(list_person_messages(by=by, about_key=str(referral.pk), at=at)),
    )


def _is_stopped(referral: Referral, by: Actor, at: datetime) -> bool:
    """Asked as the front door: the service does not see what else a person answered, and must not write against it."""
    with acting(Actor.system(by.purpose, agency_id=referral.agency_id)) as front_door:
        return not may_be_written_to(front_door, referral.reported, at=at)
