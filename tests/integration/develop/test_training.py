"""Training from its planning to the certificate: places, the waiting list, two trainers, reminders, and the wall."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from earlyhelp.develop import actions, queries
from earlyhelp.develop.actions import Mark
from earlyhelp.develop.choices import BookingState, RecordSource, Took
from earlyhelp.develop.jobs import remind_of_refreshers_due
from earlyhelp.develop.models import Booking, Certificate, TrainingRecord, TrainingSession
from earlyhelp.develop.rules import courses as rules
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories import training

AT = factories.AT
pytestmark = pytest.mark.django_db


class Cast:
    """A council that runs training, a force and a charity whose people come, and a trainer of the charity."""

    def __init__(self) -> None:
        self.partners = factories.partners()
        self.runner = training.runner(self.partners.front_door)
        self.by = factories.actor(self.runner)
        self.officer = factories.practitioner(self.partners.response, language="cy")
        self.colleague = factories.practitioner(self.partners.response)
        self.worker = factories.practitioner(self.partners.service_team, Role.SERVICE_WORKER)
        self.trainer = factories.practitioner(self.partners.service_team, Role.SERVICE_WORKER)
        self.course = training.course(self.by)

    def session(self, **changes: object) -> TrainingSession:
        return training.session(self.by, self.course, trainers=[self.trainer], **changes)  # type: ignore[arg-type]

    def fresh(self, session: TrainingSession) -> TrainingSession:
        return TrainingSession.objects.get(pk=session.pk)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def told(who: Practitioner) -> list[str]:
    return list(Message.objects.filter(recipient=who).order_by("pk").values_list("template", flat=True))


def state_of(who: Practitioner, session: TrainingSession) -> str:
    with acting(factories.actor(who)):
        return Booking.objects.filter(session=session, practitioner=who).latest("booked_at").state


def test_the_waiting_list_moves_up_by_itself_and_the_person_is_told(cast: Cast) -> None:
    session = cast.session(places=1)
    first = training.book(cast.officer, session)
    second = training.book(cast.worker, session, at=AT + timedelta(minutes=1))
    third = training.book(cast.colleague, session, at=AT + timedelta(minutes=2))
    assert [one.state for one in (first, second, third)] == ["booked", "waiting", "waiting"]
    assert (cast.fresh(session).taken, cast.fresh(session).waiting) == (1, 2)
    with acting(factories.actor(cast.colleague)) as by:
        mine = queries.get_my_booking(by, session)
        assert mine
        assert queries.get_my_turn(by, mine) == 2
    with acting(factories.actor(cast.officer)) as by:
        actions.give_up_place(by=by, session_id=session.pk, at=AT + timedelta(hours=1))
    assert state_of(cast.worker, session) == BookingState.BOOKED
    assert state_of(cast.colleague, session) == BookingState.WAITING
    assert told(cast.worker) == [Template.TRAINING_FREE]
    assert told(cast.officer) == [Template.TRAINING_PLACE, Template.TRAINING_LEFT]
    assert (cast.fresh(session).taken, cast.fresh(session).waiting) == (1, 1)


def test_booking_twice_is_once_and_what_is_needed_may_be_said_later(cast: Cast) -> None:
    session = cast.session()
    first = training.book(cast.officer, session)
    again = training.book(cast.officer, session, needs="A hearing loop")
    assert first.pk == again.pk
    assert again.needs == "A hearing loop"
    assert cast.fresh(session).taken == 1
    assert told(cast.officer) == [Template.TRAINING_PLACE]
    invited = Message.objects.get(recipient=cast.officer)
    assert "METHOD:REQUEST" in invited.calendar
    assert "Sylwi ar yr hyn" in invited.calendar.replace("\r\n ", "")


def test_nobody_books_what_has_begun_or_was_cancelled_or_what_they_lead(cast: Cast) -> None:
    session = cast.session()
    with pytest.raises(rules.CannotBook):
        training.book(cast.trainer, session)
    with pytest.raises(rules.CannotBook):
        training.book(cast.officer, session, at=session.starts_at)
    with acting(cast.by):
        actions.cancel_session(by=cast.by, session_id=session.pk, why="Snow.", at=AT)
    with pytest.raises(rules.CannotBook):
        training.book(cast.officer, session)
    assert told(cast.trainer) == [Template.TRAINING_LED, Template.TRAINING_OFF]


def test_a_session_for_ones_own_people_is_not_there_for_others(cast: Cast) -> None:
    session = cast.session(for_partners=False)
    with pytest.raises(NotAllowed):
        training.book(cast.officer, session)
    with acting(factories.actor(cast.officer)) as by:
        assert not queries.list_open_sessions(by, at=AT)
        with pytest.raises(TrainingSession.DoesNotExist):
            queries.get_session(by, session.reference)


def test_sessions_are_found_by_level_and_by_the_language_one_can_take_part_in(cast: Cast) -> None:
    cast.session(language="en")
    welsh, both = cast.session(language="cy"), cast.session(language="both")
    with acting(factories.actor(cast.officer)) as by:
        heard = queries.list_open_sessions(by, at=AT, language="cy")
        assert {one.pk for one in heard} == {welsh.pk, both.pk}
        assert queries.list_open_sessions(by, at=AT, level="aware").count() == 3
        assert not queries.list_open_sessions(by, at=AT, level="enhanced")


def test_more_places_take_from_the_waiting_list_and_a_change_reaches_everybody(cast: Cast) -> None:
    session = cast.session(places=1)
    training.book(cast.officer, session)
    training.book(cast.worker, session)
    later = training.plan(places=2, starts_at=AT + timedelta(days=8), ends_at=AT + timedelta(days=8, hours=2))
    with acting(cast.by):
        change = {"by": cast.by, "session_id": session.pk, "trainer_ids": [cast.trainer.pk], "at": AT}
        actions.change_session(seen=0, plan=later, **change)  # type: ignore[arg-type]
        with pytest.raises(rules.ChangedMeanwhile):
            actions.change_session(seen=0, plan=later, **change)  # type: ignore[arg-type]
        with pytest.raises(rules.IncompleteTraining):
            actions.change_session(seen=1, plan=replace(later, places=1), **change)  # type: ignore[arg-type]
    assert state_of(cast.worker, session) == BookingState.BOOKED
    assert told(cast.worker) == [Template.TRAINING_CHANGED, Template.TRAINING_FREE]
    assert told(cast.trainer) == [Template.TRAINING_LED, Template.TRAINING_CHANGED]


def test_a_trainer_gives_up_their_place_to_whoever_waits(cast: Cast) -> None:
    session = cast.session(places=1)
    training.book(cast.worker, session)
    training.book(cast.officer, session)
    with acting(cast.by):
        actions.name_trainers(by=cast.by, session_id=session.pk, trainer_ids=[cast.worker.pk], at=AT)
    assert state_of(cast.officer, session) == BookingState.BOOKED
    assert state_of(cast.worker, session) == BookingState.CANCELLED


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": AT},
        {"ends_at": AT + timedelta(days=7)},
        {"place": "", "link": ""},
    ],
)
def test_a_session_that_says_too_little_is_not_planned(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(rules.IncompleteTraining):
        cast.session(**wrong)


def test_another_agencys_coordinator_runs_nothing_here(cast: Cast) -> None:
    session = cast.session()
    stranger = factories.actor(training.runner(cast.partners.service_team))
    with acting(stranger):
        for act in (
            lambda: actions.cancel_session(by=stranger, session_id=session.pk, why="No.", at=AT),
            lambda: actions.name_trainers(by=stranger, session_id=session.pk, trainer_ids=[], at=AT),
            lambda: actions.change_course(
                by=stranger,
                course_id=cast.course.pk,
                seen=1,
                words=training.course_words(),
                offered=True,
                at=AT,
            ),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_a_course_is_changed_once_at_a_time_and_can_be_withdrawn(cast: Cast) -> None:
    with acting(cast.by):
        change = {"by": cast.by, "course_id": cast.course.pk, "at": AT}
        words = training.course_words(minutes=60)
        actions.change_course(seen=1, words=words, offered=False, **change)  # type: ignore[arg-type]
        with pytest.raises(rules.ChangedMeanwhile):
            actions.change_course(seen=1, words=words, offered=True, **change)  # type: ignore[arg-type]
        assert not queries.list_courses(cast.by, at=AT)
        with pytest.raises(rules.IncompleteTraining):
            actions.create_course(by=cast.by, code="noticing", words=words, at=AT)


def test_two_trainers_never_overwrite_each_other(cast: Cast) -> None:
    session = cast.session()
    booking = training.book(cast.officer, session)
    other = training.book(cast.worker, session)
    trainer, when = factories.actor(cast.trainer), session.starts_at
    with acting(cast.by):
        first = {booking.pk: Mark(Took.ABSENT, 0)}
        actions.mark_attendance(by=cast.by, session_id=session.pk, marks=first, at=when)
    with acting(trainer):
        late = {other.pk: Mark(Took.PRESENT, 0), booking.pk: Mark(Took.PRESENT, 0)}
        with pytest.raises(rules.ChangedMeanwhile):
            actions.mark_attendance(by=trainer, session_id=session.pk, marks=late, at=when)
        assert TrainingRecord.objects.get(session=session).took == Took.ABSENT
        same = {other.pk: Mark(Took.PRESENT, 0), booking.pk: Mark(Took.ABSENT, 0)}
        written = actions.mark_attendance(by=trainer, session_id=session.pk, marks=same, at=when)
    assert [one.practitioner_id for one in written] == [cast.worker.pk]


def test_marks_come_only_from_those_who_lead_or_run_it_and_not_before_people_arrive(cast: Cast) -> None:
    session = cast.session()
    training.book(cast.officer, session)
    for somebody in (cast.worker, training.runner(cast.partners.response)):
        with pytest.raises(NotAllowed):
            training.mark(somebody, session)
    with pytest.raises(rules.CannotMark):
        training.mark(cast.trainer, session, at=AT)


def test_whoever_was_there_has_a_certificate_that_anybody_can_check(cast: Cast) -> None:
    session = cast.session()
    training.book(cast.officer, session)
    training.mark(cast.trainer, session)
    assert told(cast.officer)[-1] == Template.CERTIFICATE
    with acting(factories.actor(cast.officer)) as by:
        (learnt,) = queries.get_my_learning(by, at=session.ends_at).learnt
        assert learnt.certificate
        number, code = learnt.certificate.number, learnt.certificate.code
        assert learnt.record.expires_on == rules.expires_on(session.starts_at.date(), 24)
    with acting(Actor.nobody()) as by:
        shown = queries.show_certificate(by, number=number, code=code)
        assert shown
        assert shown.holder == cast.officer.full_name
        assert not shown.withdrawn
        assert queries.show_certificate(by, number=number, code="X" * 12) is None
    training.mark(cast.trainer, session, Took.PARTLY)
    with acting(Actor.nobody()) as by:
        shown = queries.show_certificate(by, number=number, code=code)
        assert shown
        assert shown.withdrawn
    training.mark(cast.trainer, session, Took.PRESENT)
    with acting(factories.actor(cast.officer)):
        live = Certificate.objects.get(withdrawn_at=None)
        assert live.number != number


def test_completions_are_the_last_of_each_course_in_ones_own_agency(cast: Cast) -> None:
    later = {"starts_at": AT + timedelta(days=30), "ends_at": AT + timedelta(days=30, hours=2)}
    early, late = cast.session(), cast.session(**later)
    for session in (early, late):
        training.book(cast.officer, session)
        training.book(cast.worker, session)
        training.mark(cast.trainer, session)
    training.book(cast.colleague, third := cast.session())
    training.mark(cast.trainer, third, Took.PARTLY)
    with acting(factories.actor(cast.officer)) as by:
        (done,) = queries.list_completions(by)
        assert (done.practitioner_id, done.on) == (cast.officer.pk, later["starts_at"].date())
        assert not queries.list_completions(by, practitioner_ids=[cast.worker.pk])


def test_refreshers_are_reminded_of_once_and_not_when_booked_again(cast: Cast) -> None:
    today = AT.date()
    soon = today + timedelta(days=14)
    with acting(factories.actor(cast.officer)):
        for who in (cast.officer, cast.colleague):
            TrainingRecord.objects.create(
                agency=cast.partners.force,
                practitioner=who,
                course=cast.course,
                took=Took.PRESENT,
                on=today - timedelta(days=700),
                expires_on=soon,
                source=RecordSource.IMPORTED,
                marked_at=AT,
            )
    training.book(cast.colleague, cast.session())
    force = Actor.system("own_work", agency_id=cast.partners.force.pk)
    with acting(force):
        assert actions.remind_of_refreshers(by=force, at=AT) == 1
        assert actions.remind_of_refreshers(by=force, at=AT + timedelta(hours=8)) == 0
    assert told(cast.officer) == [Template.REFRESHER_SOON]
    with acting(force):
        assert actions.remind_of_refreshers(by=force, at=AT + timedelta(days=14)) == 2
    assert told(cast.officer) == [Template.REFRESHER_SOON, Template.REFRESHER_DUE]


def test_the_nightly_job_reminds_every_agency(cast: Cast) -> None:
    session = cast.session()
    training.book(cast.officer, session)
    training.mark(cast.trainer, session)
    with acting(factories.actor(cast.officer)):
        TrainingRecord.objects.update(expires_on=AT.date())
    remind_of_refreshers_due(timestamp=0)
    assert told(cast.officer)[-1] == Template.REFRESHER_DUE


def seen_by(actor: Actor) -> tuple[int, int, int]:
    """How many rows PostgreSQL shows of places, records and certificates, whatever the code asks for."""
    counts = []
    with acting(actor), connection.cursor() as cursor:
        for table in ("develop_booking", "develop_trainingrecord", "develop_certificate"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts.append(int(cursor.fetchone()[0]))
    return counts[0], counts[1], counts[2]


def test_the_wall_shows_each_row_to_its_agency_its_owner_its_trainers_and_its_host(cast: Cast) -> None:
    session = cast.session()
    training.book(cast.officer, session)
    training.mark(cast.trainer, session)
    moved = replace(factories.actor(cast.officer), agency_id=cast.partners.charity.pk)
    assert seen_by(factories.actor(cast.officer)) == (1, 1, 1)
    assert seen_by(factories.actor(cast.colleague)) == (1, 1, 1), "an agency keeps its people's records"
    assert seen_by(moved) == (1, 1, 1), "one's own record comes along to another agency"
    assert seen_by(factories.actor(cast.trainer)) == (1, 1, 0), "a trainer sees places and marks"
    assert seen_by(cast.by) == (1, 1, 0), "so does the agency that holds the session"
    assert seen_by(factories.actor(cast.worker)) == (0, 0, 0)
    assert seen_by(Actor.system("running", agency_id=UUID(int=7))) == (0, 0, 0)
    with acting(cast.by):
        actions.name_trainers(by=cast.by, session_id=session.pk, trainer_ids=[], at=AT)
    assert seen_by(factories.actor(cast.trainer)) == (0, 0, 0), "who no longer leads it no longer sees"
