"""Where a referral may go next, who may move it, and what the front door can do when it comes back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.working_days import next_working_day
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.choices import ReferralRoute
from earlyhelp.signpost.choices.referrals import DeclineReason, InboxTab, ReferralState
from earlyhelp.solve.choices import Outcome

State = ReferralState


class Side(StrEnum):
    """The two sides of a referral: the front door that sent it, and the service that received it."""

    SENDER = "sender"
    RECEIVER = "receiver"


_S, _R = Side.SENDER, Side.RECEIVER

# From each state, the states it can go to and the side that may take it there. Nothing else can happen.
TRANSITIONS: Final[Mapping[State, Mapping[State, Side]]] = {
    # Opening happens by itself, when the first worker of the service reads it.
    State.SENT: {State.OPENED: _R, State.WITHDRAWN: _S},
    State.OPENED: {State.ACCEPTED: _R, State.WAITING: _R, State.DECLINED: _R, State.WITHDRAWN: _S},
    # From the waiting list to the waiting list is a new promise of news, on another day.
    State.WAITING: {State.WAITING: _R, State.ACCEPTED: _R, State.DECLINED: _R, State.WITHDRAWN: _S},
    State.ACCEPTED: {State.STARTED: _R, State.DECLINED: _R, State.WITHDRAWN: _S},
    # Help that has started is ended by the people in it; "ended early" is one of its outcomes.
    State.STARTED: {State.COMPLETED: _R},
    State.COMPLETED: {},
    State.DECLINED: {},
    State.WITHDRAWN: {},
}

# Whose turn it is in each state; None where nobody need do anything more.
OWNER: Final[Mapping[State, Side | None]] = {
    State.SENT: _R,
    State.OPENED: _R,
    State.WAITING: _R,
    State.ACCEPTED: _R,
    State.STARTED: _R,
    State.COMPLETED: None,
    State.DECLINED: _S,
    State.WITHDRAWN: None,
}

# States in which the receiving service may no longer see the referral.
CLOSED_TO_RECEIVER: Final = frozenset({State.DECLINED, State.WITHDRAWN})

# What the officer hears when a referral comes into a state (solve.rules.FEEDBACK holds the words). Sending it is told
# by the decision; opening it is not news.
FEEDBACK: Final[Mapping[State, str]] = {
    State.WAITING: "referral.waiting",
    State.ACCEPTED: "referral.accepted",
    State.STARTED: "referral.started",
    State.COMPLETED: "referral.completed",
    State.DECLINED: "referral.declined",
    State.WITHDRAWN: "referral.withdrawn",
}

# How the help itself goes. Told, with its notes, only when the person agreed that the service says how it goes.
PROGRESS: Final = frozenset({State.STARTED, State.COMPLETED})

# The stages of a service's worklist: whole states, never mixtures.
TABS: Final[Mapping[InboxTab, frozenset[State]]] = {
    InboxTab.NEW: frozenset({State.SENT, State.OPENED}),
    InboxTab.WAITING: frozenset({State.WAITING}),
    InboxTab.WORKING: frozenset({State.ACCEPTED, State.STARTED}),
    InboxTab.CLOSED: frozenset({State.COMPLETED}),
}

# A referral that nobody has opened after so many working days is chased.
OPENED_WITHIN_WORKING_DAYS: Final = 2

# What the front door can do when a service says no, by the reason it gives.
NEXT_STEP: Final[Mapping[DeclineReason, Promise]] = {
    DeclineReason.NO_ROOM: _(
        "Choose another service for the same needs. The person's consent was for this service only, so ask them again."
    ),
    DeclineReason.NOT_ELIGIBLE: _(
        "Read what the service offers, then choose one that takes people of this age and with these needs."
    ),
    DeclineReason.OUT_OF_AREA: _(
        "Check where the person lives now, then choose a service for that council area or for all of Wales."
    ),
    DeclineReason.NEEDS_MORE: _(
        "Decide again: the person may need care and support from social services, or a specialist service."
    ),
    DeclineReason.KNOWN: _(
        "Nothing new is needed from this service. Decide again that the need is already met, and say by whom."
    ),
    DeclineReason.NOT_ENOUGH: _(
        "Read what the service asks for, ring the person if it is safe, then send a fuller referral to it."
    ),
    DeclineReason.PERSON_SAID_NO: _(
        "Do not refer them again without asking. Decide again that they declined, and tell them how to come back."
    ),
    DeclineReason.NO_CONTACT: _(
        "Check with the person, or with whoever knows them, which way of contact is safe. Then choose again."
    ),
}

# The ground on which a referral is shared, and the sentence when no agreement covers it.
PURPOSE: Final = Purpose.EARLY_HELP
NO_AGREEMENT: Final = _(
    "Missing: a live sharing agreement for referrals, for early help, between your agency and the agency that runs "
    "this service. Ask your information governance officer to put one in place. Nothing was sent."
)

# The decisions after which a service is chosen.
CHOOSING_OUTCOMES: Final = frozenset({Outcome.EARLY_HELP, Outcome.SIGNPOST})


class CannotMove(RuleError):
    """The referral is not in a state from which it can go there, or the other side moves it."""


class ReferralMoved(RuleError):
    """Somebody moved the referral after this page was drawn."""


class NoDecisionToRefer(RuleError):
    """The latest decision does not lead to a service."""


class AlreadyReferred(RuleError):
    """The person already has an open referral to this service."""


class NotReferable(RuleError):
    """The service does not receive referrals in the product."""


class NoReferralAgreement(RuleError):
    """No live agreement lets the front door send a referral to this service."""


class SaidTooLittle(RuleError):
    """The move needs a reason or an outcome from a closed list."""


class PromiseNeeded(RuleError):
    """A waiting list needs a day by which the service promises news."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The two agencies of a referral."""

    sender: UUID
    receiver: UUID


def version_of(state: str, state_at: datetime) -> str:
    """What a page remembers of the referral it was drawn from, to notice that somebody moved it since."""
    return f"{state} {state_at.isoformat()}"


def check_not_moved(state: str, state_at: datetime, *, seen: str) -> None:
    """Raise ReferralMoved when the referral is no longer as the page showed it."""
    if version_of(state, state_at) != seen:
        raise ReferralMoved(
            _(
                "Somebody has moved this referral since you opened this page. Look at it again before you go on."
            )
        )


# --- who ------------------------------------------------------------------------------------------------


def side_of(by: Actor, parties: Parties) -> Side | None:
    """The side on which this practitioner stands, or None when they are on neither."""
    if by.role == Role.DECISION_MAKER and by.agency_id == parties.sender:
        return Side.SENDER
    if by.role == Role.SERVICE_WORKER and by.agency_id == parties.receiver:
        return Side.RECEIVER
    return None


def may_choose_service(by: Actor) -> bool:
    """Whether this role chooses services for people: the front door's decision-makers."""
    return by.role == Role.DECISION_MAKER


def check_may_choose_service(by: Actor) -> None:
    """Raise NotAllowed unless this role chooses services for people."""
    if not may_choose_service(by):
        raise NotAllowed(
            _("Only a decision-maker of an early help front door can choose a service for a person.")
        )


def may_receive_referrals(by: Actor) -> bool:
    """Whether this role receives referrals: the workers of services."""
    return by.role == Role.SERVICE_WORKER


def check_may_receive_referrals(by: Actor) -> None:
    """Raise NotAllowed unless this role receives referrals."""
    if not may_receive_referrals(by):
        raise NotAllowed(_("Only a worker of a service that receives referrals can see this list."))


def may_read_referral(by: Actor, parties: Parties, state: str) -> bool:
    """Whether this practitioner may read the referral now: the sender always, the receiver while it is involved."""
    side = side_of(by, parties)
    return side is Side.SENDER or (side is Side.RECEIVER and State(state) not in CLOSED_TO_RECEIVER)


def check_may_read_referral(by: Actor, parties: Parties, state: str) -> None:
    """Raise NotAllowed unless this practitioner may read the referral now."""
    if not may_read_referral(by, parties, state):
        raise NotAllowed(_("You are not involved with this referral, so you cannot see it."))


# --- where to -------------------------------------------------------------------------------------------


def list_moves(state: str, side: Side) -> list[State]:
    """Where this side may take a referral from this state, in the order of the pathway."""
    return [to for to, mover in TRANSITIONS[State(state)].items() if mover is side]


def can_move(state: str, to: str, side: Side | None) -> bool:
    """Whether this side may take a referral from one state to another. Who is on neither side may not."""
    return side is not None and TRANSITIONS[State(state)].get(State(to)) is side


def check_can_move(state: str, to: str, side: Side | None) -> None:
    """Raise CannotMove unless this side may take the referral there."""
    if not can_move(state, to, side):
        raise CannotMove(_("This referral cannot be moved in that way now. Look at where it stands."))


def is_open(state: str) -> bool:
    """Whether somebody still has something to do in this state, or help is going on."""
    return OWNER[State(state)] is Side.RECEIVER


def is_shown(state: str, *, hears_progress: bool) -> bool:
    """Whether what a service says in this state may be told to the sender and the officer."""
    return hears_progress or State(state) not in PROGRESS


def is_news(to: str, *, was: str) -> bool:
    """Whether a move is worth telling: a new promise of news, or the opening, is not."""
    return State(to) in FEEDBACK and to != was


def is_late(state: str, *, sent_on: date, next_update_on: date | None, on: date) -> bool:
    """Whether a service should be rung: it has not opened the referral in time, or broke its promise of news."""
    if State(state) is State.SENT:
        due = sent_on
        for _day in range(OPENED_WITHIN_WORKING_DAYS):
            due = next_working_day(due)
        return on > due
    return next_update_on is not None and on > next_update_on


def check_is_returned(state: str) -> None:
    """Raise CannotMove unless the referral was declined, and so is the front door's again."""
    if OWNER[State(state)] is not Side.SENDER:
        raise CannotMove(_("Only a referral that a service declined can be marked as dealt with."))


def check_said(
    to: str, *, decline_reason: str | None, help_outcome: str | None, withdraw_reason: str | None
) -> None:
    """Raise SaidTooLittle when a move lacks the reason or outcome that its state needs."""
    if State(to) is State.DECLINED and not decline_reason:
        raise SaidTooLittle(_("Select why the service cannot help."))
    if State(to) is State.COMPLETED and not help_outcome:
        raise SaidTooLittle(_("Select how things are now."))
    if State(to) is State.WITHDRAWN and not withdraw_reason:
        raise SaidTooLittle(_("Select why the referral is taken back."))


# --- whether a referral can be sent ---------------------------------------------------------------------


def can_choose_after(outcome: str | None) -> bool:
    """Whether the latest decision, None when there is none, leads to a service."""
    return outcome in CHOOSING_OUTCOMES


def check_can_choose_after(outcome: str | None) -> None:
    """Raise NoDecisionToRefer unless the latest decision leads to a service."""
    if not can_choose_after(outcome):
        raise NoDecisionToRefer(
            _("The latest decision does not lead to a service. Decide on early help or signposting first.")
        )


def check_not_referred(*, already: bool) -> None:
    """Raise AlreadyReferred when the person has an open referral to the same service."""
    if already:
        raise AlreadyReferred(
            _("This person already has an open referral to this service. Look at it before you send another.")
        )


def can_receive_here(*, route: str, has_agency: bool, closed_on: date | None, on: date) -> bool:
    """Whether a service receives referrals in the product on this day."""
    is_closed = closed_on is not None and closed_on <= on
    return route == ReferralRoute.IN_PRODUCT and has_agency and not is_closed


def check_can_receive_here(*, route: str, has_agency: bool, closed_on: date | None, on: date) -> None:
    """Raise NotReferable unless the service receives referrals in the product on this day."""
    if not can_receive_here(route=route, has_agency=has_agency, closed_on=closed_on, on=on):
        raise NotReferable(
            _(
                "This service does not take referrals here now. Choose another, or tell the person how to reach it."
            )
        )


def check_promise(to: str, next_update_on: date | None, *, on: date) -> None:
    """Raise PromiseNeeded when a waiting list comes without a day after today by which there will be news."""
    if State(to) is State.WAITING and (next_update_on is None or next_update_on <= on):
        raise PromiseNeeded(_("Enter a day after today by which you will say how long it will still take."))
