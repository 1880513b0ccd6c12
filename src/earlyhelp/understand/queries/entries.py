"""Strengths, circumstances and a child's own view, as far as the reader may see them. Nothing here counts or ranks.

Who opens a person's record says why, and `record_opening` writes that down: these queries are asked after it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, DataSet, Role
from earlyhelp.partnership.models import Agency, Practitioner, SharingAgreement
from earlyhelp.understand.choices.entries import Sheet, Visibility
from earlyhelp.understand.models import ChildView, Circumstance, Strength
from earlyhelp.understand.models.entries import Entry
from earlyhelp.understand.queries.joined import people_of

TABLES: Final[Mapping[Sheet, type[Strength] | type[Circumstance] | type[ChildView]]] = {
    Sheet.STRENGTHS: Strength,
    Sheet.CIRCUMSTANCES: Circumstance,
    Sheet.CHILDS_EYE: ChildView,
}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it stands, and what stood there before it was corrected, the newest first."""

    entry: Entry
    before: tuple[Entry, ...] = ()

    @property
    def is_ended(self) -> bool:
        """Whether somebody said that it no longer holds."""
        return self.entry.ended_at is not None


def visible_to(by: Actor) -> Q:
    """The first wall: rows of one's own agency but those for others by name, and what partners share.

    That the reader's agency is involved with the person, `get_person` has asked; PostgreSQL asks all of it again.
    """
    me = by.practitioner_key
    mine = Q(agency_id=by.agency_key) & (
        ~Q(visibility=Visibility.NAMED) | Q(recorded_by_id=me) | Q(named__contains=[me])
    )
    return mine | Q(visibility=Visibility.PARTNERS, agency_id__in=_sharing_with(by))


def list_told(by: Actor, person_id: UUID, sheet: Sheet) -> list[Told]:
    """What one sheet says of a person and of those who are one with them: newest first, ended ones last.

    Two queries, however much there is.
    """
    return assembled(list_rows(by, people_of(by, person_id), sheet))


def list_rows(by: Actor, person_ids: Iterable[UUID], sheet: Sheet) -> list[Entry]:
    """Every version of every entry of these people that the reader may see. One query."""
    rows = TABLES[sheet].objects.filter(visible_to(by), person_id__in=list(person_ids))
    return list(rows.select_related("agency", "recorded_by", "ended_by").order_by("-recorded_at", "-id"))


def list_current(by: Actor, person_ids: Iterable[UUID], sheet: Sheet) -> list[Entry]:
    """Entries that stand today, for a chronology: neither replaced nor ended. One query."""
    return [told.entry for told in assembled(list_rows(by, person_ids, sheet)) if not told.is_ended]


def get_entry(by: Actor, sheet: Sheet, entry_id: UUID) -> Entry:
    """One entry of the actor's agency that they may see. Raises the table's DoesNotExist."""
    rows = TABLES[sheet].objects.filter(visible_to(by), agency_id=by.agency_key)
    found: Entry = rows.select_related("person", "recorded_by").get(pk=entry_id)
    return found


def list_colleagues(by: Actor) -> QuerySet[Practitioner]:
    """Those of the actor's agency who work with families, but not the actor: who may be named."""
    return Practitioner.objects.filter(
        agency_id=by.agency_key, role__in=[*FRONT_DOOR_ROLES, Role.SERVICE_WORKER], is_active=True
    ).exclude(pk=by.practitioner_key)


def in_order_of_time(told: Iterable[Told]) -> list[Told]:
    """The oldest first, as a child lived it; what has no date comes last, in the order in which it was written."""
    return sorted(told, key=lambda one: (one.entry.first_on or date.max, one.entry.recorded_at))


def assembled(rows: Iterable[Entry]) -> list[Told]:
    rows = list(rows)
    by_key = {row.pk: row for row in rows}
    replaced = {row.replaces_id for row in rows}  # type: ignore[attr-defined]
    told = [Told(row, tuple(_before(row, by_key))) for row in rows if row.pk not in replaced]
    told.sort(key=lambda one: one.entry.first_on or date.min, reverse=True)
    return sorted(told, key=lambda one: one.is_ended)


def _before(row: Entry, by_key: Mapping[UUID, Entry]) -> Iterable[Entry]:
    earlier = by_key.get(row.replaces_id)  # type: ignore[attr-defined]
    while earlier is not None:
        yield earlier
        earlier = by_key.get(earlier.replaces_id)  # type: ignore[attr-defined]


def _sharing_with(by: Actor) -> QuerySet[Agency, UUID]:
    """The agencies with which the actor's has an agreement about circumstances. Its days are asked by PostgreSQL."""
    ours = SharingAgreement.objects.filter(parties=by.agency_key, data_sets__contains=[DataSet.CIRCUMSTANCES])
    return Agency.objects.filter(agreements__in=ours).values_list("pk", flat=True)
