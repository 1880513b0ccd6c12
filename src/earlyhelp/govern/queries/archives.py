"""What is read of a month of the audit to archive it, and what archiving left. As the owner of the tables."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db import connections

from earlyhelp.govern.archives import Archived
from earlyhelp.govern.rules import ChainRow, Seam
from earlyhelp.kit.actor import Actor

_MONTH: Final = """
SELECT link.chain, link.position, link.digest, audit_text(entry)
FROM govern_auditentry AS entry JOIN govern_auditlink AS link ON link.entry_id = entry.id
WHERE entry.at >= %(month)s::timestamp AT TIME ZONE 'UTC'
  AND entry.at < (%(month)s::timestamp + interval '1 month') AT TIME ZONE 'UTC'
ORDER BY link.chain, link.position
"""
_BEFORE: Final = """
SELECT digest FROM govern_auditlink WHERE chain = %(chain)s AND position = %(last)s
UNION ALL SELECT digest FROM govern_auditseam WHERE chain = %(chain)s AND last = %(last)s
"""
_SEAMS: Final = """
SELECT month, chain, first, last, before, digest, file, file_digest FROM govern_auditseam
ORDER BY month, chain, first
"""
_BATCH: Final = 5000


def table_of(month: date) -> str:
    """The name of a month's table."""
    return f"govern_auditentry_{month:%Y_%m}"


def has_month(*, by: Actor, month: date) -> bool:
    """Whether this month has a table of its own in the service."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table_of(month)])
        return bool(cursor.fetchone()[0])


def list_month_rows(*, by: Actor, month: date) -> Iterator[ChainRow]:
    """Return the links of a month's entries, chain by chain, in order. `month` is its first day. In a transaction."""
    with connections["owner"].chunked_cursor() as cursor:
        cursor.execute(_MONTH, {"month": month})
        while rows := cursor.fetchmany(_BATCH):
            yield from (
                ChainRow(chain, position, bytes(digest), text) for chain, position, digest, text in rows
            )


def digest_before(*, by: Actor, chain: str, position: int) -> bytes:
    """The digest to which the link at this position was tied; nothing for the first."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_BEFORE, {"chain": chain, "last": position - 1})
        found = cursor.fetchone()
    return bytes(found[0]) if found else b""


def list_archived(*, by: Actor) -> list[Archived]:
    """Return what was archived, oldest month first."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_SEAMS)
        return [
            Archived(month, Seam(chain, first, last, bytes(before), bytes(digest)), file, bytes(file_digest))
            for month, chain, first, last, before, digest, file, file_digest in cursor.fetchall()
        ]
