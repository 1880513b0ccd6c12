"""Where notifications stand, read from decisions and questions. Nothing stores it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from earlyhelp.identify.models import Notification
from earlyhelp.identify.queries import PREFIX, list_front_door_notifications
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.references import parse_reference
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
    return _stating(list_front_door_notifications(by=by), by)


def _stating(notifications: QuerySet[Notification], by: Actor) -> QuerySet[Notification, Any]:
    is_open = Question.objects.filter(notification=OuterRef("pk"), answered_at=None, closed_at=None)
    return notifications.annotate(
        last_outcome=_last(by, "outcome"),
        last_decided_at=_last(by, "decided_at"),
        question_open=Exists(is_open),
    )


def _last(by: Actor, column: str) -> Subquery:
    decisions = Decision.objects.filter(agency_id=by.agency_key, notification=OuterRef("pk"))
    return Subquery(decisions.order_by("-number").values(column)[:1])


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


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What a decision starts from, without anybody's data. `number` is the last decision's, 0 when there is none."""

    notification_id: UUID
    reference: str
    state: TriageState
    number: int


def get_to_decide(*, by: Actor, reference: str) -> ToDecide:
    """Where a notification of the actor's front door stands, by its reference as typed. It shows nobody: no audit.

    Raises Notification.DoesNotExist or NotAllowed.
    """
    parsed = parse_reference(reference, prefix=PREFIX)
    visible = Notification.objects.filter(reference=str(parsed)).select_related("front_door")
    found = _stating(visible, by).annotate(last_number=_last(by, "number")).get()
    rules.check_may_triage(by, front_door_agency=found.front_door.agency_id)
    return ToDecide(found.pk, found.reference, state_of(found), found.last_number or 0)
