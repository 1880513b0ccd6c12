"""Where notifications stand, read from decisions and questions. Nothing stores it."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from earlyhelp.identify.models import Notification
from earlyhelp.identify.queries import list_front_door_notifications
from earlyhelp.kit.actor import Actor
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome, Tab, TriageState
from earlyhelp.solve.models import Decision, Question

_ASKED = Q(last_outcome=Outcome.ASKED_BACK)
_IN_STATE = {
    TriageState.AWAITING: Q(last_outcome=None),
    TriageState.ASKED_BACK: _ASKED & Q(question_open=True),
    TriageState.ANSWERED: _ASKED & Q(question_open=False),
    TriageState.DECIDED: Q(last_outcome__isnull=False) & ~_ASKED,
}


def with_state(by: Actor) -> QuerySet[Notification, Any]:
    """The front door's notifications with `last_outcome`, `last_decided_at` and `question_open`."""
    last = Decision.objects.filter(agency_id=by.agency_key, notification=OuterRef("pk")).order_by("-number")
    is_open = Question.objects.filter(notification=OuterRef("pk"), answered_at=None, closed_at=None)
    return list_front_door_notifications(by=by).annotate(
        last_outcome=Subquery(last.values("outcome")[:1]),
        last_decided_at=Subquery(last.values("decided_at")[:1]),
        question_open=Exists(is_open),
    )


def in_tab(notifications: QuerySet[Notification, Any], tab: Tab) -> QuerySet[Notification, Any]:
    """Those that stand in one of the tab's states."""
    wanted = Q()
    for state in rules.TABS[tab]:
        wanted |= _IN_STATE[state]
    return notifications.filter(wanted)


def state_of(notification: Any) -> TriageState:
    """The state of a notification that `with_state` has fetched."""
    return rules.state_of(notification.last_outcome, question_open=notification.question_open)


def get_state(by: Actor, notification_id: UUID) -> TriageState:
    """Where one notification stands. Raises Notification.DoesNotExist when it is not this front door's."""
    return state_of(with_state(by).get(pk=notification_id))
