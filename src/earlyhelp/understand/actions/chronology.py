"""What workers may say of a chronology: pin an entry, say why it matters; and that it was printed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.chronology import NoteVisibility, PrintReason
from earlyhelp.understand.models import EntryPin, Person, Significance
from earlyhelp.understand.queries import people_of
from earlyhelp.understand.rules.chronology import check_note
from earlyhelp.understand.rules.opening import check_may_open


@transaction.atomic
def pin_entry(*, by: Actor, person: Person, entry: str, at: datetime) -> EntryPin:
    """Keep an entry at the top of a person's chronology. Pinned twice, it is pinned once. Raises NotAllowed."""
    _check(by, person)
    pin, is_new = EntryPin.objects.get_or_create(
        agency_id=by.agency_key,
        person=person,
        entry=entry,
        undone_at=None,
        defaults={"pinned_by_id": by.practitioner_key, "pinned_at": at},
    )
    if is_new:
        audit.record(by=by, did="chronology.pinned", target=person, at=at, detail={"entry": entry})
    return pin


@transaction.atomic
def unpin_entry(*, by: Actor, person: Person, entry: str, at: datetime) -> int:
    """Let an entry stand where it stands in time. Returns how many pins were taken off. Raises NotAllowed."""
    _check(by, person)
    keys = people_of(by, person.pk)
    live = EntryPin.objects.filter(agency_id=by.agency_key, person__in=keys, entry=entry, undone_at=None)
    undone = live.update(undone_by_id=by.practitioner_key, undone_at=at)
    if undone:
        audit.record(by=by, did="chronology.unpinned", target=person, at=at, detail={"entry": entry})
    return undone


@transaction.atomic
def say_significance(
    *, by: Actor, person: Person, entry: str, why: str, visibility: NoteVisibility, at: datetime
) -> Significance:
    """Say why an entry matters, and who may read that. Raises NotAllowed, NothingSaid."""
    _check(by, person)
    note = Significance.objects.create(
        agency_id=by.agency_key,
        person=person,
        entry=entry,
        why=check_note(why),
        visibility=visibility,
        said_by_id=by.practitioner_key,
        said_at=at,
    )
    detail = {"entry": entry, "visibility": visibility.value}
    audit.record(by=by, did="significance.said", target=person, at=at, detail=detail)
    return note


@transaction.atomic
def take_back_significance(*, by: Actor, note_id: UUID, at: datetime) -> Significance:
    """Take back what one said oneself. It stays known that it was said. Raises Significance.DoesNotExist."""
    mine = Significance.objects.select_for_update().filter(agency_id=by.agency_key, undone_at=None)
    note = mine.select_related(None).get(pk=note_id, said_by_id=by.practitioner_key)
    note.undone_by_id, note.undone_at = by.practitioner_id, at
    note.save(update_fields=["undone_by", "undone_at"])
    audit.record(by=by, did="significance.taken_back", target=note, at=at, detail={"entry": note.entry})
    return note


@transaction.atomic
def record_print(
    *, by: Actor, person: Person, reason: PrintReason, language: str, entries: int, at: datetime
) -> None:
    """Write down that a chronology leaves the screen: who printed it, why, and how much stood in it."""
    detail = {"language": language, "entries": entries}
    audit.record(
        by=by,
        did="chronology.printed",
        target=person,
        kind=EntryKind.SHARE,
        reason=reason.value,
        detail=detail,
        at=at,
    )


def _check(by: Actor, person: Person) -> None:
    """Only the agency whose person it is speaks about their chronology."""
    check_may_open(by, owner=person.agency_id, is_granted=False)
