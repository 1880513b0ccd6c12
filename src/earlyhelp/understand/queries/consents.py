"""What was agreed."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import Consent


def list_consents(by: Actor, reported_ids: Iterable[UUID]) -> QuerySet[Consent]:
    """The consents that the actor's agency recorded for these reports, newest first, withdrawn ones too."""
    found = Consent.objects.filter(agency_id=by.agency_key, reported_id__in=list(reported_ids))
    return found.select_related("recorded_by").order_by("-recorded_at", "-id")
