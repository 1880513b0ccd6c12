"""The audit stands in one table for each month; these are made before their month begins."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor

MONTHS_AHEAD: Final = 3


@transaction.atomic
def make_audit_months(*, by: Actor, at: datetime) -> int:
    """Make this month's table of the audit and those of the next three. Returns how many were not there.

    Entries that came before their month was made stand in a table for all the others, and move. Which month it is
    PostgreSQL says, not the caller: its function works as the owner of the tables, and makes no others.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_months(%s)", [MONTHS_AHEAD])
        made = int(cursor.fetchone()[0])
    if made:
        audit.record(by=by, did="audit_months.made", at=at, detail={"months": made})
    return made
