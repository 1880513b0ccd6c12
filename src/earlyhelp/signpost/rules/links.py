"""The secure link of a provider without accounts: how long it lives, and where its code goes. Pure."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.secret_links import MOST_CODES
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.rules.referrals import LINK_ROLE

LINK_LIVES: Final = timedelta(days=14)


class TooManyCodes(RuleError):
    """No more codes are sent for this link."""


class SameMailbox(RuleError):
    """The code would go to the mailbox that gets the link: one stolen mailbox would open both."""


def actor_of(link_id: UUID, *, language: str = "en") -> Actor:
    """Who acts through a link. Row-level security lets its key in to the link's own row and to one referral."""
    return Actor(None, link_id, None, LINK_ROLE, Purpose.EARLY_HELP, language, "secure link")


def can_ask_for_code(codes_asked: int) -> bool:
    """Whether another code is sent for this link."""
    return codes_asked < MOST_CODES


def check_can_ask_for_code(codes_asked: int) -> None:
    """Raise TooManyCodes when too many codes were asked for with one link."""
    if not can_ask_for_code(codes_asked):
        raise TooManyCodes(
            _("Too many codes were asked for. Ring the front door, which can send you a new link.")
        )


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
