"""Whom a chronology is about, and which reports and records are linked to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import PersonLink
from earlyhelp.understand.queries.joined import list_joined

Linked = Mapping[UUID, frozenset[UUID]]
"""The key of a row, to the people (as they are shown) whom it is about."""


@dataclass(frozen=True, slots=True)
class About:
    """The people of a chronology. `people` leads from every key of theirs to the one under which they are shown."""

    people: Mapping[UUID, UUID]
    links: tuple[PersonLink, ...]
    reported: Linked
    notifications: Linked
    records: Linked

    def who(self, link: PersonLink) -> frozenset[UUID]:
        """Whom a link is about."""
        return frozenset((self.people[link.person_id],))


def get_about(by: Actor, person_ids: Iterable[UUID]) -> About:
    """Everything that is linked to these people and to those who are one with them. Two queries, no names in them."""
    asked = tuple(person_ids)
    people = {key: one for one, (_top, keys) in list_joined(by, asked).items() for key in keys}
    links = tuple(
        PersonLink.objects.filter(person_id__in=list(people))
        .select_related("linked_by", "undone_by", "agency", "reported")
        .defer("reported__looked", "reported__own_words", "reported__search_keys")
        .order_by("linked_at", "id")
    )
    reported, notifications, records = _sets(), _sets(), _sets()
    for link in links:
        if link.undone_at is not None:
            continue
        who = people[link.person_id]
        if link.reported is not None:
            reported[link.reported.pk].add(who)
            notifications[link.reported.notification_id].add(who)
        elif link.record_id is not None:
            records[link.record_id].add(who)
    return About(people, links, _frozen(reported), _frozen(notifications), _frozen(records))


def _sets() -> dict[UUID, set[UUID]]:
    return defaultdict(set)


def _frozen(found: Mapping[UUID, set[UUID]]) -> Linked:
    return {key: frozenset(who) for key, who in found.items()}
