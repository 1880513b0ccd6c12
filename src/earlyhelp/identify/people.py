"""The people of a notification as they count now: added ones are in, and of a corrected one only the last word."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from earlyhelp.identify.choices import PersonRole, PreferredLanguage, SafeContact
from earlyhelp.identify.models import ReportedPerson
from earlyhelp.identify.report import Named

_CHOSEN: dict[str, Any] = {
    "role": PersonRole,
    "language": PreferredLanguage,
    "safe_contact": SafeContact,
}


def current_people() -> QuerySet[ReportedPerson]:
    """Rows that nothing has taken the place of, in the order in which people were named."""
    return ReportedPerson.objects.filter(corrected_by=None).order_by(
        Coalesce("place", "position"), "position"
    )


def list_current_people(notification_id: UUID) -> QuerySet[ReportedPerson]:
    """The people of one notification as they count now."""
    return current_people().filter(notification_id=notification_id)


def named_of(row: ReportedPerson) -> Named:
    """A row as plain values."""
    columns: Iterable[str] = Named.__dataclass_fields__
    said: dict[str, Any] = {
        name: _CHOSEN.get(name, _as_is)(getattr(row, name)) for name in columns if hasattr(row, name)
    }
    return Named(**said)


def _as_is(value: Any) -> Any:
    return value
