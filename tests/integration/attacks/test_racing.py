"""Two who take one case in one moment, on two real connections: the database lets one through, the other waits.

The rows are never committed: PostgreSQL looks at a foreign key only then, and at a unique key at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from earlyhelp.kit.models import new_id

AGENCY, FIRST, SECOND = UUID(int=11), UUID(int=21), UUID(int=22)
_CLAIM = (
    "INSERT INTO solve_claim (id, agency_id, notification_id, practitioner_id, claimed_at)"
    " VALUES (%s, %s, %s, %s, now())"
)


@pytest.fixture
def two(db: None) -> Iterator[tuple[Any, Any]]:
    """Two connections of the service's own role, each in a transaction, both acting for one agency."""
    with visitor() as one, visitor() as other:
        yield one, other


@contextmanager
def visitor() -> Iterator[Any]:
    """A connection of its own, as the role of the service."""
    said = connection.get_connection_params()
    keys = ("dbname", "user", "password", "host", "port")
    with psycopg.connect(**{key: said[key] for key in keys if said.get(key)}) as made:
        made.execute("SELECT set_config('earlyhelp.agency', %s, false)", [str(AGENCY)])
        made.execute("SET lock_timeout = '300ms'")
        try:
            yield made
        finally:
            made.rollback()


def claim(who: Any, practitioner: UUID, notification: UUID) -> None:
    """Take a case, as the action does, without asking first whether somebody has it."""
    who.execute(_CLAIM, [new_id(), AGENCY, notification, practitioner])


def test_of_two_who_claim_at_once_one_waits(two: tuple[Any, Any]) -> None:
    one, other = two
    case = new_id()
    claim(one, FIRST, case)
    with pytest.raises(psycopg.errors.LockNotAvailable):
        claim(other, SECOND, case)


def test_when_the_first_steps_back_the_second_has_it(two: tuple[Any, Any]) -> None:
    one, other = two
    case = new_id()
    claim(one, FIRST, case)
    one.rollback()
    claim(other, SECOND, case)


def test_without_one_live_claim_for_a_case_both_would_have_it(two: tuple[Any, Any]) -> None:
    """The same two, where the rule does not hold: a case each."""
    one, other = two
    claim(one, FIRST, new_id())
    claim(other, SECOND, new_id())
