"""The secure link of a provider without accounts: how long it lives, what proves who opens it, when it ends. Pure."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.rules.referrals import LINK_ROLE

LINK_LIVES: Final = timedelta(days=14)
CODE_LIVES: Final = timedelta(minutes=15)
PROOF_LIVES: Final = timedelta(minutes=30)
MOST_CODES: Final = 6
MOST_TRIES: Final = 5
CODE_DIGITS: Final = 6
_TOKEN = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{20,100})")


class TooManyCodes(RuleError):
    """No more codes are sent for this link."""


class SameMailbox(RuleError):
    """The code would go to the mailbox that gets the link: one stolen mailbox would open both."""


@dataclass(frozen=True, slots=True)
class Token:
    """The two parts of a link: which one it is, and its secret."""

    link_id: UUID
    secret: str

    def __str__(self) -> str:
        return f"{self.link_id.hex}.{self.secret}"


def parse_token(text: str) -> Token | None:
    """The parts of what stands in the address, or None when it is no link of ours."""
    found = _TOKEN.fullmatch(text)
    return Token(UUID(found[1]), found[2]) if found else None


def actor_of(link_id: UUID, *, language: str = "en") -> Actor:
    """Who acts through a link. Row-level security lets its key in to the link's own row and to one referral."""
    return Actor(None, link_id, None, LINK_ROLE, Purpose.EARLY_HELP, language, "secure link")


def hash_of(text: str, *, key: UUID) -> str:
    """A SHA-256 over a secret or code, bound to its link. A secret has 256 random bits, so it needs no slow hash.

    A code has only 20 bits: what keeps it is that it lives minutes and may be tried five times.
    """
    return hashlib.sha256(f"{key.hex}:{text}".encode()).hexdigest()


def is_secret(token: Token, *, stored: str) -> bool:
    """Whether the secret is the link's, compared without telling by time how much of it was right."""
    return bool(stored) and hmac.compare_digest(hash_of(token.secret, key=token.link_id), stored)


def is_live(*, ended_at: datetime | None, expires_at: datetime, at: datetime) -> bool:
    """Whether a link still opens something."""
    return ended_at is None and at < expires_at


def can_ask_for_code(codes_asked: int) -> bool:
    """Whether another code is sent for this link."""
    return codes_asked < MOST_CODES


def check_can_ask_for_code(codes_asked: int) -> None:
    """Raise TooManyCodes when too many codes were asked for with one link."""
    if not can_ask_for_code(codes_asked):
        raise TooManyCodes(
            _("Too many codes were asked for. Ring the front door, which can send you a new link.")
        )


def is_code(code: str, *, link_id: UUID, stored: str, expires_at: datetime | None, at: datetime) -> bool:
    """Whether this is the code that was sent, in time. Spaces that somebody typed do not count."""
    if not stored or expires_at is None or at >= expires_at:
        return False
    return hmac.compare_digest(hash_of("".join(code.split()), key=link_id), stored)


def is_locked(tries: int) -> bool:
    """Whether a wrong code was entered too often."""
    return tries >= MOST_TRIES


def is_proven(proven_at: datetime | None, *, carried: str, at: datetime) -> bool:
    """Whether this browser entered the code, a short while ago, and nobody entered another one since."""
    return proven_at is not None and carried == proven_at.isoformat() and at < proven_at + PROOF_LIVES


def may_agree_mailboxes(by: Actor) -> bool:
    """Whether this role writes down where a partner without accounts gets its links and codes."""
    return by.role == Role.ADMINISTRATOR


def check_may_agree_mailboxes(by: Actor) -> None:
    """Raise NotAllowed unless this role may."""
    if not may_agree_mailboxes(by):
        raise NotAllowed(_("Only an administrator can agree mailboxes with a partner."))


def check_two_mailboxes(link_mailbox: str, code_mailbox: str) -> None:
    """Raise SameMailbox when both factors would arrive in one place."""
    if link_mailbox.strip().casefold() == code_mailbox.strip().casefold():
        raise SameMailbox(_("The code must go to another mailbox than the link."))
