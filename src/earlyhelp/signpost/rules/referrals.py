"""Who may do what with a referral, what must be said with each move, and what is missing before one is sent. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.signpost.choices import ReferralRoute
from earlyhelp.signpost.choices.referrals import Basis, PersonReason, ReferralState, SenderReason, Side
from earlyhelp.signpost.rules.states import (
    CLOSED_TO_RECEIVER,
    FEEDBACK,
    OWNER,
    PROGRESS,
    PROMISED,
    SAID_TO_FRONT_DOOR,
    SAID_TO_SERVICE,
    SENDER_REASONS,
    TRANSITIONS,
)
from earlyhelp.solve.choices import Outcome

State = ReferralState
# A provider without an account, through its secure link.
LINK_ROLE: Final = "link"

# The ground on which a referral is shared, and the sentence when no agreement covers it.
PURPOSE: Final = Purpose.EARLY_HELP
NO_AGREEMENT: Final = _(
    "Missing: a live sharing agreement for referrals, for early help, between your agency and the agency that runs "
    "this service. Ask your information governance officer to put one in place. Nothing was sent."
)

NOBODY_ANSWERS: Final = _(
    "Nobody at this service could read a referral: no worker has an account, and no mailboxes are agreed for a "
    "secure link. Ask an administrator to agree them with the service. Nothing was sent."
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
    """A waiting list or a pause needs a day by which the service promises news."""


class NoBasis(RuleError):
    """Neither the person's agreement nor another lawful basis with its reason is there."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The two agencies of a referral, and the live link of a receiver without accounts."""

    sender: UUID
    receiver: UUID
    link: UUID | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """The codes said with a move: the provider's, the person's, the front door's, and how the help ended."""

    declined: str = ""
    person: str = ""
    sender: str = ""
    outcome: str = ""


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
    """The side on which this actor stands, or None when they are on neither."""
    if by.role in FRONT_DOOR_ROLES and by.agency_id == parties.sender:
        return Side.SENDER
    if by.role == Role.SERVICE_WORKER and by.agency_id == parties.receiver:
        return Side.RECEIVER
    if by.role == LINK_ROLE and by.agency_id is not None and by.agency_id == parties.link:
        return Side.RECEIVER
    return None


def speaks_for(side: Side | None) -> frozenset[Side]:
    """For which sides somebody on this side takes steps: the front door also for the person."""
    if side is None:
        return frozenset()
    return frozenset({Side.SENDER, Side.PERSON}) if side is Side.SENDER else frozenset({side})


def may_choose_service(by: Actor) -> bool:
    """Whether this role chooses services for people: the front door's decision-makers."""
    return by.role in FRONT_DOOR_ROLES


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


def list_moves(state: str, side: Side | None) -> list[State]:
    """Where somebody on this side may take a referral from this state, in the order of the pathway."""
    return [to for to in TRANSITIONS[State(state)] if can_move(state, to, side)]


def can_move(state: str, to: str, side: Side | None) -> bool:
    """Whether somebody on this side may take a referral from one state to another."""
    return bool(TRANSITIONS[State(state)].get(State(to), frozenset()) & speaks_for(side))


def check_can_move(state: str, to: str, side: Side | None) -> None:
    """Raise CannotMove unless somebody on this side may take the referral there."""
    if not can_move(state, to, side):
        raise CannotMove(_("This referral cannot be moved in that way now. Look at where it stands."))


def mover_of(state: str, to: str, side: Side | None) -> Side:
    """For which side this step is taken. Raises CannotMove."""
    check_can_move(state, to, side)
    return next(one for one in Side if one in TRANSITIONS[State(state)][State(to)] & speaks_for(side))


def is_open(state: str) -> bool:
    """Whether the service still has something to do in this state, or help is going on."""
    return OWNER[State(state)] is Side.RECEIVER


def is_shown(state: str, *, hears_progress: bool) -> bool:
    """Whether what a service says in this state may be told to the sender and the officer."""
    return hears_progress or State(state) not in PROGRESS


def is_news(to: str, *, was: str) -> bool:
    """Whether a move is worth telling: a new promise of news, a pause, or the opening, is not."""
    back = State(to) is State.IN_PROGRESS and State(was) is State.ON_HOLD
    return State(to) in FEEDBACK and to != was and not back


def ends_receivers_access(to: str, *, through_link: bool) -> bool:
    """Whether the service loses sight of a referral that comes into this state; through a link also when it is done."""
    return State(to) in CLOSED_TO_RECEIVER or (through_link and State(to) is State.COMPLETED)


def check_is_returned(state: str) -> None:
    """Raise CannotMove unless the referral was declined, and so is the front door's again."""
    if State(state) is not State.DECLINED:
        raise CannotMove(_("Only a referral that a service declined can be marked as dealt with."))


def check_said(to: str, reasons: Reasons) -> None:
    """Raise SaidTooLittle when a move lacks the reason or outcome that its state needs, or has one of another list."""
    if State(to) is State.DECLINED and not _says_why_declined(reasons):
        raise SaidTooLittle(_("Select why the service cannot help."))
    if State(to) is State.COMPLETED and not reasons.outcome:
        raise SaidTooLittle(_("Select how things are now."))
    if State(to) is State.WITHDRAWN and reasons.person not in SAID_TO_FRONT_DOOR:
        raise SaidTooLittle(_("Select why the person does not go on."))
    if State(to) in SENDER_REASONS and reasons.sender not in SENDER_REASONS[State(to)]:
        raise SaidTooLittle(_("Select why the referral is taken back."))


def _says_why_declined(reasons: Reasons) -> bool:
    if reasons.declined:
        return not reasons.person
    return reasons.person in SAID_TO_SERVICE


def list_sender_reasons(to: str) -> list[SenderReason]:
    """The reasons that the front door can choose for this end, in order."""
    allowed = SENDER_REASONS[State(to)] - {SenderReason.TRANSFERRED}
    return [reason for reason in SenderReason if reason in allowed]


def takes_back_consent(reason: str) -> bool:
    """Whether this reason of the person ends their consent."""
    return reason in {PersonReason.CONSENT, PersonReason.SAID_NO}


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
    """Raise PromiseNeeded when a wait or a pause comes without a day after today by which there will be news."""
    if State(to) in PROMISED and (next_update_on is None or next_update_on <= on):
        raise PromiseNeeded(_("Enter a day after today by which you will say how it goes on."))


def check_basis(basis: str, *, reason: str, has_consent: bool) -> None:
    """Raise NoBasis, saying what is missing and whom to ask, without consent or another ground and its reason."""
    if basis == Basis.CONSENT and not has_consent:
        raise NoBasis(
            _(
                "Missing: the person’s agreement. Ask the person, or somebody who may agree for them. Nothing was sent."
            )
        )
    if basis != Basis.CONSENT and not reason.strip():
        raise NoBasis(
            _(
                "Missing: why it must be shared without agreement. Ask your safeguarding lead. Nothing was sent."
            )
        )
