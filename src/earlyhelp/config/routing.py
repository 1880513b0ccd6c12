"""Which connection reads which table: what stands in the schema of wellbeing is read by its own role, and no other."""

from typing import Any, Final

from django.db.models import Model

APART: Final = '"wellbeing".'


class BySchema:
    """Sends a model to the connection of its schema. `owner` is only ever named on purpose."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """The connection of wellbeing for its tables; None leaves it to Django."""
        return "wellbeing" if model._meta.db_table.startswith(APART) else None

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool | None:
        """No key leads across the wall."""
        apart = {type(found)._meta.db_table.startswith(APART) for found in (one, other)}
        return False if len(apart) == 2 else None
