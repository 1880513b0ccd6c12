"""One thing that was said of who is who, so that it can be taken back: a link, a joining, or not the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.understand import rules
from earlyhelp.understand.models import NotSame, Person, PersonJoin, PersonLink
from earlyhelp.understand.queries.joined import get_current_person
from earlyhelp.understand.queries.sources import get_standing, pair_of


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, by whom and when; `person` is on whose page it stands. Names nobody who is helped."""

    kind: str
    key: UUID
    person: Person
    by: Any
    at: datetime
    reported_id: UUID | None = None
    record_id: UUID | None = None


def get_said(by: Actor, kind: str, said_id: UUID) -> Said:
    """One thing that the actor's agency said and that still counts. Raises DoesNotExist of it, or NotAllowed."""
    rules.check_may_link(by)
    mine = {"agency_id": by.agency_key, "undone_at": None, "pk": said_id}
    if kind == "link":
        link = PersonLink.objects.select_related("linked_by").get(**mine)
        person = get_current_person(by, link.person_id)
        return Said(kind, link.pk, person, link.linked_by, link.linked_at, link.reported_id, link.record_id)
    if kind == "join":
        join = PersonJoin.objects.select_related("joined_by").get(**mine)
        return Said(kind, join.pk, get_current_person(by, join.into_id), join.joined_by, join.joined_at)
    if kind == "not-same":
        said = NotSame.objects.select_related("said_by").get(**mine)
        sides = pair_of(said)
        standing = get_standing(by, sides)
        person_id = next((key for side in sides if (key := standing.person_of(side))), None)
        if person_id is not None:
            return Said(kind, said.pk, get_current_person(by, person_id), said.said_by, said.said_at)
    raise Person.DoesNotExist
