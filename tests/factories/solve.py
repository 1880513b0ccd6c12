"""A front door at work: who decides, what was decided, what was asked."""

from datetime import datetime
from typing import Any

from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Decision, Question
from tests import factories


def decision_maker(partners: factories.Partners, language: str = "en") -> Practitioner:
    """Make a decision-maker of the front door."""
    return factories.practitioner(partners.front_door, Role.DECISION_MAKER, language)


def decision(
    by: Practitioner | Actor,
    notification: Notification,
    outcome: Outcome = Outcome.SIGNPOST,
    *,
    at: datetime = factories.AT,
    **changes: Any,
) -> Decision:
    """Decide as this decision-maker, after whatever was decided before. `changes` are arguments of `decide`."""
    who = by if isinstance(by, Actor) else factories.actor(by)
    with acting(who):
        last = queries.get_last_decision(who, notification.pk)
        said: dict[str, Any] = {
            "expected_number": last.number if last else 0,
            "outcome": outcome,
            "reason": rules.REASONS[outcome][0],
            "rationale": "They said so, and it fits what they want.",
            "met_by": "A synthetic service" if outcome is Outcome.ALREADY_MET else "",
            "question": "Who was at home?" if outcome is Outcome.ASKED_BACK else "",
        }
        return actions.decide(by=who, notification_id=notification.pk, at=at, **(said | changes))


def question(
    by: Practitioner | Actor, notification: Notification, *, at: datetime = factories.AT
) -> Question:
    """Ask the officer back. Read it inside `acting`."""
    decision(by, notification, Outcome.ASKED_BACK, at=at)
    with acting(by if isinstance(by, Actor) else factories.actor(by)):
        return Question.objects.filter(notification=notification).latest("asked_at", "id")
