"""How a message may move, when it is tried again, and what it may say. Nothing here touches the database."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.inform.choices import Channel, Failure, MessageState, PersonMessageState, Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

TRANSITIONS: Final[Mapping[MessageState, frozenset[MessageState]]] = {
    MessageState.QUEUED: frozenset({MessageState.SENDING}),
    # Back to waiting when the mail server is away; to failed when it refuses, or when nobody knows.
    MessageState.SENDING: frozenset({MessageState.SENT, MessageState.QUEUED, MessageState.FAILED}),
    MessageState.SENT: frozenset(),
    # By hand only.
    MessageState.FAILED: frozenset({MessageState.QUEUED}),
}

WAITS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
MAY_PASS: Final = frozenset({Failure.UNREACHABLE, Failure.BUSY})
# Well over the mail server's own time limit: a message still "being sent" after this has lost its worker.
INTERRUPTED_AFTER: Final = timedelta(minutes=15)
# A message still waiting after the longest wait and some has lost its job.
LATE_AFTER: Final = WAITS[-1] + INTERRUPTED_AFTER

CONTEXT_KEYS: Final = frozenset({"reference", "path", "says"})
# Fixed sentences that rooms above have named at start-up: the only words of theirs that a message may carry.
_SENTENCES: set[str] = set()
_REFERENCE = re.compile(r"[A-Z]{1,4}-[0-9]{2}-[0-9]{7,9}")
# An address inside the service, without a query: a query could carry what somebody searched for.
_PATH = re.compile(r"/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]*")


class CannotMove(RuleError):
    """The message is not in a state from which it can move there."""


class UnsafeContext(ValueError):
    """A message was asked to carry something other than a reference and an address inside the service."""


def register_sentences(sentences: Iterable[str]) -> None:
    """Name fixed sentences, as message ids of the catalogue, that messages may carry as `says`."""
    _SENTENCES.update(sentences)


def can_move(state: str, to: MessageState) -> bool:
    """True when a message in `state` may move to `to`."""
    return to in TRANSITIONS[MessageState(state)]


def check_can_move(state: str, to: MessageState) -> None:
    """Refuse a move that the table does not hold. Raises CannotMove."""
    if not can_move(state, to):
        raise CannotMove(_("Somebody has already dealt with this message. Look at the list again."))


def next_wait(attempts: int, failure: Failure) -> timedelta | None:
    """How long to wait after so many attempts (1 is the first), or None when it is time to give up."""
    if failure not in MAY_PASS or attempts > len(WAITS):
        return None
    return WAITS[attempts - 1]


def may_mend(by: Actor) -> bool:
    """Only those who run the service see what failed and may send it again."""
    return by.role == Role.ADMINISTRATOR


def check_may_mend(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_mend(by):
        raise NotAllowed(_("Only an administrator can see messages that failed."))


def check_context(template: str, context: Mapping[str, str]) -> None:
    """Refuse what could carry personal data: a reference, a plain address and a fixed sentence are let through.

    Raises ValueError for an unknown template, UnsafeContext for anything else in the context.
    """
    Template(template)
    if unknown := context.keys() - CONTEXT_KEYS:
        raise UnsafeContext(f"a message may not carry {sorted(unknown)}")
    if context.get("reference") and not _REFERENCE.fullmatch(context["reference"]):
        raise UnsafeContext("a message's reference must look like EH-26-0004217")
    if context.get("path") and not _PATH.fullmatch(context["path"]):
        raise UnsafeContext("a message's path must be an address inside the service, without a query")
    if context.get("says") and context["says"] not in _SENTENCES:
        raise UnsafeContext("a message may only say a sentence that was registered")


# What an attached calendar may say: when, where, who is asked, and fixed words. No room for a text about a person.
_CALENDAR_LINES: Final = frozenset(
    {
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "CALSCALE", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND",
        "SUMMARY", "LOCATION", "URL", "STATUS", "ORGANIZER", "ATTENDEE", "TRANSP", "CLASS",
    }
)  # fmt: skip
_LONGEST_CALENDAR: Final = 4000


def check_calendar(calendar: str) -> None:
    """Refuse a calendar that holds more than one event's time, place and addresses. Raises UnsafeContext."""
    unfolded = calendar.replace("\r\n ", "").replace("\n ", "")
    lines = [line for line in unfolded.splitlines() if line]
    if len(calendar) > _LONGEST_CALENDAR or not lines or lines[0] != "BEGIN:VCALENDAR":
        raise UnsafeContext("a calendar must be one short iCalendar file")
    names = {re.split("[:;]", line, maxsplit=1)[0] for line in lines}
    if unknown := names - _CALENDAR_LINES:
        raise UnsafeContext(f"a calendar may not carry {sorted(unknown)}")


PERSON_TRANSITIONS: Final[Mapping[PersonMessageState, frozenset[PersonMessageState]]] = {
    PersonMessageState.QUEUED: frozenset({PersonMessageState.SENDING, PersonMessageState.STOPPED}),
    PersonMessageState.SENDING: frozenset(
        {PersonMessageState.SENT, PersonMessageState.QUEUED, PersonMessageState.FAILED}
    ),
    # What a gateway says afterwards. A mail server says nothing more: there a message stays sent.
    PersonMessageState.SENT: frozenset({PersonMessageState.DELIVERED, PersonMessageState.FAILED}),
    PersonMessageState.DELIVERED: frozenset(),
    PersonMessageState.FAILED: frozenset(),
    PersonMessageState.TO_POST: frozenset({PersonMessageState.POSTED, PersonMessageState.STOPPED}),
    PersonMessageState.POSTED: frozenset(),
    PersonMessageState.STOPPED: frozenset(),
}
PERSON_OWNERS: Final[Mapping[PersonMessageState, str]] = {
    PersonMessageState.QUEUED: "the worker",
    PersonMessageState.SENDING: "the worker",
    PersonMessageState.SENT: "the gateway",
    PersonMessageState.DELIVERED: "nobody",
    PersonMessageState.FAILED: "the team that wrote it, which reaches the person in another way",
    PersonMessageState.TO_POST: "the team that wrote it",
    PersonMessageState.POSTED: "nobody",
    PersonMessageState.STOPPED: "nobody",
}
# A gateway tries for three days; what it has not delivered by then will not arrive.
FOLLOWED_FOR: Final = timedelta(days=3)
FACTS: Final = frozenset(
    {"telephone", "service_en", "service_cy", "service_telephone", "on_en", "on_cy", "at", "place"}
)


def start_of(channel: str) -> PersonMessageState:
    """A letter waits for somebody to post it; the rest waits for the worker."""
    return PersonMessageState.TO_POST if channel == Channel.LETTER else PersonMessageState.QUEUED


def can_move_person_message(state: str, to: PersonMessageState) -> bool:
    """True when a message to a person may move from `state` to `to`."""
    return to in PERSON_TRANSITIONS[PersonMessageState(state)]


def check_can_move_person_message(state: str, to: PersonMessageState) -> None:
    """Refuse a move that the table does not hold. Raises CannotMove."""
    if not can_move_person_message(state, to):
        raise CannotMove(_("This message has moved on. Look at where it stands now."))


def may_write_to_people(by: Actor) -> bool:
    """Those who decide at the front door, and the workers of a service, write to people."""
    return by.role in {*FRONT_DOOR_ROLES, Role.SERVICE_WORKER} and by.practitioner_id is not None


def check_may_write_to_people(by: Actor) -> None:
    """Refuse anybody else. Raises NotAllowed."""
    if not may_write_to_people(by):
        raise NotAllowed(_("Only those who work with a person may write to them."))


def check_facts(facts: Mapping[str, str]) -> None:
    """Refuse what is not in the closed list of facts. Raises UnsafeContext."""
    if unknown := facts.keys() - FACTS:
        raise UnsafeContext(f"a message to a person may not carry {sorted(unknown)}")
