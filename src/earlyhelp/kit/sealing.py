"""Sealing text for one person: a passphrase opens a lock, the lock holds a key, the key opens the text.

The passphrase is nowhere kept, and neither is the key: what is stored is a salt and the key wrapped under what scrypt
makes of the passphrase. Every sealed thing is bound to what it is about, so that one cannot be put in another's place.
The parameters of scrypt are those that OWASP's password storage cheat sheet gives for 32 MiB of memory.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_KEY: Final = 32  # bytes: AES-256
_NONCE: Final = 12
_SALT: Final = 16
_BLOCK, _LANES = 8, 3
WORK: Final = 15  # log2 of scrypt's N
_PAD: Final = 1024  # bytes: how long a text is tells little
_END: Final = b"\x80"


class CannotOpen(Exception):
    """The passphrase or the key is not the one with which this was sealed, or what was sealed has been changed."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What is kept of a passphrase: nothing with which anybody could read without it."""

    salt: bytes
    wrapped: bytes
    work: int = WORK


def new_key() -> bytes:
    """A key of 256 random bits."""
    return secrets.token_bytes(_KEY)


def lock_key(key: bytes, passphrase: str, *, about: str, work: int | None = None) -> Lock:
    """Wrap a key under a passphrase. `about` says whose it is."""
    work = work or WORK
    salt = secrets.token_bytes(_SALT)
    return Lock(salt, seal_bytes(_derive(passphrase, salt, work), key, about=about), work)


def open_lock(lock: Lock, passphrase: str, *, about: str) -> bytes:
    """The key in a lock. Takes about a quarter of a second, on purpose. Raises CannotOpen."""
    return open_bytes(_derive(passphrase, lock.salt, lock.work), lock.wrapped, about=about)


def seal(key: bytes, text: str, *, about: str) -> bytes:
    """Text that only the key opens, filled up so that its length says little."""
    plain = text.encode() + _END
    return seal_bytes(key, plain + b"\0" * (-len(plain) % _PAD), about=about)


def unseal(key: bytes, sealed: bytes, *, about: str) -> str:
    """The text again. Raises CannotOpen."""
    plain = open_bytes(key, sealed, about=about)
    return plain[: plain.rindex(_END)].decode()


def seal_bytes(key: bytes, plain: bytes, *, about: str) -> bytes:
    """The same for bytes, at their own length: a nonce, and AES-GCM's output after it."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def open_bytes(key: bytes, sealed: bytes, *, about: str) -> bytes:
    """The bytes again. Raises CannotOpen."""
    try:
        return AESGCM(key).decrypt(bytes(sealed[:_NONCE]), bytes(sealed[_NONCE:]), about.encode())
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen from wrong


def _derive(passphrase: str, salt: bytes, work: int) -> bytes:
    return Scrypt(salt=bytes(salt), length=_KEY, n=2**work, r=_BLOCK, p=_LANES).derive(passphrase.encode())
