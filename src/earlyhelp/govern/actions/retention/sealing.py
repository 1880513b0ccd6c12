"""Taking the rows of confirmed records out of everybody's sight, and bringing them back. Not offered to other rooms."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

from earlyhelp.govern.declared import emptied, table_of
from earlyhelp.govern.gathering import Gathered
from earlyhelp.govern.models.retention import Disposal, DisposedRecord
from earlyhelp.govern.rules.retention import RowKey, Settled
from earlyhelp.kit.actor import Actor


def one_at_a_time(by: Actor) -> None:
    """Make holds and disposals of one agency wait for each other, so that neither misses the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('retention ' || %s, 0))", [str(by.agency_key)]
        )


def seal(batch: Gathered, settled: Settled, records: Mapping[UUID, DisposedRecord]) -> None:
    """Take what goes out of sight, and write down at each record how many rows of which table."""
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    left: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rows, is_empty in ((settled.stays_empty, True), (settled.goes, False)):
        for label, ids in _by_label(rows).items():
            owners = [_record_of(batch, records, (label, row_id)) for row_id in ids]
            _seal(label, ids, [owner.pk for owner in owners], emptied(label) if is_empty else None)
            for row_id, owner in zip(ids, owners, strict=True):
                counts[owner.pk][table_of(label)] += 1
                if is_empty:
                    left[owner.pk][table_of(label)].append(str(row_id))
    for record in records.values():
        record.row_counts = dict(counts[record.pk])
        record.empty_rows = dict(left[record.pk])
        record.save(update_fields=["row_counts", "empty_rows"])


def _record_of(batch: Gathered, records: Mapping[UUID, DisposedRecord], row: RowKey) -> DisposedRecord:
    return next(records[key] for key in sorted(batch.own[row]) if key in records)


def _by_label(rows: Iterable[RowKey]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = defaultdict(list)
    for label, key in sorted(rows):
        found[label].append(key)
    return found


def _seal(label: str, ids: list[UUID], records: list[UUID], empty: dict[str, object] | None) -> None:
    values = None if empty is None else json.dumps(empty)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT retention_seal(%s, %s, %s, %s::jsonb)", [table_of(label), ids, records, values]
        )


def unseal(disposal: Disposal) -> None:
    """Bring everything back. Raises IntegrityError when something that it rested on is gone meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_unseal(%s)", [disposal.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def forget(disposal: Disposal) -> None:
    """Delete for good what a disposal took out of sight."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_forget(%s)", [disposal.pk])
