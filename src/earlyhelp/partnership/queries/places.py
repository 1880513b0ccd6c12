"""Reading areas."""

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Area


def list_areas(*, by: Actor) -> QuerySet[Area]:
    """Return the 22 local authority areas, by name."""
    return Area.objects.all()
