"""Write many rows at once, with PostgreSQL's COPY. Defaults and checks of the database still hold."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections, models

OWNER = "owner"


def copy_rows(rows: Sequence[models.Model]) -> int:
    """Write rows of one model as they are, on the owner's connection. Returns how many."""
    if not rows:
        return 0
    connection = connections[OWNER]
    meta = rows[0]._meta
    # Prepared once: asking every field of every row costs more than the writing does.
    fields = [(field.attname, field.get_db_prep_save) for field in meta.concrete_fields]
    values = ([prepare(getattr(row, name), connection) for name, prepare in fields] for row in rows)
    copy_values(meta.db_table, [field.column for field in meta.concrete_fields], values)
    return len(rows)


def copy_values(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write plain values into a table, on the owner's connection."""
    connection = connections[OWNER]
    quote = connection.ops.quote_name
    listed = ", ".join(quote(column) for column in columns)
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY {quote(table)} ({listed}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


@contextmanager
def not_waiting_for_the_disk() -> Iterator[None]:
    """Commit without waiting: a power cut in the middle costs a load that is begun again, and nothing else."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            cursor.execute("RESET synchronous_commit")


def set_sequence(name: str, last: int) -> None:
    """Let the next reference follow the last one that was written."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT setval(%s, %s)", [name, max(1, last)])
