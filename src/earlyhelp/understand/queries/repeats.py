"""Repeat contact, as facts: how often the same people were notified. In a few queries, however many are asked."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from earlyhelp.identify.choices import PersonRole
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.identity import Identity, sure_keys
from earlyhelp.understand.models import PersonLink
from earlyhelp.understand.queries.joined import list_joined
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
_NAMED = (
    "pk",
    "given_name",
    "family_name",
    "date_of_birth",
    "notification_id",
    "notification__submitted_at",
    "notification__agency_id",
    "notification__incident_number",
)
_HOLDING = "SELECT * FROM understand_holding(%s::uuid[], %s::uuid[], %s::text[])"
People = dict[UUID, set[UUID]]
Told = dict[UUID, set[Sent]]


def list_repeat_contact(
    by: Actor, notification_ids: Iterable[UUID], *, probable: bool = False
) -> dict[UUID, RepeatContact]:
    """Repeat contact for each of these notifications that has any; the others are left out.

    Counted over the people whom the notification is about and who are linked. With `probable`, people who are not
    linked yet count too when another report has the same name, in any form, and the same date of birth; the answer
    then says that it is not confirmed. People who were found to be one count as one. Holds keys and counts only. Three
    queries, or five with `probable`.
    """
    asked = set(notification_ids)
    linked, people = _linked(by, asked)
    maybe: Told = defaultdict(set)
    unconfirmed: set[UUID] = set()
    if probable:
        _add_probable(asked, linked, people, maybe, unconfirmed)
    joined = list_joined(by, set().union(*people.values()))
    for key, some in people.items():
        people[key] = set().union(*(joined[person][1] for person in some))
    about = _sent_about(by, set().union(*people.values()))
    return {
        key: _count(key, people[key], maybe[key], about, confirmed=key not in unconfirmed)
        for key in (*people, *(key for key in maybe if key not in people))
        if key in asked
    }


def get_repeat_contact(by: Actor, notification_id: UUID) -> RepeatContact:
    """Confirmed repeat contact for one notification: the first of its people when nobody is linked."""
    return list_repeat_contact(by, [notification_id]).get(notification_id, RepeatContact(1, 1))


def _linked(by: Actor, asked: set[UUID]) -> tuple[set[UUID], People]:
    """Which of their reports are linked, and the people by notification."""
    links = _links(by).filter(reported__notification_id__in=asked)
    linked: set[UUID] = set()
    people: People = defaultdict(set)
    for reported_id, key, person_id in links.values_list(
        "reported_id", "reported__notification_id", "person_id"
    ):
        linked.add(reported_id)
        people[key].add(person_id)
    return linked, people


def _links(by: Actor) -> Any:
    return PersonLink.objects.filter(
        agency_id=by.agency_key, undone_at=None, reported__role__in=_ABOUT
    ).order_by()


def _sent_about(by: Actor, people: set[UUID]) -> Told:
    about: Told = defaultdict(set)
    for person_id, *sent in _links(by).filter(person_id__in=people).values_list(*_COLUMNS):
        about[person_id].add(_sent(*sent))
    return about


def _sent(key: UUID, submitted_at: Any, agency_id: UUID, number: str) -> Sent:
    return Sent(key, submitted_at, f"{agency_id} {number.strip().casefold()}" if number.strip() else "")


def _add_probable(
    asked: set[UUID], linked: set[UUID], people: People, maybe: Told, unconfirmed: set[UUID]
) -> None:
    """Add those with the same name and date of birth: as a person when they are linked, else as a notification."""
    reports = ReportedPerson.objects.filter(notification_id__in=asked, role__in=_ABOUT).exclude(pk__in=linked)
    this: dict[UUID, Sent] = {}
    rows: list[tuple[UUID, UUID, str]] = []
    for reported_id, given, family, born, key, *sent in reports.order_by().values_list(*_NAMED):
        if keys := sure_keys(Identity(given, family, date_of_birth=born)):
            this[key] = _sent(key, *sent)
            rows.append((reported_id, key, _array(keys)))
    with connection.cursor() as cursor:
        cursor.execute(_HOLDING, [[row[place] for row in rows] for place in range(3)])
        found = cursor.fetchall()
    for key, person_id, *sent in found:
        maybe[key] |= {this[key], _sent(*sent)}
        unconfirmed.add(key)
        if person_id is not None:
            people[key].add(person_id)


def _array(keys: list[int]) -> str:
    """Keys as PostgreSQL writes an array: arrays of unequal length cannot stand in one array."""
    return "{" + ",".join(map(str, keys)) + "}"


def _count(key: UUID, people: set[UUID], maybe: set[Sent], about: Told, *, confirmed: bool) -> RepeatContact:
    sent = maybe.union(*(about[person] for person in people))
    this = next(one for one in sent if one.notification_id == key)
    return count_repeat_contact(this, sent, confirmed=confirmed)
