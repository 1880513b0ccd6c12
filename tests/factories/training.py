"""Courses and sessions of training: kept by a co-ordinator of the council, for all partners."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from earlyhelp.develop.actions import (
    CourseWords,
    Mark,
    SessionPlan,
    book_place,
    create_course,
    mark_attendance,
    plan_session,
)
from earlyhelp.develop.choices import PracticeLevel, Took
from earlyhelp.develop.models import Booking, Course, TrainingRecord, TrainingSession
from earlyhelp.develop.queries import list_places
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner, Team
from tests import factories

AT = factories.AT


def runner(team: Team) -> Practitioner:
    """Make a co-ordinator, who runs the training of the team's agency."""
    return factories.practitioner(team, Role.COORDINATOR)


def course_words(**changes: Any) -> CourseWords:
    """A short course for everybody, due again after two years."""
    said: dict[str, Any] = {
        "level": PracticeLevel.AWARE,
        "title_en": "Noticing what lies behind",
        "title_cy": "Sylwi ar yr hyn sydd y tu ôl",
        "description_en": "What hard times in childhood can mean.",
        "description_cy": "Yr hyn y gall cyfnodau anodd yn ystod plentyndod ei olygu.",
        "minutes": 90,
        "valid_months": 24,
    }
    return CourseWords(**(said | changes))


def course(by: Actor, code: str = "noticing", at: datetime = AT, **changes: Any) -> Course:
    """Offer a course."""
    with acting(by):
        return create_course(by=by, code=code, words=course_words(**changes), at=at)


def plan(at: datetime = AT, **changes: Any) -> SessionPlan:
    """A session of two hours, a week from now, for twelve."""
    said: dict[str, Any] = {
        "starts_at": at + timedelta(days=7),
        "ends_at": at + timedelta(days=7, hours=2),
        "places": 12,
        "place": "Made-up Hall, Bridgend",
    }
    return SessionPlan(**(said | changes))


def session(
    by: Actor,
    of: Course,
    *,
    trainers: Iterable[Practitioner] = (),
    at: datetime = AT,
    **changes: Any,
) -> TrainingSession:
    """Plan a session."""
    with acting(by):
        keys = [one.pk for one in trainers]
        return plan_session(by=by, course=of, plan=plan(at, **changes), trainer_ids=keys, at=at)


def book(who: Practitioner, at_session: TrainingSession, *, needs: str = "", at: datetime = AT) -> Booking:
    """Book a place for somebody, as they do it."""
    by = factories.actor(who)
    with acting(by):
        return book_place(by=by, session_id=at_session.pk, needs=needs, at=at)


def mark(
    trainer: Practitioner,
    at_session: TrainingSession,
    took: Took = Took.PRESENT,
    *,
    only: Practitioner | None = None,
    at: datetime | None = None,
) -> list[TrainingRecord]:
    """Mark everybody who has a place, or one of them."""
    by, when = factories.actor(trainer), at or at_session.starts_at
    with acting(by):
        places = list_places(by=by, session=at_session, at=when)
        marks = {
            one.booking.pk: Mark(took, one.version)
            for one in places
            if only is None or one.booking.practitioner_id == only.pk
        }
        return mark_attendance(by=by, session_id=at_session.pk, marks=marks, at=when)


def rows_of_training(team: Team, trainer: Practitioner) -> TrainingSession:
    """A row in every table of training: who runs it was at a session that somebody else of the team led."""
    learner = runner(team)
    made = session(factories.actor(learner), course(factories.actor(learner)), trainers=[trainer])
    book(learner, made, needs="A seat near the front")
    mark(trainer, made)
    return made
