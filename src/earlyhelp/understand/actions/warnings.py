"""Warning notes: written with a manager, looked at again, ended with a reason."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.actions.entries import today
from earlyhelp.understand.choices.entries import Visibility
from earlyhelp.understand.models import Person, WarningNote, WarningReview
from earlyhelp.understand.queries.entries import list_colleagues
from earlyhelp.understand.rules import entries as entry_rules
from earlyhelp.understand.rules import warnings as rules
from earlyhelp.understand.rules.warnings import Note


@transaction.atomic
def write_warning(*, by: Actor, person_id: UUID, note: Note, at: datetime) -> WarningNote:
    """Write down what to know before meeting a person. Raises NotAllowed, NotFair, Person.DoesNotExist."""
    entry_rules.check_may_record(by)
    named = note.named if note.visibility == Visibility.NAMED else ()
    own = set(list_colleagues(by).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    note = replace(note, named=tuple(key for key in named if key in own))
    rules.check_note(note, today(at))
    person = Person.objects.get(pk=person_id)
    written = WarningNote.objects.create(
        agency_id=by.agency_key,
        person=person,
        words=note.words.strip(),
        language=note.language,
        said_by=note.said_by.strip(),
        person_knows=note.person_knows,
        told_on=note.told_on if note.person_knows else None,
        why_not_told="" if note.person_knows else note.why_not_told.strip(),
        agreed_with=note.agreed_with.strip(),
        agreed_on=note.agreed_on,
        review_on=note.review_on,
        visibility=note.visibility,
        named=list(note.named),
        recorded_by_id=by.practitioner_key,
        recorded_at=at,
    )
    audit.record(by=by, did="warning.recorded", target=written, at=at, detail={"person": person.reference})
    return written


@transaction.atomic
def review_warning(*, by: Actor, note_id: UUID, found: str, next_on: date, at: datetime) -> WarningReview:
    """Look at a note again and keep it until another day, and say why it is still needed.

    Raises NotAllowed, NotFair, AlreadyEnded, WarningNote.DoesNotExist.
    """
    note = _live(by, note_id)
    if not found.strip():
        raise rules.NotFair("found", rules.SAY_WHY)
    rules.check_next(next_on, today(at), field="next_on")
    review = WarningReview.objects.create(
        agency_id=by.agency_key,
        note=note,
        found=found.strip(),
        due_on=note.review_on,
        next_on=next_on,
        reviewed_by_id=by.practitioner_key,
        reviewed_at=at,
    )
    note.review_on = next_on
    note.save(update_fields=["review_on"])
    audit.record(by=by, did="warning.reviewed", target=note, at=at)
    return review


@transaction.atomic
def end_warning(*, by: Actor, note_id: UUID, because: str, at: datetime) -> WarningNote:
    """End a note and say why. It stays visible as ended.

    Raises NotAllowed, Incomplete, AlreadyEnded, WarningNote.DoesNotExist.
    """
    entry_rules.check_because(because)
    note = _live(by, note_id)
    note.ended_by_id, note.ended_at, note.ended_because = by.practitioner_id, at, because.strip()[:300]
    note.save(update_fields=["ended_by", "ended_at", "ended_because"])
    audit.record(by=by, did="warning.ended", target=note, at=at)
    return note


def _live(by: Actor, note_id: UUID) -> WarningNote:
    entry_rules.check_may_record(by)
    note = WarningNote.objects.select_for_update().get(pk=note_id, agency_id=by.agency_key)
    rules.check_live(ended=note.ended_at is not None)
    return note
