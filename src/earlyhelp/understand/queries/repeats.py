"""Repeat contact, as facts: how often the same people were notified. In two queries, however many are asked."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from earlyhelp.identify.choices import PersonRole
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import PersonLink
from earlyhelp.understand.rules import RepeatContact, Sent, count_repeat_contact

# A neighbour or a passer-by is named in many notifications that are not about them.
_ABOUT = [role for role in PersonRole if role is not PersonRole.OTHER]
_COLUMNS = (
    "person_id",
    "reported__notification_id",
    "reported__notification__submitted_at",
    "reported__notification__agency_id",
    "reported__notification__incident_number",
)


def list_repeat_contact(by: Actor, notification_ids: Iterable[UUID]) -> dict[UUID, RepeatContact]:
    """Repeat contact for each of these notifications that has somebody linked; the others are left out.

    Counted over the people who are linked and whom the notification is about. Holds keys and counts only.
    """
    links = PersonLink.objects.filter(
        agency_id=by.agency_key, undone_at=None, reported__role__in=_ABOUT
    ).order_by()
    asked = set(notification_ids)
    people: dict[UUID, set[UUID]] = defaultdict(set)
    here = links.filter(reported__notification_id__in=asked)
    for notification_id, person_id in here.values_list("reported__notification_id", "person_id"):
        people[notification_id].add(person_id)
    everybody = set().union(*people.values())
    sent_about: dict[UUID, set[Sent]] = defaultdict(set)
    sent: dict[UUID, Sent] = {}
    for person_id, key, submitted_at, agency_id, number in links.filter(person_id__in=everybody).values_list(
        *_COLUMNS
    ):
        one = Sent(key, submitted_at, f"{agency_id} {number.strip().casefold()}" if number.strip() else "")
        sent_about[person_id].add(one)
        sent[key] = one
    return {
        key: count_repeat_contact(sent[key], set().union(*(sent_about[person] for person in theirs)))
        for key, theirs in people.items()
    }


def get_repeat_contact(by: Actor, notification_id: UUID) -> RepeatContact:
    """Repeat contact for one notification: the first of its people when nobody is linked."""
    return list_repeat_contact(by, [notification_id]).get(notification_id, RepeatContact(1, 1))
