"""The transaction in which an actor works on the connection of wellbeing, whose role sees its own schema only."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db import connections, transaction

from earlyhelp.develop.rules.wellbeing.surveys import leads_team
from earlyhelp.kit.actor import Actor

CONNECTION: Final = "wellbeing"
_BECOME: Final = (
    "SELECT set_config('wellbeing.agency', %s, true), set_config('wellbeing.practitioner', %s, true),"
    " set_config('wellbeing.led_team', %s, true)"
)
_current: ContextVar[Actor | None] = ContextVar("apart", default=None)


@contextmanager
def apart(by: Actor) -> Iterator[None]:
    """Open a transaction in which `by` acts; PostgreSQL shows what is theirs. Inside another one, the earlier actor
    comes back at the end, as with `kit.database.acting`. Who leads no team sees nobody's wish."""
    connection = connections[CONNECTION]
    is_inside = connection.in_atomic_block
    before = _current.get() if is_inside else None
    with transaction.atomic(using=CONNECTION):
        _become(by)
        token = _current.set(by)
        try:
            yield
        finally:
            _current.reset(token)
    if is_inside and not connection.needs_rollback:
        _become(before or Actor.nobody())


def _become(by: Actor) -> None:
    led = by.team_id if leads_team(by) else None
    with connections[CONNECTION].cursor() as cursor:
        cursor.execute(_BECOME, [str(by.agency_id or ""), str(by.practitioner_id or ""), str(led or "")])
