"""What a service needs to know of a person before it can help, item by item, each with its reason."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices.referrals import Item
from earlyhelp.signpost.models import NeededItem, Service
from earlyhelp.signpost.rules import directory as rules

Reasons = Mapping[Item, tuple[str, str]]
"""The reason for each item that is needed, in English and in Welsh."""


@transaction.atomic
def save_needed_items(*, by: Actor, service_id: UUID, reasons: Reasons, at: datetime) -> Service:
    """Say what a service needs to know, as a steward. Without any item it gets the usual ones.

    Raises NotAllowed or Service.DoesNotExist.
    """
    rules.check_may_keep_directory(by.role)
    service = Service.objects.select_for_update().get(pk=service_id)
    NeededItem.objects.filter(service=service).delete()
    NeededItem.objects.bulk_create(
        NeededItem(service=service, item=item.value, reason_en=english, reason_cy=welsh)
        for item, (english, welsh) in reasons.items()
    )
    detail = {"items": sorted(item.value for item in reasons)}
    audit.record(by=by, did="needed_items.saved", target=service, at=at, detail=detail)
    return service
