"""The officer answers, and the notification comes back to the top of the queue."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries import list_front_door, list_practitioners_of_agency
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.feedback import write_feedback
from earlyhelp.solve.choices import Step, TriageState
from earlyhelp.solve.models import Question
from earlyhelp.solve.rules import questions


@transaction.atomic
def answer_question(*, by: Actor, question_id: UUID, answer: str, at: datetime) -> Question:
    """Answer a question about what one sent, or what an officer of one's team sent who is away. Twice is once.

    Raises NotAllowed, NothingToAnswer, CannotStep when the question is no longer open, Question.DoesNotExist.
    """
    found = Question.objects.select_for_update(of=("self",)).select_related(
        "notification__submitted_by", "asked_by"
    )
    question = found.get(pk=question_id)
    queries.check_may_answer(by, question, at)
    rules.check_answer(answer)
    if question.answered_at is not None and question.answer == answer.strip():
        return question
    rules.check_can_step(_state(question), Step.ANSWER)
    question.answer, question.answered_by_id, question.answered_at = answer.strip(), by.practitioner_id, at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record(by=by, did="question.answered", target=question, at=at)
    write_feedback(by=by, notification=question.notification, event="question.answered", at=at)
    send_message(
        by=by,
        to=question.asked_by,
        template=Template.ANSWER,
        about=question.notification,
        context={"path": reverse("solve:case", args=[question.notification.reference])},
        at=at,
    )
    return question


def _state(question: Question) -> TriageState:
    """The state as the officer can know it: decisions belong to the front door, questions to the officer's agency."""
    if question.answered_at is not None:
        return TriageState.ANSWERED
    return TriageState.DECIDED if question.closed_at is not None else TriageState.ASKED_BACK


def tell_of_question(by: Actor, question: Question, template: Template, at: datetime) -> None:
    """Tell the officer of a question, or the supervisors of the team when the officer left."""
    officer = question.notification.submitted_by
    readers = [officer] if officer.is_active else list(_supervisors(by, officer))
    _tell(by, question, template, readers, at)


@transaction.atomic
def follow_up_questions(*, by: Actor, at: datetime) -> int:
    """Remind officers of questions, and tell supervisors and the front door of those that were not answered in time.

    For the service itself, acting for the agency of a front door. Each once. Returns how many it dealt with.
    """
    waiting = Question.objects.filter(
        notification__front_door__agency_id=by.agency_key, answered_at=None, closed_at=None, late_told_at=None
    )
    locked = waiting.select_for_update(skip_locked=True, of=("self",))
    found = locked.select_related("notification__submitted_by", "notification__front_door", "asked_by")
    return sum(_follow_up(by, question, at) for question in list(found.order_by("asked_at", "pk")))


def _follow_up(by: Actor, question: Question, at: datetime) -> bool:
    due = question.wanted_by
    if at > due:
        _mark(by, question, "late_told_at", "question.late", at)
        _tell(by, question, Template.QUESTION_ENDS, _supervisors(by, question.notification.submitted_by), at)
        _tell_front_door(by, question, at)
        return True
    remind = questions.must_remind_of_question(asked_at=question.asked_at, due=due, at=at)
    if remind and question.reminded_at is None:
        _mark(by, question, "reminded_at", "question.reminded", at)
        tell_of_question(by, question, Template.QUESTION_ENDS, at)
        return True
    return False


def _mark(by: Actor, question: Question, column: str, did: str, at: datetime) -> None:
    setattr(question, column, at)
    question.save(update_fields=[column])
    audit.record(by=by, did=did, target=question, at=at)


def _supervisors(by: Actor, officer: Practitioner) -> Iterable[Practitioner]:
    found = list_practitioners_of_agency(by=by, agency_id=officer.agency_id, role=Role.SUPERVISOR)
    return found.filter(team_id=officer.team_id).order_by("pk")


def _tell(
    by: Actor, question: Question, template: Template, readers: Iterable[Practitioner], at: datetime
) -> None:
    path = {"path": reverse("solve:answer", args=[question.pk])}
    for reader in readers:
        send_message(by=by, to=reader, template=template, about=question.notification, context=path, at=at)


def _tell_front_door(by: Actor, question: Question, at: datetime) -> None:
    """Who asked hears that no answer came; the whole front door when they left."""
    notification = question.notification
    team = list_front_door(by=by, team_id=notification.front_door_id).order_by("pk")
    readers = [question.asked_by] if question.asked_by.is_active else list(team)
    path = {"path": reverse("solve:case", args=[notification.reference])}
    for reader in readers:
        send_message(
            by=by, to=reader, template=Template.QUESTION_LATE, about=notification, context=path, at=at
        )
