"""Many new rows at once, by PostgreSQL's own COPY: several times as fast as INSERT."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def write_new(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Write rows whose keys are new. Defaults and constraints hold as for any other row."""
    if not rows:
        return
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names = [field.attname for field in fields]
    listed = ", ".join(quote(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY {quote(model._meta.db_table)} ({listed}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([getattr(row, name) for name in names])
