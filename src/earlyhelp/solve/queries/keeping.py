"""Who must do something about a notification next, and by when: it is never nobody, unless it ended with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Outcome, TriageState
from earlyhelp.solve.models import Hold, NotificationAssignment, Question
from earlyhelp.solve.queries.decisions import get_last_decision
from earlyhelp.solve.queries.followups import get_following
from earlyhelp.solve.queries.grading import Priority, list_priorities
from earlyhelp.solve.queries.states import state_of, with_state
from earlyhelp.solve.queries.timing import pauses_of
from earlyhelp.solve.rules.clocks import due_after


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who has a notification and until when; or the outcome and the reason with which it ended."""

    state: TriageState
    owner: str
    next_on: date | None
    outcome: str = ""
    reason: str = ""
    reason_words: str = ""

    @property
    def has_ended(self) -> bool:
        """True when nothing more is to be done, and it is said why."""
        return self.next_on is None and bool(self.outcome and self.reason)

    @property
    def outcome_words(self) -> str:
        """How it ended."""
        return str(Outcome(self.outcome).label) if self.outcome else ""


def get_keeping(by: Actor, notification_id: UUID, priority: Priority | None = None) -> Keeping:
    """Who has a notification of the actor's front door. Whoever shows it has audited the notification.

    `priority` is its own, when it has been read already: reading it takes nine queries.
    Raises Notification.DoesNotExist.
    """
    notification = with_state(by).get(pk=notification_id)
    state = state_of(notification)
    if state is TriageState.DECIDED:
        return _decided(by, notification_id)
    question = Question.objects.filter(notification_id=notification_id).order_by("-asked_at", "-pk").first()
    if state is TriageState.ASKED_BACK and question is not None:
        officer = notification.submitted_by
        owner = officer.full_name if officer.is_active else notification.team.name
        return Keeping(state, owner, _day(question.wanted_by))
    priority = priority or list_priorities(by, [notification])[notification.pk]
    due = _day(_due_at(notification, priority))
    held = Hold.objects.filter(notification_id=notification_id, ended_at=None).first()
    given = NotificationAssignment.objects.filter(notification_id=notification_id, ended_at=None)
    holder = given.select_related("practitioner").filter(practitioner__is_active=True).first()
    owner = holder.practitioner.full_name if holder else notification.front_door.name
    return Keeping(state, owner, held.until_on if held else due)


def _decided(by: Actor, notification_id: UUID) -> Keeping:
    decision = get_last_decision(by, notification_id)
    assert decision is not None
    following = get_following(by, decision)
    owner = "" if following.next_on is None else following.owner
    words = decision.get_reason_display()
    return Keeping(TriageState.DECIDED, owner, following.next_on, decision.outcome, decision.reason, words)


def _due_at(notification: Any, priority: Priority) -> datetime:
    """When it must be decided, by its grade and the council's standard. No question is open any more."""
    sent, standard = notification.submitted_at, priority.standard
    pauses = pauses_of([notification.pk])[notification.pk]
    return due_after(sent, standard.decide[priority.grade], at=sent, hours=standard.hours, pauses=pauses)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
