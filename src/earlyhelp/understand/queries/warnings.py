"""Warning notes, and which of them somebody must look at again."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.models import WarningNote
from earlyhelp.understand.queries.entries import visible_to
from earlyhelp.understand.queries.joined import people_of


def list_warnings(by: Actor, person_id: UUID) -> list[WarningNote]:
    """The notes about a person that the reader may see: those that stand first, then the ended ones."""
    notes = (
        WarningNote.objects.filter(visible_to(by), person_id__in=people_of(by, person_id))
        .select_related("agency", "recorded_by", "ended_by")
        .prefetch_related("reviews__reviewed_by")
        .order_by("-recorded_at")
    )
    return sorted(notes, key=lambda note: note.ended_at is not None)


def list_live_warnings(by: Actor, person_id: UUID) -> QuerySet[WarningNote]:
    """The notes that stand, for the head of every page about a person. The newest first."""
    return (
        WarningNote.objects.filter(visible_to(by), person_id__in=people_of(by, person_id), ended_at=None)
        .select_related("agency")
        .order_by("-recorded_at")
    )


def list_warnings_to_review(by: Actor, *, until: date) -> QuerySet[WarningNote]:
    """The agency's notes to look at by a day, the longest waiting first. Says whose reference it is, and no more."""
    return (
        WarningNote.objects.filter(
            visible_to(by), agency_id=by.agency_key, ended_at=None, review_on__lte=until
        )
        .select_related("person", "recorded_by")
        .order_by("review_on", "recorded_at")
    )


def count_warnings_to_review(by: Actor, *, until: date) -> int:
    """How many of the agency's notes are to be looked at by a day: work that waits, and nothing about a person."""
    return list_warnings_to_review(by, until=until).count()


def get_warning(by: Actor, note_id: UUID) -> WarningNote:
    """One note of the actor's agency. Raises WarningNote.DoesNotExist."""
    notes = WarningNote.objects.filter(visible_to(by), agency_id=by.agency_key)
    return notes.select_related("person", "recorded_by").get(pk=note_id)
