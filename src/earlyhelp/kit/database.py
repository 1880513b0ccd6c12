"""The transaction in which an actor works: PostgreSQL's row-level security reads who it is from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from earlyhelp.kit.actor import Actor

_BECOME = "SELECT set_config('earlyhelp.agency', %s, true), set_config('earlyhelp.practitioner', %s, true)"
_current: ContextVar[Actor | None] = ContextVar("actor", default=None)


@contextmanager
def acting(by: Actor) -> Iterator[Actor]:
    """Open a transaction in which `by` acts. Without one, tables that hold people look empty.

    Inside another one, the earlier actor comes back at the end: PostgreSQL keeps the setting until the
    outermost transaction ends, so leaving it would let the outer work see with the inner one's eyes.
    """
    is_inside = connection.in_atomic_block
    before = _current.get() if is_inside else None
    with transaction.atomic():
        _become(by)
        token = _current.set(by)
        try:
            yield by
        finally:
            _current.reset(token)
        if is_inside and not connection.needs_rollback:
            _become(before or Actor.nobody())


def _become(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_BECOME, [str(by.agency_id or ""), str(by.practitioner_id or "")])
