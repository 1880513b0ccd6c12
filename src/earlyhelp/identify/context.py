"""What every page knows about writing without a signal."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from earlyhelp.identify.offline import owner_of
from earlyhelp.partnership.choices import Role

# The telephone puts the key of a draft in its place.
EXAMPLE = UUID("00000000-0000-7000-8000-000000000000")


def offline(request: HttpRequest) -> dict[str, Any]:
    """Return the part that pages end with, and the name under which this practitioner's telephone keeps things."""
    shown: dict[str, Any] = {"ending": "identify/offline_part.html", "offline_key": EXAMPLE}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shown
    return shown | {"offline_owner": owner_of(user.pk), "writes_offline": user.role == Role.NOTIFIER}
