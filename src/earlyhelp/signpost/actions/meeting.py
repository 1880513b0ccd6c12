"""Appointments of a service with a person: booked, moved with the old one kept, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices.referrals import (
    AppointmentReason,
    AppointmentState,
    AskedBy,
    MeetingWay,
    Side,
)
from earlyhelp.signpost.models import Appointment, Referral
from earlyhelp.signpost.queries.referrals import find_referral, parties_of
from earlyhelp.signpost.rules import appointments as meeting_rules
from earlyhelp.signpost.rules import referrals as rules


@dataclass(frozen=True, slots=True)
class When:
    """When, how and where a service and a person meet."""

    starts_at: datetime
    minutes: int
    way: MeetingWay
    place: str = ""


@transaction.atomic
def book_appointment(*, by: Actor, reference: str, when: When, at: datetime) -> Appointment:
    """Book an appointment, as the service, in an open referral.

    Raises Referral.DoesNotExist, NotAllowed, CannotMove when it is over, NotInTheFuture.
    """
    referral = _referral(by, reference)
    meeting_rules.check_in_the_future(when.starts_at, at=at)
    return _book(by, referral, when, at, None)


@transaction.atomic
def move_appointment(
    *,
    by: Actor,
    reference: str,
    appointment_id: UUID,
    when: When,
    asked_by: AskedBy,
    reason: AppointmentReason,
    at: datetime,
) -> Appointment:
    """Put another appointment in the place of one, which stays visible with who asked and why.

    Raises as book_appointment, and Appointment.DoesNotExist, CannotClose.
    """
    referral = _referral(by, reference)
    meeting_rules.check_in_the_future(when.starts_at, at=at)
    old = Appointment.objects.select_for_update().get(pk=appointment_id, referral=referral)
    _close(old, AppointmentState.MOVED, reason, asked_by, at)
    detail, changed = {"reason": reason.value}, {"starts_at": (old.starts_at, when.starts_at)}
    audit.record(by=by, did="appointment.moved", target=referral, at=at, detail=detail, changed=changed)
    return _book(by, referral, when, at, old)


@transaction.atomic
def close_appointment(
    *,
    by: Actor,
    reference: str,
    appointment_id: UUID,
    became: AppointmentState,
    at: datetime,
    reason: AppointmentReason | None = None,
    asked_by: AskedBy | None = None,
) -> Appointment:
    """Say what became of an appointment. Raises as move_appointment does."""
    referral = _referral(by, reference)
    old = Appointment.objects.select_for_update().get(pk=appointment_id, referral=referral)
    _close(old, became, reason, asked_by, at)
    detail = {"became": became.value, "reason": old.reason}
    audit.record(by=by, did="appointment.closed", target=referral, at=at, detail=detail)
    return old


def _referral(by: Actor, reference: str) -> Referral:
    referral = find_referral(by=by, reference=reference, lock=True)
    side = rules.side_of(by, parties_of(referral, by=by))
    if side is not Side.RECEIVER or not rules.is_open(referral.state):
        raise rules.CannotMove(_("Only the service books appointments, while the referral is open."))
    return referral


def _book(by: Actor, referral: Referral, when: When, at: datetime, old: Appointment | None) -> Appointment:
    booked = Appointment.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        starts_at=when.starts_at,
        minutes=when.minutes,
        way=when.way,
        place=when.place,
        state=AppointmentState.BOOKED,
        instead_of=old,
        booked_by_id=by.practitioner_id,
        booked_at=at,
    )
    audit.record(by=by, did="appointment.booked", target=referral, at=at)
    return booked


def _close(
    old: Appointment,
    became: AppointmentState,
    reason: AppointmentReason | None,
    asked_by: AskedBy | None,
    at: datetime,
) -> None:
    meeting_rules.check_can_become(
        old.state, became, starts_at=old.starts_at, at=at, reason=reason or "", asked_by=asked_by or ""
    )
    old.state, old.closed_at = became, at
    old.reason = reason if reason and became in meeting_rules.NEEDS_REASON else ""
    old.asked_by = asked_by if asked_by and became in meeting_rules.NEEDS_WHO_ASKED else ""
    old.save(update_fields=["state", "closed_at", "reason", "asked_by"])
