"""By which ways a message may reach a person without harm, and why not by the others. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import Need, PreferredLanguage, SafeContact
from earlyhelp.inform.choices import Channel, WrittenIn
from earlyhelp.kit.errors import RuleError

# What a person said is safe. A letter is opened by others, so only "any way" lets one through.
SAFE: Final[Mapping[SafeContact, frozenset[Channel]]] = {
    SafeContact.ANY: frozenset(Channel),
    SafeContact.CALL: frozenset(),
    SafeContact.TEXT: frozenset({Channel.TEXT}),
    SafeContact.EMAIL: frozenset({Channel.EMAIL}),
    SafeContact.VISIT: frozenset(),
    SafeContact.THROUGH: frozenset(),
    SafeContact.NONE: frozenset(),
    SafeContact.NOT_KNOWN: frozenset(),
}
INSTEAD: Final[Mapping[SafeContact, Promise]] = {
    SafeContact.CALL: _("They asked to be called, without a voicemail. Call them."),
    SafeContact.VISIT: _("They asked to be visited, without a call before. Visit them."),
    SafeContact.THROUGH: _("They asked to be reached through someone they trust."),
    SafeContact.NONE: _("It is not safe to contact them. Write nothing."),
    SafeContact.NOT_KNOWN: _("Nobody has asked yet how it is safe to reach them. Ask first."),
}
_MISSING: Final[Mapping[Channel, Promise]] = {
    Channel.TEXT: _("We have no telephone number for them."),
    Channel.EMAIL: _("We have no e-mail address for them."),
    Channel.LETTER: _("We have no address for them."),
}
_SHARED: Final = _("Somebody else in the report has the same number or e-mail address.")
_NOT_SAFE: Final = _("They did not say that this way is safe.")
_NEVER: Final = _("They said that this must never be done.")
_OPENED: Final = _("With domestic abuse, somebody else may open a letter.")
_STOPPED: Final = _(
    "They said no to it, or took back their agreement. Nothing is written to them until they agree again."
)
_NOT_SET_UP: Final = _("Text messages are not set up in this service.")
_WRITTEN_IN: Final = {PreferredLanguage.ENGLISH: WrittenIn.ENGLISH, PreferredLanguage.WELSH: WrittenIn.WELSH}


class NotSafe(RuleError):
    """A message by this way could harm the person."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """What is known of how to reach a person. `others` are numbers and e-mails of other people named with
    them, `never` the ways that they said must never be used."""

    safe_contact: str
    telephone: str
    email: str
    address: str
    needs: tuple[str, ...]
    others: frozenset[str]
    never: frozenset[str] = frozenset()
    is_stopped: bool = False

    def detail(self, channel: Channel) -> str:
        """The number or address that a way needs; empty when it is not known."""
        return {Channel.TEXT: self.telephone, Channel.EMAIL: self.email, Channel.LETTER: self.address}[
            channel
        ]


def why_not(known: Reachable, channel: Channel, *, text_is_set_up: bool) -> Promise | None:
    """Why a message must not go this way, or None when it may."""
    if known.is_stopped:
        return _STOPPED
    if channel not in SAFE[SafeContact(known.safe_contact)]:
        return _NOT_SAFE
    if channel.value in known.never:
        return _NEVER
    if not known.detail(channel):
        return _MISSING[channel]
    if known.detail(channel).casefold() in known.others and channel is not Channel.LETTER:
        return _SHARED
    if channel is Channel.LETTER and Need.DOMESTIC_ABUSE in known.needs:
        return _OPENED
    return _NOT_SET_UP if channel is Channel.TEXT and not text_is_set_up else None


def check_is_safe(known: Reachable, channel: Channel, *, text_is_set_up: bool) -> None:
    """Refuse a way that could harm. Raises NotSafe with the reason."""
    reason = why_not(known, channel, text_is_set_up=text_is_set_up)
    if reason is not None:
        raise NotSafe(reason)


def written_in(language: str) -> WrittenIn:
    """The language to write in: the one they asked for, or both when nobody knows or it is neither."""
    return _WRITTEN_IN.get(PreferredLanguage(language), WrittenIn.BOTH)
