"""Records that are kept and not used, because the person asked for it: what a search, a meeting or a share leaves out.

Whoever opens one record, or begins something about one person, asks `govern.queries.rights.check_may_use`, which says
why. PostgreSQL asks the same (`understand_stilled`, migration 0014), whichever agency looks.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import PersonLink

_EVERY: Final = "SELECT unnest(understand_stilled(actor_agency(), actor_practitioner()))"
_AMONG: Final = f"SELECT id FROM unnest(%s::uuid[]) AS id WHERE id IN ({_EVERY})"  # noqa: S608 a constant


def list_stilled(by: Actor, person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these people whose record is kept and not used now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_AMONG, [list(person_ids)])
        return frozenset(key for (key,) in cursor.fetchall())


def list_stilled_links(by: Actor) -> QuerySet[PersonLink]:
    """The live links of reports and source records to those people; for the inside of another query."""
    return PersonLink.objects.filter(undone_at=None, person_id__in=RawSQL(_EVERY, []))  # noqa: S611 a constant


def list_stilled_places(by: Actor, notification_ids: Iterable[UUID]) -> frozenset[tuple[UUID, int]]:
    """Where in these notifications somebody stands whose record is kept and not used. One query."""
    links = list_stilled_links(by).filter(reported__notification_id__in=list(notification_ids))
    found = links.values_list("reported__notification_id", "reported__place", "reported__position")
    return frozenset((key, position if place is None else place) for key, place, position in found)
