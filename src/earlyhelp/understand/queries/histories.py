"""An adult's own childhood, while its opening lasts. PostgreSQL shows nothing to whoever said not what for."""

from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import ChildhoodHistory, HistoryPermission
from earlyhelp.understand.queries.entries import Told, assembled
from earlyhelp.understand.queries.joined import people_of


def list_histories(by: Actor, person_id: UUID) -> list[Told]:
    """What the reader may read of a person's own childhood now: nothing before `actions.open_history`.

    An empty list does not say that nothing is recorded.
    """
    rows = ChildhoodHistory.objects.filter(agency_id=by.agency_key, person_id__in=people_of(by, person_id))
    return assembled(rows.select_related("agency", "recorded_by", "ended_by").order_by("-recorded_at", "-id"))


def get_history(by: Actor, history_id: UUID) -> ChildhoodHistory:
    """One history that the actor wrote and has open now. Raises ChildhoodHistory.DoesNotExist."""
    mine = ChildhoodHistory.objects.filter(agency_id=by.agency_key, recorded_by_id=by.practitioner_key)
    return mine.select_related("person").get(pk=history_id)


def list_permissions(by: Actor, person_id: UUID) -> QuerySet[HistoryPermission]:
    """Whom the actor let read what they wrote of this person's childhood, the newest first."""
    return (
        HistoryPermission.objects.filter(
            person_id__in=people_of(by, person_id), given_by_id=by.practitioner_key
        )
        .select_related("practitioner")
        .order_by("-given_at")
    )
