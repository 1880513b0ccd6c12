"""A writer's own notes. Reading them is not written into the audit: when somebody reflects is nobody's business."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from earlyhelp.develop.models import NoteLock, PrivateNote
from earlyhelp.develop.rules import notes as rules
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.sealing import CannotOpen, Lock, open_lock, unseal


@dataclass(frozen=True, slots=True)
class Note:
    """A note as its writer reads it. `is_unreadable` when what is stored is not what was sealed."""

    id: UUID
    title: str
    text: str
    written_at: datetime
    changed_at: datetime
    is_unreadable: bool = False

    @property
    def seen(self) -> str:
        """A mark of this version of the note."""
        return self.changed_at.isoformat()


def get_lock(*, by: Actor) -> NoteLock | None:
    """The lock of the actor's own notes, or None before the first one."""
    rules.check_may_keep_notes(by)
    return NoteLock.objects.filter(writer_id=by.practitioner_key).first()


def get_key(*, by: Actor, passphrase: str) -> bytes:
    """The key of the actor's notes. Raises WrongPassphrase."""
    lock = NoteLock.objects.get(writer_id=by.practitioner_key)
    try:
        return open_lock(
            Lock(bytes(lock.salt), bytes(lock.wrapped), lock.work), passphrase, about=about_lock(by=by)
        )
    except CannotOpen as wrong:
        raise rules.WrongPassphrase(rules.WRONG) from wrong


def count_notes(*, by: Actor) -> int:
    """How many notes the actor has. Needs no key."""
    return PrivateNote.objects.filter(writer_id=by.practitioner_key).count()


def has_note(*, by: Actor, note_id: UUID) -> bool:
    """Whether the actor has this note. Needs no key."""
    return PrivateNote.objects.filter(pk=note_id, writer_id=by.practitioner_key).exists()


def list_notes(*, by: Actor, key: bytes) -> list[Note]:
    """The actor's own notes, the last changed first."""
    rows = PrivateNote.objects.filter(writer_id=by.practitioner_key)
    return [_read(one, key, by) for one in rows]


def get_note(*, by: Actor, key: bytes, note_id: UUID) -> Note:
    """One of the actor's own notes. Raises PrivateNote.DoesNotExist."""
    return _read(PrivateNote.objects.get(pk=note_id, writer_id=by.practitioner_key), key, by)


def about_lock(*, by: Actor) -> str:
    """What a lock is bound to: its writer."""
    return f"note-lock:{by.practitioner_key}"


def about_note(*, by: Actor, note_id: UUID) -> str:
    """What a note is bound to: its writer and itself."""
    return f"note:{by.practitioner_key}:{note_id}"


def _read(row: PrivateNote, key: bytes, by: Actor) -> Note:
    try:
        said = json.loads(unseal(key, bytes(row.sealed), about=about_note(by=by, note_id=row.pk)))
    except CannotOpen:
        return Note(row.pk, "", "", row.written_at, row.changed_at, is_unreadable=True)
    return Note(row.pk, said["title"], said["text"], row.written_at, row.changed_at)
