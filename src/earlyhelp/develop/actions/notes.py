"""Locking, writing and deleting private notes. What a note says never reaches the audit, a message or a log."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.develop import queries
from earlyhelp.develop.models import NoteLock, PrivateNote
from earlyhelp.develop.rules import notes as rules
from earlyhelp.govern.actions import audit
from earlyhelp.kit import sealing
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id


@transaction.atomic
def lock_notes(*, by: Actor, passphrase: str, again: str, at: datetime) -> bytes:
    """Choose the passphrase before the first note; gives the key. Raises WeakPassphrase or AlreadyLocked."""
    rules.check_may_keep_notes(by)
    rules.check_passphrase(passphrase, again)
    rules.check_is_first_lock(is_there=queries.get_lock(by=by) is not None)
    key = sealing.new_key()
    lock = sealing.lock_key(key, passphrase, about=queries.about_lock(by=by))
    made = NoteLock.objects.create(
        agency_id=by.agency_key,
        writer_id=by.practitioner_key,
        salt=lock.salt,
        work=lock.work,
        wrapped=lock.wrapped,
        made_at=at,
        used_at=at,
    )
    audit.record(by=by, did="private_notes.locked", target=made, at=at)
    return key


@transaction.atomic
def change_passphrase(*, by: Actor, old: str, passphrase: str, again: str, at: datetime) -> None:
    """Another passphrase for the same notes; none is written anew. Raises WrongPassphrase or WeakPassphrase."""
    key = queries.get_key(by=by, passphrase=old)
    rules.check_passphrase(passphrase, again)
    lock = sealing.lock_key(key, passphrase, about=queries.about_lock(by=by))
    row = NoteLock.objects.select_for_update().get(writer_id=by.practitioner_key)
    row.salt, row.work, row.wrapped, row.used_at = lock.salt, lock.work, lock.wrapped, at
    row.save()
    audit.record(by=by, did="private_notes.relocked", target=row, at=at)


@transaction.atomic
def write_note(
    *,
    by: Actor,
    key: bytes,
    title: str,
    text: str,
    at: datetime,
    note_id: UUID | None = None,
    seen: str = "",
) -> UUID:
    """Write a note, or write it anew where `note_id` names one, as it was when `seen`.

    Raises EmptyNote, ChangedElsewhere or PrivateNote.DoesNotExist.
    """
    rules.check_may_keep_notes(by)
    rules.check_note(text)
    key_of_row = note_id or new_id()
    plain = json.dumps({"title": title.strip(), "text": text.strip()}, ensure_ascii=False)
    sealed = sealing.seal(key, plain, about=queries.about_note(by=by, note_id=key_of_row))
    if note_id is None:
        row = PrivateNote.objects.create(
            id=key_of_row,
            agency_id=by.agency_key,
            writer_id=by.practitioner_key,
            sealed=sealed,
            written_at=at,
            changed_at=at,
        )
    else:
        row = PrivateNote.objects.select_for_update().get(pk=note_id, writer_id=by.practitioner_key)
        rules.check_is_as_seen(row.changed_at.isoformat(), seen)
        row.sealed, row.changed_at = sealed, at
        row.save()
    # The lock must outlast the last note, or the clock of what is kept would take the key from under it.
    NoteLock.objects.filter(writer_id=by.practitioner_key).update(used_at=at)
    audit.record(by=by, did="private_note.written", target=row, at=at)
    return row.pk


@transaction.atomic
def delete_note(*, by: Actor, note_id: UUID, at: datetime) -> None:
    """Delete one's own note for good. Raises PrivateNote.DoesNotExist."""
    row = PrivateNote.objects.get(pk=note_id, writer_id=by.practitioner_key)
    audit.record(by=by, did="private_note.deleted", target=row, at=at)
    row.delete()


@transaction.atomic
def start_notes_again(*, by: Actor, at: datetime) -> int:
    """Delete every note and the lock, because the passphrase is forgotten. Gives how many notes are gone."""
    rules.check_may_keep_notes(by)
    mine = PrivateNote.objects.filter(writer_id=by.practitioner_key)
    count = mine.count()
    mine.delete()
    NoteLock.objects.filter(writer_id=by.practitioner_key).delete()
    audit.record(by=by, did="private_notes.lost", at=at, detail={"notes": count})
    return count
