"""Walking the chains of the audit, as the owner of the tables reads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import connections, transaction

from earlyhelp.govern.rules import ChainRow, Fault, Finding, Seam
from earlyhelp.kit.actor import Actor

# What stands in a chain, in order: its links with the canonical text of their entries, and seams where some were
# archived. A link whose entry is gone is no row here, and so leaves a gap.
_WALK: Final = """
SELECT link.chain, link.position AS first, link.position AS last, NULL::bytea AS before, link.digest,
  audit_text(entry) AS words
FROM govern_auditlink AS link JOIN govern_auditentry AS entry ON entry.id = link.entry_id {where}
UNION ALL
SELECT link.chain, link.first, link.last, link.before, link.digest, NULL FROM govern_auditseam AS link {where}
"""
_CHAIN: Final = _WALK.format(where="") + " ORDER BY chain, first"
# The same walk, where the entries are: what went before a link is the link before it, as it is stored.
_FAULTS: Final = """
SELECT chain, first, first <> position_before + 1 FROM (
  SELECT chain, first,
    coalesce(lag(last) OVER walk, 0) AS position_before,
    CASE WHEN words IS NULL THEN before = coalesce(lag(digest) OVER walk, ''::bytea)
    ELSE digest = sha256(coalesce(lag(digest) OVER walk, ''::bytea) || convert_to(words, 'UTF8')) END AS follows
  FROM (WALK) AS walk
  WINDOW walk AS (ORDER BY first)
) AS walked
WHERE first <> position_before + 1 OR NOT follows
ORDER BY first
""".replace("WALK", _WALK.format(where="WHERE link.chain = %(chain)s"))
_UNLINKED: Final = """
SELECT count(*) FROM govern_auditentry AS entry
WHERE NOT EXISTS (SELECT 1 FROM govern_auditlink AS link WHERE link.entry_id = entry.id)
"""
_HEADS: Final = """
SELECT coalesce(head.chain, found.chain), coalesce(head.position, 0), coalesce(found.position, 0),
  coalesce(archived.count, 0)
FROM govern_audithead AS head
FULL JOIN (
  SELECT chain, max(position) AS position FROM (
    SELECT chain, max(position) AS position FROM govern_auditlink GROUP BY chain
    UNION ALL SELECT chain, last FROM govern_auditseam
  ) AS ends GROUP BY chain
) AS found USING (chain)
LEFT JOIN (SELECT chain, sum(last - first + 1) AS count FROM govern_auditseam GROUP BY chain) AS archived
  ON archived.chain = coalesce(head.chain, found.chain)
"""
_BATCH: Final = 5000


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain, as the head remembers it and as the links show it. Both count from 1.

    `archived` is how many of them were archived.
    """

    chain: str
    remembered: int
    found: int
    archived: int


def list_chain_rows(*, by: Actor) -> Iterator[ChainRow | Seam]:
    """Return every link and seam of every chain, in order, as the owner of the tables reads them."""
    with transaction.atomic(using="owner"), connections["owner"].chunked_cursor() as cursor:
        cursor.execute(_CHAIN)
        while rows := cursor.fetchmany(_BATCH):
            yield from (_walked(*row) for row in rows)


def list_chain_faults(*, by: Actor, chain: str) -> list[Finding]:
    """Return the faults of one chain, found by PostgreSQL itself: the same that rules.find_faults finds.

    The sums are done where the entries are, so this trusts the server's SHA-256; list_chain_rows does not.
    """
    with connections["owner"].cursor() as cursor:
        cursor.execute(_FAULTS, {"chain": chain})
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
        return [Head(chain, *map(int, counts)) for chain, *counts in cursor.fetchall()]


def list_all_faults(*, by: Actor) -> list[Finding]:
    """Return everything that is wrong with the audit, found by PostgreSQL itself."""
    heads = sorted(list_heads(by=by), key=lambda head: head.chain)
    walked = [fault for head in heads for fault in list_chain_faults(by=by, chain=head.chain)]
    return [*walked, *list_loose_ends(by=by, heads=heads)]


def list_loose_ends(*, by: Actor, heads: Iterable[Head]) -> list[Finding]:
    """Return the chains that lost their end, and how many entries stand in no chain."""
    found = [
        Finding(Fault.SHORTENED, head.chain, head.found) for head in heads if head.remembered != head.found
    ]
    if unlinked := count_unlinked(by=by):
        found.append(Finding(Fault.UNCHAINED, "", unlinked))
    return found


def _walked(
    chain: str, first: int, last: int, before: bytes | None, digest: bytes, words: str | None
) -> ChainRow | Seam:
    if words is None:
        return Seam(chain, first, last, bytes(before or b""), bytes(digest))
    return ChainRow(chain, first, bytes(digest), words)
