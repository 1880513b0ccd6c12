"""Storing what partners' systems say happened: many events at once, the same twice without effect."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.models import new_id
from earlyhelp.understand.rules.chronology import check_may_store_events, data_set_of
from earlyhelp.understand.rules.events import RecordedEvent, StoredEvents

# A table of the session's own, emptied by the commit: what it holds is nobody's until the rows below are written.
_STAGE: Final = """
CREATE TEMP TABLE IF NOT EXISTS staged_event (
  id uuid, line int, source_key text, system text, person_key text, kind text, data_set text, happened_at timestamptz,
  happened_on date, until_on date, certainty text, summary_en text, summary_cy text, language text, is_major boolean,
  visibility text, digest bytea
) ON COMMIT DELETE ROWS;
TRUNCATE staged_event;
"""
_COPY: Final = "COPY staged_event FROM STDIN"
# What stands earlier in the same file is left alone: the second one is reported, not silently preferred.
_EARLIER: Final = """
SELECT source_key, line, digest FROM understand_partnerevent
WHERE agency_id = %(agency)s AND source_key = ANY(%(keys)s) AND run_id = %(run)s
"""
_UNKNOWN: Final = """
SELECT s.line FROM staged_event AS s
WHERE NOT EXISTS (
  SELECT 1 FROM understand_sourcerecord AS r
  WHERE r.agency_id = %(agency)s AND r.system = s.system AND r.source_key = s.person_key)
"""
_STORE: Final = """
WITH stored AS (
  INSERT INTO understand_partnerevent AS e (id, agency_id, record_id, source_key, kind, data_set, happened_at,
    happened_on, until_on, certainty, summary_en, summary_cy, language, is_major, visibility, received_at, run_id,
    line, digest)
  SELECT s.id, %(agency)s, r.id, s.source_key, s.kind, s.data_set, s.happened_at, s.happened_on, s.until_on,
    s.certainty, s.summary_en, s.summary_cy, s.language, s.is_major, s.visibility, %(at)s, %(run)s, s.line, s.digest
  FROM staged_event AS s
  JOIN understand_sourcerecord AS r
    ON r.agency_id = %(agency)s AND r.system = s.system AND r.source_key = s.person_key
  ON CONFLICT (agency_id, source_key) DO UPDATE SET
    record_id = excluded.record_id, kind = excluded.kind, data_set = excluded.data_set,
    happened_at = excluded.happened_at, happened_on = excluded.happened_on, until_on = excluded.until_on,
    certainty = excluded.certainty, summary_en = excluded.summary_en, summary_cy = excluded.summary_cy,
    language = excluded.language, is_major = excluded.is_major, visibility = excluded.visibility,
    received_at = excluded.received_at, run_id = excluded.run_id, line = excluded.line, digest = excluded.digest
  WHERE e.digest <> excluded.digest AND e.run_id <> excluded.run_id
  RETURNING e.xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM stored
"""


@transaction.atomic
def store_events(*, by: Actor, run_id: UUID, events: Sequence[RecordedEvent], at: datetime) -> StoredEvents:
    """Write a batch of one partner's events, new and changed ones; what is unchanged stays. Raises NotAllowed.

    `run_id` is the key of the import. Within one import the first event of a key counts. An event about nobody whom
    the partner's source records know is not written, and its line is told.
    """
    check_may_store_events(by)
    first, repeated, conflicting = _first_of_each(events)
    keys: dict[str, Any] = {
        "agency": by.agency_key,
        "run": run_id,
        "at": at,
        "keys": [event.key for event, _digest in first],
    }
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, keys)
        earlier = {key: (line, bytes(digest)) for key, line, digest in cursor.fetchall()}
        for event, digest in first:
            line, before = earlier.get(event.key, (event.line, digest))
            if line != event.line:
                (repeated if before == digest else conflicting).append(event.line)
        cursor.execute(_STAGE)
        _copy(cursor, (_row(event, digest) for event, digest in first if event.key not in earlier))
        cursor.execute(_UNKNOWN, keys)
        unknown = sorted(line for (line,) in cursor.fetchall())
        cursor.execute(_STORE, keys)
        new, changed = cursor.fetchone()
    told = len(repeated) + len(conflicting) + len(unknown)
    unchanged = len(events) - new - changed - told
    detail = {"run": str(run_id), "new": new, "changed": changed, "unchanged": unchanged}
    audit.record(by=by, did="events.imported", at=at, detail=detail)
    return StoredEvents(
        new, changed, unchanged, tuple(sorted(repeated)), tuple(sorted(conflicting)), tuple(unknown)
    )


Digested = tuple[RecordedEvent, bytes]


def _first_of_each(events: Iterable[RecordedEvent]) -> tuple[list[Digested], list[int], list[int]]:
    """The first event of each key, and the lines of those that say it again or say something else."""
    digests: dict[str, bytes] = {}
    first: list[Digested] = []
    repeated: list[int] = []
    conflicting: list[int] = []
    for event in events:
        digest = _digest(event)
        known = digests.setdefault(event.key, digest)
        if known is digest:
            first.append((event, digest))
        else:
            (repeated if known == digest else conflicting).append(event.line)
    return first, repeated, conflicting


def _digest(event: RecordedEvent) -> bytes:
    """The same for the same event, wherever in a file it stands."""
    said = (
        event.system,
        event.person_key,
        event.kind.value,
        event.at.isoformat() if event.at else "",
        event.on or "",
        event.until_on or "",
        event.certainty.value,
        event.summary_en,
        event.summary_cy,
        event.language,
        event.is_major,
        event.visibility.value,
    )
    return blake2b("\x1f".join(map(str, said)).encode(), digest_size=16).digest()


def _row(event: RecordedEvent, digest: bytes) -> tuple[Any, ...]:
    return (
        str(new_id()),
        event.line,
        event.key,
        event.system,
        event.person_key,
        event.kind.value,
        data_set_of(event.kind).value,
        event.at.isoformat() if event.at else None,
        event.on,
        event.until_on,
        event.certainty.value,
        event.summary_en,
        event.summary_cy,
        event.language,
        event.is_major,
        event.visibility.value,
        "\\x" + digest.hex(),
    )


def _copy(cursor: Any, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row(row)
