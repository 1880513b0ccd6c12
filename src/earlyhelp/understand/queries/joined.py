"""Who is one with whom: two people found to be one stay two rows, joined by `PersonJoin`.

Whoever reads what hangs on a person (relationships, circumstances, links) filters by `people_of`, and whoever shows
a person shows `get_current_person`. Nothing is moved when people are joined, so undoing it restores everything.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import Person

# Everybody on the way up to whom each is now, and everybody below them.
_TOGETHER = """
WITH RECURSIVE up(asked, id) AS (
  SELECT id, id FROM unnest(%s::uuid[]) AS id
  UNION
  SELECT up.asked, j.into_id FROM up JOIN understand_personjoin AS j ON j.person_id = up.id AND j.undone_at IS NULL
), top AS (
  SELECT asked, id FROM up
  WHERE NOT EXISTS (SELECT 1 FROM understand_personjoin AS j WHERE j.person_id = up.id AND j.undone_at IS NULL)
), down(asked, top, id) AS (
  SELECT asked, id, id FROM top
  UNION
  SELECT down.asked, down.top, j.person_id
  FROM down JOIN understand_personjoin AS j ON j.into_id = down.id AND j.undone_at IS NULL
)
SELECT asked, top, id FROM down
"""


Joined = dict[UUID, tuple[UUID, frozenset[UUID]]]
# What was answered while one page is read: by whose eyes it was seen, since row-level security decides what there is.
_answered: ContextVar[dict[tuple[UUID | None, UUID | None], Joined] | None] = ContextVar(
    "joined", default=None
)


@contextmanager
def reading_one_page() -> Iterator[None]:
    """Until the end, ask PostgreSQL only once who each person is one with: a page of a record asks a dozen times.

    For pages that read. Who joins or parts people does so outside.
    """
    token = _answered.set({})
    try:
        yield
    finally:
        _answered.reset(token)


def list_joined(by: Actor, person_ids: Iterable[UUID]) -> Joined:
    """For each of these people, whom they are now and the keys of all who are one with them. One query at most."""
    asked = set(person_ids)
    answered = _answered.get()
    if answered is None:
        return _ask(asked)
    known = answered.setdefault((by.agency_id, by.practitioner_id), {})
    known |= _ask(asked - known.keys())
    return {one: known[one] for one in asked}


def _ask(asked: Collection[UUID]) -> Joined:
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, [list(asked)])
        rows = cursor.fetchall()
    tops = {one: top for one, top, _ in rows}
    together: dict[UUID, set[UUID]] = {one: set() for one in tops}
    for one, _, key in rows:
        together[one].add(key)
    return {one: (tops[one], frozenset(keys)) for one, keys in together.items()}


def people_of(by: Actor, person_id: UUID) -> frozenset[UUID]:
    """The keys of all who are one with this person, this one included. One query."""
    return list_joined(by, [person_id])[person_id][1]


def get_current_person(by: Actor, person_id: UUID) -> Person:
    """Who this person is now: the one that all who are joined point at. Raises Person.DoesNotExist."""
    current, _ = list_joined(by, [person_id])[person_id]
    return Person.objects.select_related("agency").get(pk=current, agency_id=by.agency_key)
