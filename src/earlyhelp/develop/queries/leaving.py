"""What somebody who leaves has in hand here. Keys and counts: no page shows these rows."""

from datetime import datetime

from django.db.models import QuerySet

from earlyhelp.develop.choices import BookingState, SessionState
from earlyhelp.develop.models import Booking, PeerReview, SessionTrainer
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.leaving import Leaver


def list_places_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[Booking]:
    """Places and turns on waiting lists at sessions to come. Whoever only moves keeps them."""
    held = Booking.objects.filter(
        agency_id=by.agency_key,
        practitioner_id=leaver.practitioner_id,
        session__starts_at__gt=at,
        session__state=SessionState.PLANNED,
    )
    return held.none() if leaver.becomes else held.exclude(state=BookingState.CANCELLED)


def list_led_by(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[SessionTrainer]:
    """Sessions to come that they lead. Whoever only moves goes on leading them."""
    led = SessionTrainer.objects.filter(
        practitioner_id=leaver.practitioner_id,
        session__starts_at__gt=at,
        session__state=SessionState.PLANNED,
    )
    return led.none() if leaver.becomes else led


def list_reviews_of(by: Actor, leaver: Leaver, at: datetime) -> QuerySet[PeerReview]:
    """Notifications of colleagues that they have to read. In another team they may be their own team’s."""
    return PeerReview.objects.filter(
        agency_id=by.agency_key, reviewer_id=leaver.practitioner_id, given_at=None, handed_back_at=None
    )
