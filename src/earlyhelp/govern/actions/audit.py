"""Writing the audit: explicit, in the action or query that did the thing, in the same transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

from earlyhelp.govern.choices import EntryKind
from earlyhelp.govern.rules.changes import Change, say_changes
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id

# Not through the model, whose making and compiling cost a page twice what the statement itself does.
_WRITE: Final = """
INSERT INTO govern_auditentry (agency_id, practitioner_id, practitioner_label, role, purpose, kind, did, reason,
  detail, at, id, target_label, target_key, target_reference)
SELECT %s::uuid, %s::uuid, %s, %s, %s, %s, %s, %s, %s::jsonb, %s::timestamptz, target.*
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) AS target
"""
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
    _write(by, did, at, [target], kind, reason, said, using or DEFAULT_DB_ALIAS)


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
    read = list(targets)
    if read:
        detail = {"ties": list(ties)} if ties else {}
        _write(by, f"{what}.read", at, read, EntryKind.READ, reason, detail, DEFAULT_DB_ALIAS)


def _write(
    by: Actor,
    did: str,
    at: datetime,
    targets: Sequence[models.Model | None],
    kind: EntryKind,
    reason: str,
    detail: Mapping[str, Any],
    using: str,
) -> None:
    """One entry for each target, in one statement. Every page that shows a person pays for this one."""
    marked = {"break_glass": _emergency.get()} if _emergency.get() else {}
    same = (
        by.agency_id,
        by.practitioner_id,
        by.label,
        str(by.role),
        str(by.purpose),
        str(kind),
        did,
        reason,
        json.dumps({**detail, **marked}),
        at,
    )
    each = (
        [new_id() for _ in targets],
        [target._meta.model_name if target else "" for target in targets],
        [str(target.pk) if target else "" for target in targets],
        [getattr(target, "reference", "") if target else "" for target in targets],
    )
    with connections[using].cursor() as cursor:
        cursor.execute(_WRITE, same + each)
