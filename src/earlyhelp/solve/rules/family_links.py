"""The private link of a family: which ways are safe, and how long it lives. Pure.

The link goes one way and the code another, so that whoever looks at one
telephone or one mailbox does not open the plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import SafeContact
from earlyhelp.inform.choices import Channel
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.secret_links import MOST_CODES
from earlyhelp.solve.choices.family_links import CodeWay, FamilyAnswer

FAMILY_ROLE: Final = "family_link"
LINK_LIVES: Final = timedelta(days=28)
MOST_REPLIES: Final = 10
NOT_THEIR_PLAN: Final = _("This plan was not made for them. Make one that is theirs first.")
# What a person said is safe. Only these let a link go; the rest asks for a visit or a call.
_LINK_WAYS: Final[Mapping[str, frozenset[Channel]]] = {
    SafeContact.ANY: frozenset({Channel.TEXT, Channel.EMAIL}),
    SafeContact.TEXT: frozenset({Channel.TEXT}),
    SafeContact.EMAIL: frozenset({Channel.EMAIL}),
}
_MISSING: Final[Mapping[Channel, Promise]] = {
    Channel.TEXT: _("We have no telephone number for them."),
    Channel.EMAIL: _("We have no e-mail address for them."),
}


class NoSafeWay(RuleError):
    """A link by this way could harm the person, or the code would go where the link goes."""


class TooManyCodes(RuleError):
    """No more codes are sent for this link."""


class TooManyReplies(RuleError):
    """No more answers are taken through this link."""


class SaysNothing(RuleError):
    """An answer that asks for a change and does not say which."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """What is known of how to reach a reader. `others` are numbers and e-mails of other members."""

    safe_contact: str
    telephone: str
    email: str
    never: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def detail(self, channel: str) -> str:
        """The number or address that a way needs; empty when it is not known."""
        return {Channel.TEXT.value: self.telephone, Channel.EMAIL.value: self.email}.get(str(channel), "")


def reader_of(link_id: UUID, *, language: str = "en") -> Actor:
    """Who acts through a link. Row-level security lets its key in to the link's own rows and to one paper."""
    return Actor(None, link_id, None, FAMILY_ROLE, Purpose.EARLY_HELP, language, "family link")


def why_no_link(known: Reachable, channel: Channel, *, text_is_set_up: bool) -> Promise | None:
    """Why a link must not go this way, or None when it may."""
    if channel not in _LINK_WAYS.get(known.safe_contact, frozenset()):
        return _("They did not say that this way is safe.")
    if channel.value in known.never:
        return _("They said that this must never be done.")
    if not known.detail(channel):
        return _MISSING[channel]
    if known.detail(channel).casefold() in known.others:
        return _("Somebody else in the family has the same number or e-mail address.")
    if channel is Channel.TEXT and not text_is_set_up:
        return _("Text messages are not set up in this service.")
    return None


def check_ways(known: Reachable, channel: Channel, code_way: CodeWay, *, text_is_set_up: bool) -> None:
    """Refuse a way that could harm, and a code that goes where the link goes. Raises NoSafeWay."""
    reason = why_no_link(known, channel, text_is_set_up=text_is_set_up)
    if reason is None and code_way is not CodeWay.SPOKEN:
        if code_way.value == channel.value:
            reason = _("The code must go by another way than the link.")
        else:
            reason = why_no_link(known, Channel(code_way.value), text_is_set_up=text_is_set_up)
    if reason is not None:
        raise NoSafeWay(reason)


def check_can_ask_for_code(codes_asked: int) -> None:
    """Raise TooManyCodes when too many codes were asked for with one link."""
    if codes_asked >= MOST_CODES:
        raise TooManyCodes(_("Too many codes were asked for. Ring your worker, who can send you a new link."))


def check_reply(answer: str, words: str, *, before: int) -> None:
    """Refuse an answer that says nothing, and a flood of them. Raises SaysNothing, TooManyReplies."""
    if before >= MOST_REPLIES:
        raise TooManyReplies(_("Thank you. We have many answers from you already. Please ring your worker."))
    if answer == FamilyAnswer.CHANGE and not words.strip():
        raise SaysNothing(_("Write what you would like us to change"))
