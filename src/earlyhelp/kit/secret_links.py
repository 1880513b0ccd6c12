"""Private links for people without an account: a secret in the address, and a code that comes by another way. Pure.

Neither is ever kept, only its hash. What a link opens, how it is sent and when it ends is for the room that makes it.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac

CODE_LIVES: Final = timedelta(minutes=15)
PROOF_LIVES: Final = timedelta(minutes=30)
MOST_CODES: Final = 6
MOST_TRIES: Final = 5
_CODE_DIGITS: Final = 6
_SECRET_BYTES: Final = 32
_TOKEN: Final = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{20,100})")


class Entered(StrEnum):
    """What entering a code came to."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Token:
    """The two parts of a link: which one it is, and its secret."""

    link_id: UUID
    secret: str

    def __str__(self) -> str:
        return f"{self.link_id.hex}.{self.secret}"


def new_token(link_id: UUID) -> Token:
    """A token with a secret of 256 random bits."""
    return Token(link_id, secrets.token_urlsafe(_SECRET_BYTES))


def derived_token(link_id: UUID, *, use: str) -> Token:
    """A token that only this service can work out, and can work out again: for a link that several people are shown.

    Nothing of it is kept. `use` keeps links of one kind from opening those of another.
    """
    return Token(link_id, keyed_hash(link_id.hex, use=use))


def is_derived(token: Token, *, use: str) -> bool:
    """Whether a token is the one that this service works out for its link."""
    return hmac.compare_digest(token.secret, derived_token(token.link_id, use=use).secret)


def keyed_hash(text: str, *, use: str) -> str:
    """A SHA-256 over a text, under the service's key: without the key nobody can try texts until one fits."""
    return salted_hmac(f"earlyhelp.{use}", text, algorithm="sha256").hexdigest()


def new_code() -> str:
    """Six digits that nobody can guess."""
    return f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}d}"


def parse_token(text: str) -> Token | None:
    """The parts of what stands in the address, or None when it is no link of ours."""
    found = _TOKEN.fullmatch(text)
    return Token(UUID(found[1]), found[2]) if found else None


def hash_of(text: str, *, key: UUID) -> str:
    """A SHA-256 over a secret or code, bound to its link. A secret has 256 random bits, so it needs no slow hash.

    A code has only 20 bits: what keeps it is that it may be tried five times, and that a sent one lives minutes.
    """
    return hashlib.sha256(f"{key.hex}:{text}".encode()).hexdigest()


def is_secret(token: Token, *, stored: str) -> bool:
    """Whether the secret is the link's, compared without telling by time how much of it was right."""
    return bool(stored) and hmac.compare_digest(hash_of(token.secret, key=token.link_id), stored)


def is_code(code: str, *, link_id: UUID, stored: str, expires_at: datetime | None, at: datetime) -> bool:
    """Whether this is the link's code, in time. Spaces that somebody typed do not count."""
    if not stored or expires_at is None or at >= expires_at:
        return False
    return hmac.compare_digest(hash_of("".join(code.split()), key=link_id), stored)


def is_live(*, ended_at: datetime | None, expires_at: datetime, at: datetime) -> bool:
    """Whether a link still opens something."""
    return ended_at is None and at < expires_at


def is_locked(tries: int) -> bool:
    """Whether a wrong code was entered too often."""
    return tries >= MOST_TRIES


def is_proven(proven_at: datetime | None, *, carried: str, at: datetime) -> bool:
    """Whether this browser entered the code, a short while ago, and nobody entered another one since."""
    return proven_at is not None and carried == proven_at.isoformat() and at < proven_at + PROOF_LIVES


def keep_nowhere(response: HttpResponseBase) -> HttpResponseBase:
    """Let no browser and no cache on the way keep the page, and let nobody learn its address, which is the secret.

    Not even our own logs of style sheets do. With "no-referrer" browsers say "Origin: null", and no form of the page
    could be sent.
    """
    patch_cache_control(response, no_store=True, private=True)
    response["Referrer-Policy"] = "strict-origin"
    return response


def leave_unlogged(response: HttpResponseBase) -> None:
    """Keep Django from logging the address of a refusal: the address is the secret. Django offers no other way."""
    vars(response)["_has_been_logged"] = True
