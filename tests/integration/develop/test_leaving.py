"""Whoever leaves gives up places, sessions that they lead, and what they had to read; whoever moves keeps places."""

from datetime import datetime

import pytest
from django.utils import timezone

from earlyhelp.develop.actions import reviews
from earlyhelp.develop.choices import BookingState
from earlyhelp.develop.models import Booking, PeerReview, SessionTrainer, TrainingSession
from earlyhelp.develop.rules.rounds import months_after
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions import leavers
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Departure, Practitioner
from tests import factories
from tests.factories import training
from tests.factories.identify import notification
from tests.factories.joiners import administrator, running
from tests.factories.reviews import drawn, other_team, service_of

pytestmark = pytest.mark.django_db
AT = timezone.now()
LAST = months_after(AT.astimezone(LONDON).date().replace(day=1), -1)
IN_LAST = datetime(LAST.year, LAST.month, 10, 12, tzinfo=LONDON)


class Learner:
    """An officer with a place, whose turn somebody waits for; who leads another session and has one to read."""

    def __init__(self) -> None:
        self.partners = partners = factories.partners()
        self.admin = administrator(partners.force, partners.area)
        runs = factories.actor(training.runner(partners.front_door))
        self.who = factories.practitioner(other_team(partners))
        self.waits = factories.practitioner(partners.response)
        course = training.course(runs, at=AT)
        self.booked = training.session(runs, course, places=1, at=AT)
        self.led = training.session(runs, course, trainers=[self.who], at=AT)
        training.book(self.who, self.booked, at=AT)
        training.book(self.waits, self.booked, at=AT)
        notification(partners, self.waits, at=IN_LAST)
        drawn(partners, LAST, at=AT)
        with acting(factories.actor(self.who)) as by:
            reviews.take_review(by=by, at=AT)

    def state_of(self, who: Practitioner) -> str:
        with acting(Actor.system("own_work", agency_id=who.agency_id)):
            return Booking.objects.get(practitioner=who).state

    def is_read(self) -> bool:
        with acting(service_of(self.partners)):
            return PeerReview.objects.filter(reviewer=self.who, handed_back_at=None).exists()


def leave(learner: Learner) -> Departure:
    by = running(learner.admin)
    with acting(by):
        today = AT.astimezone(LONDON).date()
        made = leavers.let_leave(by=by, practitioner_id=learner.who.pk, on=today, at=AT)
    assert made is not None
    return made


def test_whoever_leaves_gives_up_places_sessions_and_what_they_had_to_read() -> None:
    learner = Learner()
    returned = leave(learner).returned
    codes = ("training_places", "training_led", "peer_reviews")
    assert [returned.get(code) for code in codes] == [1, 1, 1]
    assert learner.state_of(learner.who) == BookingState.CANCELLED
    assert learner.state_of(learner.waits) == BookingState.BOOKED
    assert TrainingSession.objects.get(pk=learner.booked.pk).taken == 1
    assert not SessionTrainer.objects.filter(practitioner=learner.who).exists()
    assert not learner.is_read()


def test_what_is_over_stays_as_it_was() -> None:
    learner = Learner()
    TrainingSession.objects.update(starts_at=IN_LAST, ends_at=AT)
    returned = leave(learner).returned
    assert "training_places" not in returned
    assert "training_led" not in returned
    assert learner.state_of(learner.who) == BookingState.BOOKED
    assert SessionTrainer.objects.filter(practitioner=learner.who).exists()


def test_whoever_moves_keeps_places_and_sessions_and_lets_go_of_what_they_had_to_read() -> None:
    learner = Learner()
    by = running(learner.admin)
    with acting(by):
        made = leavers.move_practitioner(
            by=by,
            practitioner_id=learner.who.pk,
            team_id=learner.partners.response.pk,
            role=Role.NOTIFIER,
            at=AT,
        )
    assert made is not None
    assert made.returned == {"peer_reviews": 1}
    assert learner.state_of(learner.who) == BookingState.BOOKED
    assert SessionTrainer.objects.filter(practitioner=learner.who).exists()
    assert not learner.is_read()
