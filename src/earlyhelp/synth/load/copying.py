"""Write many rows at once, with PostgreSQL's COPY. Defaults and checks of the database still hold."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, models

OWNER = "owner"


def copy_rows(rows: Sequence[models.Model]) -> int:
    """Write rows of one model as they are, on the owner's connection. Returns how many."""
    if not rows:
        return 0
    connection = connections[OWNER]
    meta = rows[0]._meta
    fields = list(meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    statement = f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_prepared(row, field, connection) for field in fields])
    return len(rows)


def _prepared(row: models.Model, field: "models.Field[Any, Any]", connection: Any) -> Any:
    """A value as the database driver wants it."""
    return field.get_db_prep_save(getattr(row, field.attname), connection)


def set_sequence(name: str, last: int) -> None:
    """Let the next reference follow the last one that was written."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT setval(%s, %s)", [name, max(1, last)])
