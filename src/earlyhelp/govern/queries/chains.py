"""Walking the chains of the audit, as the owner of the tables reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections, transaction

from earlyhelp.govern.rules import ChainRow
from earlyhelp.kit.actor import Actor

_CHAIN = """
SELECT link.chain, link.position, link.digest, audit_text(entry)
FROM govern_auditlink AS link JOIN govern_auditentry AS entry ON entry.id = link.entry_id
ORDER BY link.chain, link.position
"""
_UNLINKED = """
SELECT count(*) FROM govern_auditentry AS entry
WHERE NOT EXISTS (SELECT 1 FROM govern_auditlink AS link WHERE link.entry_id = entry.id)
"""
_HEADS = """
SELECT coalesce(head.chain, link.chain), coalesce(head.position, 0), coalesce(link.position, 0)
FROM govern_audithead AS head
FULL JOIN (SELECT chain, max(position) AS position FROM govern_auditlink GROUP BY chain) AS link USING (chain)
"""
_BATCH = 5000


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
