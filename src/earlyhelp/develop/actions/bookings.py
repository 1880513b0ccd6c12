"""A practitioner's own place at a session: taken, waited for, given up. What falls free goes to who waits longest."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from earlyhelp.develop.actions.telling import tell_of_session
from earlyhelp.develop.choices import BookingState
from earlyhelp.develop.models import Booking, TrainingSession
from earlyhelp.develop.rules import courses as rules
from earlyhelp.govern.actions import audit
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner


def lock_session(session_id: UUID) -> TrainingSession:
    """The session, held until the end of the transaction: whoever books next waits for whoever books now."""
    return TrainingSession.objects.select_for_update(of=("self",)).select_related("course").get(pk=session_id)


@transaction.atomic
def book_place(*, by: Actor, session_id: UUID, needs: str, at: datetime) -> Booking:
    """Take a place, or one on the waiting list when all are taken. Twice is once; what is needed may be said anew.

    Raises NotAllowed or CannotBook.
    """
    session = lock_session(session_id)
    is_trainer = session.trainers.filter(practitioner_id=by.practitioner_key).exists()
    rules.check_may_see(by, host_id=session.host_id, for_partners=session.for_partners, is_trainer=is_trainer)
    rules.check_not_trainer(is_trainer=is_trainer)
    rules.check_open(session.state, session.starts_at, at=at)
    booking = _own(by, session)
    if booking is None:
        booking = Booking.objects.create(
            agency_id=by.agency_key,
            session=session,
            practitioner_id=by.practitioner_key,
            state=rules.place_for(taken=session.taken, places=session.places),
            state_at=at,
            needs=needs.strip(),
            booked_by_id=by.practitioner_key,
            booked_at=at,
        )
        audit.record(by=by, did="training.booked", target=booking, at=at, detail={"state": booking.state})
        if booking.state == BookingState.BOOKED:
            own = Practitioner.objects.filter(pk=by.practitioner_key)
            tell_of_session(by=by, session=session, to=own, template=Template.TRAINING_PLACE, at=at)
        settle_places(by=by, session_id=session.pk, at=at)
    elif booking.needs != needs.strip():
        changed = {"needs": (booking.needs, needs.strip())}
        booking.needs = needs.strip()
        booking.save(update_fields=["needs"])
        audit.record(by=by, did="training.booking_changed", target=booking, at=at, changed=changed)
    return booking


@transaction.atomic
def give_up_place(*, by: Actor, session_id: UUID, at: datetime) -> Booking:
    """Give up one's own place, or leave the waiting list. The place goes to who waits longest, who hears.

    Raises CannotBook once the session has begun, or Booking.DoesNotExist for whoever has no place.
    """
    session = lock_session(session_id)
    rules.check_open(session.state, session.starts_at, at=at)
    booking = _own(by, session)
    if booking is None:
        raise Booking.DoesNotExist
    had_place = booking.state == BookingState.BOOKED
    booking.state, booking.state_at = BookingState.CANCELLED, at
    # As the agency that holds the session: the row stays with the agency that its owner worked for when they booked.
    with acting(Actor.system(by.purpose, agency_id=session.host_id)):
        booking.save(update_fields=["state", "state_at"])
    audit.record(by=by, did="training.given_up", target=booking, at=at)
    if had_place:
        own = Practitioner.objects.filter(pk=by.practitioner_key)
        tell_of_session(by=by, session=session, to=own, template=Template.TRAINING_LEFT, at=at)
    settle_places(by=by, session_id=session.pk, at=at)
    return booking


@transaction.atomic
def settle_places(*, by: Actor, session_id: UUID, at: datetime) -> list[Booking]:
    """Give free places to those who wait longest, tell them, and count anew. Returns who moved up.

    Done as the agency that holds the session, which sees everybody on it; `by` learns nobody's name.
    """
    session = lock_session(session_id)
    with acting(Actor.system(by.purpose, agency_id=session.host_id)) as host:
        on_it = Booking.objects.filter(session=session)
        moved: list[Booking] = []
        if rules.is_open(session.state, session.starts_at, at=at):
            free = max(0, session.places - on_it.filter(state=BookingState.BOOKED).count())
            waiting = on_it.filter(state=BookingState.WAITING, practitioner__is_active=True)
            waiting = waiting.select_related("practitioner")
            moved = list(waiting.order_by("booked_at", "pk")[:free])
        for booking in moved:
            booking.state, booking.state_at = BookingState.BOOKED, at
            booking.save(update_fields=["state", "state_at"])
            audit.record(by=host, did="training.moved_up", target=booking, at=at, detail={"state": "booked"})
        tell_of_session(
            by=host,
            session=session,
            to=[one.practitioner for one in moved],
            template=Template.TRAINING_FREE,
            at=at,
        )
        counted = on_it.order_by().aggregate(
            taken=Count("pk", filter=Q(state=BookingState.BOOKED)),
            waiting=Count("pk", filter=Q(state=BookingState.WAITING)),
        )
    session.taken, session.waiting = counted["taken"], counted["waiting"]
    session.save(update_fields=["taken", "waiting"])
    return moved


def _own(by: Actor, session: TrainingSession) -> Booking | None:
    mine = Booking.objects.filter(session=session, practitioner_id=by.practitioner_key)
    return mine.exclude(state=BookingState.CANCELLED).first()
