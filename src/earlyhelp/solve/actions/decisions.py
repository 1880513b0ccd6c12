"""Ending a triage: one of eight outcomes, with a reason, and the officer hears."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.identify.models import Notification
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.queries.codelists import list_offered
from earlyhelp.solve import queries, rules
from earlyhelp.solve.actions.feedback import give_feedback, write_feedback
from earlyhelp.solve.actions.locking import lock_for_triage
from earlyhelp.solve.actions.questions import tell_of_question
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.lists import DECISION_REASONS
from earlyhelp.solve.models import Claim, Decision, FollowUp, Hold, Question
from earlyhelp.solve.rules import followups, questions


@transaction.atomic
def decide(
    *,
    by: Actor,
    notification_id: UUID,
    expected_number: int,
    outcome: str,
    reason: str,
    rationale: str,
    at: datetime,
    met_by: str = "",
    question: str = "",
) -> Decision:
    """Decide what becomes of a notification, and tell the officer.

    `expected_number` is the number of the last decision that the decider saw, 0 when there was none. Sending the
    same decision twice is one decision. Raises NotAllowed, IncompleteDecision, CannotStep, DecidedMeanwhile, or
    Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    reasons = dict(list_offered(by, DECISION_REASONS, group=outcome))
    rules.check_decision(outcome, reason, rationale, met_by, question, reasons=reasons)
    last = queries.get_last_decision(by, notification_id)
    said = (outcome, reason, rationale, met_by, by.practitioner_id)
    if last is not None and last.number != expected_number:
        if last.number == expected_number + 1 and said == _said(last):
            return last
        raise rules.DecidedMeanwhile(who=last.decided_by.full_name, at=last.decided_at)
    state = queries.get_state(by, notification_id)
    rules.check_can_step(state, rules.step_of(outcome))
    decision = Decision.objects.create(
        agency_id=by.agency_key,
        notification=notification,
        number=(last.number if last else 0) + 1,
        outcome=outcome,
        reason=reason,
        rationale=rationale,
        met_by=met_by,
        decided_by_id=by.practitioner_key,
        decided_at=at,
    )
    detail = {"outcome": outcome, "reason": reason, "number": decision.number}
    audit.record(by=by, did="notification.decided", target=notification, at=at, detail=detail)
    _leave_nothing_open(by, notification, at)
    _give_it_a_day(decision)
    if outcome == Outcome.ASKED_BACK:
        _ask(by, notification, question.strip(), at)
    else:
        give_feedback(by=by, notification=notification, event=rules.event_of(outcome), at=at)
    return decision


def _said(decision: Decision) -> tuple[str, str, str, str, UUID]:
    return (
        decision.outcome,
        decision.reason,
        decision.rationale,
        decision.met_by,
        decision.decided_by_id,
    )


def _give_it_a_day(decision: Decision) -> None:
    """Whoever decided looks at it again, on the day of the rule, unless they say another. An end has no day."""
    on = followups.next_on(decision.outcome, decision.decided_at)
    if on is not None and decision.outcome != Outcome.ASKED_BACK:
        FollowUp.objects.create(
            agency_id=decision.agency_id,
            decision=decision,
            practitioner_id=decision.decided_by_id,
            next_on=on,
            because=decision.rationale[:500],
            set_by_id=decision.decided_by_id,
            set_at=decision.decided_at,
        )


def _leave_nothing_open(by: Actor, notification: Notification, at: datetime) -> None:
    """End the claim and any question: whoever had it open is done, and nobody waits for an answer any more."""
    Claim.objects.filter(notification=notification, released_at=None).update(released_at=at)
    if Hold.objects.filter(notification=notification, ended_at=None).update(ended_at=at):
        audit.record(by=by, did="hold.ended", target=notification, at=at)
    open_questions = Question.objects.filter(notification=notification, answered_at=None, closed_at=None)
    if open_questions.update(closed_at=at):
        audit.record(by=by, did="question.closed", target=notification, at=at)


def _ask(by: Actor, notification: Notification, text: str, at: datetime) -> None:
    asked = Question.objects.create(
        agency_id=notification.agency_id,
        notification=notification,
        text=text,
        asked_by_id=by.practitioner_key,
        asked_at=at,
        due_at=questions.answer_by(at),
    )
    audit.record(by=by, did="question.asked", target=asked, at=at)
    write_feedback(by=by, notification=notification, event=rules.event_of(Outcome.ASKED_BACK), at=at)
    tell_of_question(by, asked, Template.QUESTION, at)
