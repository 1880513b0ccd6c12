"""The people of a notification as they count now: added ones are in, and of a corrected one only the last word."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from earlyhelp.identify.choices import (
    OtherChildren,
    PersonRole,
    PreferredLanguage,
    Relation,
    Responsibility,
    SafeContact,
    SharingView,
    StrengthsMissing,
    WordsMissing,
)
from earlyhelp.identify.models import Notification, ReportedPerson, ReportedRelation
from earlyhelp.identify.report import Named, Related, Report

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


def report_of(
    row: Notification, people: Sequence[ReportedPerson], relations: Sequence[ReportedRelation]
) -> Report:
    """A notification as plain values, as it counts now: `people` in their order, `relations` between any of them."""
    places = {one.pk: place for place, one in enumerate(people)}
    return Report(
        place=row.place,
        occurred_at=row.occurred_at,
        people=tuple(named_of(one) for one in people),
        seen_and_heard=row.seen_and_heard,
        own_words=row.own_words,
        strengths=row.strengths,
        sharing_view=SharingView(row.sharing_view),
        sharing_words=row.sharing_words,
        told_whom=row.told_whom,
        who_had_care=row.who_had_care,
        wants=row.wants,
        other_children=OtherChildren(row.other_children) if row.other_children else None,
        strengths_missing=StrengthsMissing(row.strengths_missing) if row.strengths_missing else None,
        words_missing=WordsMissing(row.words_missing) if row.words_missing else None,
        relations=tuple(
            Related(
                places.get(one.person_id, 0),
                Relation(one.relation),
                places.get(one.of_id, 0),
                Responsibility(one.responsibility) if one.responsibility else None,
            )
            for one in relations
        ),
    )


def _as_is(value: Any) -> Any:
    return value
