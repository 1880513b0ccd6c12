"""What somebody who leaves had in hand here becomes free. Whoever calls these has checked."""

from datetime import datetime

from django.db import transaction

from earlyhelp.develop.actions.bookings import lock_session, settle_places
from earlyhelp.develop.choices import BookingState
from earlyhelp.develop.queries import leaving as queries
from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.leaving import Leaver


@transaction.atomic
def return_places(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Give up their places; each goes to who waits longest, who hears. Returns how many."""
    held = list(queries.list_places_of(by, leaver, at).order_by("session_id"))
    for booking in held:
        session = lock_session(booking.session_id)
        booking.state, booking.state_at = BookingState.CANCELLED, at
        with acting(Actor.system(by.purpose, agency_id=session.host_id)):
            booking.save(update_fields=["state", "state_at"])
        audit.record(by=by, did="training.given_up", target=booking, at=at, detail={"left": True})
        settle_places(by=by, session_id=session.pk, at=at)
    return len(held)


@transaction.atomic
def return_sessions(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Take them off the sessions that they were to lead, so that who plans them sees who is left. Returns how many."""
    led = list(queries.list_led_by(by, leaver, at).select_related("session").order_by("session_id"))
    for one in led:
        detail = {"named": [], "released": [str(leaver.practitioner_id)], "left": True}
        audit.record(by=by, did="training_session.trainers_named", target=one.session, at=at, detail=detail)
        one.delete()
    return len(led)


@transaction.atomic
def return_reviews(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Hand back what they had to read for colleagues. Returns how many."""
    # As the service: only its reader sees such a row.
    with acting(Actor.system(by.purpose, agency_id=leaver.agency_id)):
        had = list(queries.list_reviews_of(by, leaver, at).select_for_update(of=("self",)))
        for row in had:
            row.handed_back_at = at
            row.save(update_fields=["handed_back_at"])
    for row in had:
        audit.record(by=by, did="peer_review.handed_back", target=row, at=at, detail={"left": True})
    return len(had)


def count_reviews(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """How many they have to read, counted as the service."""
    with acting(Actor.system(by.purpose, agency_id=leaver.agency_id)):
        return queries.list_reviews_of(by, leaver, at).count()
