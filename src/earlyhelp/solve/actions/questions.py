"""The officer answers, and the notification comes back to the top of the queue."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import rules
from earlyhelp.solve.actions.feedback import write_feedback
from earlyhelp.solve.choices import Step, TriageState
from earlyhelp.solve.models import Question


@transaction.atomic
def answer_question(*, by: Actor, question_id: UUID, answer: str, at: datetime) -> Question:
    """Answer a question about a notification that one sent. Sending the same answer twice is one answer.

    Raises NotAllowed, NothingToAnswer, CannotStep when the question is no longer open, Question.DoesNotExist.
    """
    found = Question.objects.select_for_update(of=("self",)).select_related("notification", "asked_by")
    question = found.get(pk=question_id)
    rules.check_may_answer(by, submitted_by=question.notification.submitted_by_id)
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
