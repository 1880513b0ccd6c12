"""Walking the chains of the audit, as the owner of the tables reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import connections, transaction

from earlyhelp.govern.rules import ChainRow, Fault, Finding
from earlyhelp.kit.actor import Actor

_CHAIN: Final = """
SELECT link.chain, link.position, link.digest, audit_text(entry)
FROM govern_auditlink AS link JOIN govern_auditentry AS entry ON entry.id = link.entry_id
ORDER BY link.chain, link.position
"""
# The same walk, where the entries are: what went before a link is the link before it, as it is stored. A link whose
# entry is gone is no row here, and so leaves a gap, as it does in the walk outside.
_FAULTS: Final = """
SELECT chain, position, position <> coalesce(before, 0) + 1 FROM (
  SELECT link.chain, link.position, link.digest,
    lag(link.position) OVER walk AS before,
    sha256(coalesce(lag(link.digest) OVER walk, ''::bytea) || convert_to(audit_text(entry), 'UTF8')) AS digest_again
  FROM govern_auditlink AS link JOIN govern_auditentry AS entry ON entry.id = link.entry_id
  WHERE link.chain = %s
  WINDOW walk AS (ORDER BY link.position)
) AS walked
WHERE position <> coalesce(before, 0) + 1 OR digest <> digest_again
ORDER BY position
"""
_UNLINKED: Final = """
SELECT count(*) FROM govern_auditentry AS entry
WHERE NOT EXISTS (SELECT 1 FROM govern_auditlink AS link WHERE link.entry_id = entry.id)
"""
_HEADS: Final = """
SELECT coalesce(head.chain, link.chain), coalesce(head.position, 0), coalesce(link.position, 0)
FROM govern_audithead AS head
FULL JOIN (SELECT chain, max(position) AS position FROM govern_auditlink GROUP BY chain) AS link USING (chain)
"""
_BATCH: Final = 5000


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain, as the head remembers it and as the links show it. Both count from 1."""

    chain: str
    remembered: int
    found: int


def list_chain_rows(*, by: Actor) -> Iterator[ChainRow]:
    """Return every link of every chain, in order, as the owner of the tables reads them."""
    with transaction.atomic(using="owner"), connections["owner"].chunked_cursor() as cursor:
        cursor.execute(_CHAIN)
        while rows := cursor.fetchmany(_BATCH):
            yield from (
                ChainRow(chain, position, bytes(digest), text) for chain, position, digest, text in rows
            )


def list_chain_faults(*, by: Actor, chain: str) -> list[Finding]:
    """Return the faults of one chain, found by PostgreSQL itself: the same that rules.find_faults finds.

    The sums are done where the entries are, so this trusts the server's SHA-256; list_chain_rows does not.
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute(_FAULTS, [chain])
        return [
            Finding(Fault.GAP if is_gap else Fault.CHANGED, chain, position)
            for chain, position, is_gap in cursor.fetchall()
        ]


def count_unlinked(*, by: Actor) -> int:
    """Return how many entries stand in no chain."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_UNLINKED)
        return int(cursor.fetchone()[0])


def list_heads(*, by: Actor) -> list[Head]:
    """Return how long each chain is said to be, and how long it is."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_HEADS)
        return [Head(*row) for row in cursor.fetchall()]
