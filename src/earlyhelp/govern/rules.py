"""How an entry of the audit is tied to the one before it."""

import hashlib


def next_digest(previous: bytes, entry: str) -> bytes:
    """SHA-256 over the digest before and the entry's canonical text; 32 bytes. The trigger computes the same."""
    return hashlib.sha256(previous + entry.encode()).digest()
