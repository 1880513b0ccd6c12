"""How an entry of the audit is tied to the one before it, and how a chain is checked."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with a chain."""

    CHANGED = "changed"
    GAP = "gap"
    SHORTENED = "shortened"
    UNCHAINED = "unchained"


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One link: its chain, its place from 1, its digest (32 bytes) and the entry's canonical text."""

    chain: str
    position: int
    digest: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and where it is."""

    fault: Fault
    chain: str
    position: int


def next_digest(previous: bytes, entry: str) -> bytes:
    """SHA-256 over the digest before and the entry's canonical text. The trigger in PostgreSQL computes the same."""
    return hashlib.sha256(previous + entry.encode()).digest()


def find_faults(rows: Iterable[ChainRow]) -> Iterator[Finding]:
    """Walk chains in order and say where one was changed, or where something is missing.

    After a fault the walk goes on from the digest that is stored, so that each fault is said once.
    """
    chain, position, digest = "", 0, b""
    for row in rows:
        if row.chain != chain:
            chain, position, digest = row.chain, 0, b""
        if row.position != position + 1:
            yield Finding(Fault.GAP, row.chain, row.position)
        elif next_digest(digest, row.text) != row.digest:
            yield Finding(Fault.CHANGED, row.chain, row.position)
        position, digest = row.position, row.digest
