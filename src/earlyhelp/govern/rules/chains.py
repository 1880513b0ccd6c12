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

    @property
    def first(self) -> int:
        """Where it begins: a link is one place."""
        return self.position

    def follows(self, previous: bytes) -> bool:
        """Whether this is what was tied to the digest before it."""
        return next_digest(previous, self.text) == self.digest


@dataclass(frozen=True, slots=True)
class Seam:
    """What stands for links that were archived: their first place and their last, and the digests at both ends."""

    chain: str
    first: int
    position: int
    before: bytes
    digest: bytes

    def follows(self, previous: bytes) -> bool:
        """Whether what was archived began where the chain before it ends."""
        return self.before == previous


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and where it is."""

    fault: Fault
    chain: str
    position: int


def next_digest(previous: bytes, entry: str) -> bytes:
    """SHA-256 over the digest before and the entry's canonical text. The trigger in PostgreSQL computes the same."""
    return hashlib.sha256(previous + entry.encode()).digest()


def find_faults(rows: Iterable[ChainRow | Seam]) -> Iterator[Finding]:
    """Walk chains in order and say where one was changed, or where something is missing.

    After a fault the walk goes on from the digest that is stored, so that each fault is said once.
    """
    chain, position, digest = "", 0, b""
    for row in rows:
        if row.chain != chain:
            chain, position, digest = row.chain, 0, b""
        if row.first != position + 1:
            yield Finding(Fault.GAP, row.chain, row.first)
        elif not row.follows(digest):
            yield Finding(Fault.CHANGED, row.chain, row.first)
        position, digest = row.position, row.digest
