"""The base of every table."""

from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7: sorts by time of creation, and tells nobody how many there are."""
    return UUID(int=uuid7().int)


class Record(models.Model):
    """A row with a key that no person needs to see."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
