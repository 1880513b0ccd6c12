"""What was decided."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.solve.models import Decision


def list_decisions(by: Actor, notification_ids: Iterable[UUID]) -> dict[UUID, list[Decision]]:
    """Every decision of the actor's agency about these notifications, the last one first. One query.

    Names nobody but the decider. Whoever shows a rationale audits the reading of its notification.
    """
    found: dict[UUID, list[Decision]] = defaultdict(list)
    for decision in _of(by, notification_ids).order_by("-number"):
        found[decision.notification_id].append(decision)
    return found


def list_last_decisions(by: Actor, notification_ids: Iterable[UUID]) -> dict[UUID, Decision]:
    """The decision that counts for each of these notifications; those without one are left out. One query."""
    last = _of(by, notification_ids).order_by("notification_id", "-number").distinct("notification_id")
    return {decision.notification_id: decision for decision in last}


def get_last_decision(by: Actor, notification_id: UUID) -> Decision | None:
    """The decision that counts for this notification, or None."""
    return list_last_decisions(by, [notification_id]).get(notification_id)


def _of(by: Actor, notification_ids: Iterable[UUID]) -> QuerySet[Decision]:
    decisions = Decision.objects.filter(agency_id=by.agency_key, notification_id__in=list(notification_ids))
    return decisions.select_related("decided_by")
