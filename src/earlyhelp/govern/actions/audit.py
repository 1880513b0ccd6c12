"""Writing the audit: explicit, in the action or query that did the thing, in the same transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules.changes import Change, say_changes
from earlyhelp.kit.actor import Actor

_emergency: ContextVar[str] = ContextVar("emergency", default="")


@contextmanager
def in_emergency(glass_id: UUID | None) -> Iterator[None]:
    """Mark every entry that is written inside as part of this opening in an emergency; None marks nothing."""
    token = _emergency.set(str(glass_id or ""))
    try:
        yield
    finally:
        _emergency.reset(token)


def record(
    *,
    by: Actor,
    did: str,
    at: datetime,
    target: models.Model | None = None,
    kind: EntryKind = EntryKind.CHANGE,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
    changed: Mapping[str, Change] | None = None,
    using: str | None = None,
) -> None:
    """Say what `by` did to `target`. `did` is `noun.verbed`; `detail` holds no name, address or birth date.

    `changed` says of each field what it was and what it is: `{"due_on": (was, due_on)}`. Of a text, a name or an
    address only that it changed is kept (rules.changes). `using` names the connection in whose transaction this was
    done, where that is not the service's own.
    """
    said = dict(detail or {})
    if changed is not None:
        said["changed"] = say_changes(changed)
    _entry(by, did, at, target, kind, reason, said).save(force_insert=True, using=using)


def record_read(
    *,
    by: Actor,
    what: str,
    targets: Iterable[models.Model],
    at: datetime,
    reason: str = "",
    ties: Sequence[str] = (),
) -> None:
    """Say that `by` read these identifiable records: one entry each, in one statement.

    `ties` says what ties the reader to whom the records are about (values of choices.Tie), never by which name.
    """
    detail = {"ties": list(ties)} if ties else None
    entries = [_entry(by, f"{what}.read", at, target, EntryKind.READ, reason, detail) for target in targets]
    AuditEntry.objects.bulk_create(entries)


def _entry(
    by: Actor,
    did: str,
    at: datetime,
    target: models.Model | None,
    kind: EntryKind,
    reason: str,
    detail: Mapping[str, Any] | None,
) -> AuditEntry:
    marked = {"break_glass": _emergency.get()} if _emergency.get() else {}
    return AuditEntry(
        agency_id=by.agency_id,
        practitioner_id=by.practitioner_id,
        practitioner_label=by.label,
        role=by.role,
        purpose=by.purpose,
        kind=kind,
        did=did,
        target_label=target._meta.model_name or "" if target else "",
        target_key=str(target.pk) if target else "",
        target_reference=getattr(target, "reference", "") if target else "",
        reason=reason,
        detail=dict(detail or {}) | marked,
        at=at,
    )
