"""Who may handle a request, how it may move, and what it must hold. Pure: one table for each machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices.rights import OFFICER, AskedBy, MarkKind, PackState, RightsKind, RightsState
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError

PACK_LIVES: Final = timedelta(days=28)

_R = RightsState
MOVES: Final[Mapping[RightsState, frozenset[RightsState]]] = {
    _R.RECEIVED: frozenset({_R.WAITING, _R.WORKING, _R.REFUSED, _R.WITHDRAWN}),
    _R.WAITING: frozenset({_R.WORKING, _R.REFUSED, _R.WITHDRAWN}),
    _R.WORKING: frozenset({_R.WAITING, _R.ANSWERED, _R.REFUSED, _R.WITHDRAWN}),
    _R.ANSWERED: frozenset(),
    _R.REFUSED: frozenset(),
    _R.WITHDRAWN: frozenset(),
}
OPEN: Final = frozenset(state for state, after in MOVES.items() if after)

_P = PackState
PACK_MOVES: Final[Mapping[PackState, frozenset[PackState]]] = {
    _P.COLLECTING: frozenset({_P.REVIEW, _P.EXPIRED}),
    _P.REVIEW: frozenset({_P.READY, _P.EXPIRED}),
    _P.READY: frozenset({_P.REVIEW, _P.RELEASED, _P.EXPIRED}),
    _P.RELEASED: frozenset({_P.EXPIRED}),
    _P.EXPIRED: frozenset(),
}


class CannotMove(RuleError):
    """The request or the pack does not stand so that this can be done."""


class Incomplete(RuleError):
    """Something that a request must hold is missing."""


class Restricted(NotAllowed):
    """The record is kept and not used, because the person asked for it."""


class Objected(NotAllowed):
    """The person objected to the record being shared, and that was accepted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in. `subject_key` is the record it is about; `subject_reference` what people call it."""

    kind: str
    subject_label: str
    subject_key: UUID
    subject_reference: str
    asked_by: str
    received_on: date
    regime: str
    language: str
    asker_name: str = ""
    authority: str = ""
    competence: str = ""
    competence_why: str = ""
    words: str = ""
    should_be: str = ""
    from_on: date | None = None
    until_on: date | None = None


def may_handle(by: Actor) -> bool:
    """Whether the actor is an information-governance officer, or the service itself at work for an agency."""
    return by.agency_id is not None and by.role in {OFFICER, "system"}


def check_may_handle(by: Actor) -> None:
    """Raise NotAllowed for anybody else."""
    if not may_handle(by):
        raise NotAllowed(_("Only information-governance officers handle these requests."))


def check_asked(asked: Asked, today: date) -> None:
    """Raise Incomplete when a request does not hold what it must."""
    if asked.received_on > today:
        raise Incomplete(_("Enter the day on which it came in, today or in the past"))
    if asked.asked_by != AskedBy.PERSON and not (asked.asker_name.strip() and asked.authority.strip()):
        raise Incomplete(_("Write who asks for them, and how you know that they may"))
    if asked.asked_by == AskedBy.PARENT and not (asked.competence and asked.competence_why.strip()):
        raise Incomplete(_("Say whether the child understands what is asked, and why you think so"))
    if asked.kind != RightsKind.ACCESS and not asked.words.strip():
        raise Incomplete(_("Write what the person says, in their own words"))
    if asked.kind == RightsKind.RECTIFICATION and not asked.should_be.strip():
        raise Incomplete(_("Write what they say is right"))


def can_move(state: str, to: RightsState) -> bool:
    """Whether a request may go from one state to another."""
    return to in MOVES[RightsState(state)]


def check_can_move(state: str, to: RightsState) -> None:
    """Raise CannotMove when it may not."""
    if not can_move(state, to):
        raise CannotMove(_("Somebody changed this request meanwhile. Look at it again."))


def can_move_pack(state: str, to: PackState) -> bool:
    """Whether a pack may go from one state to another."""
    return to in PACK_MOVES[PackState(state)]


def check_can_move_pack(state: str, to: PackState) -> None:
    """Raise CannotMove when it may not."""
    if not can_move_pack(state, to):
        raise CannotMove(_("The pack does not stand so any more. Look at it again."))


def check_pack_is(state: str, wanted: PackState) -> None:
    """Raise CannotMove when a pack does not stand as it must for this."""
    if state != wanted:
        raise CannotMove(_("The pack does not stand so any more. Look at it again."))


def check_can_begin_pack(*, is_free: bool) -> None:
    """Raise CannotMove when the request is not worked on, or a pack was begun already."""
    if not is_free:
        raise CannotMove(_("A pack was begun already, or the request is not being worked on."))


def check_identity(proof: str) -> None:
    """Raise Incomplete when nobody has checked who asks: nothing leaves before."""
    if not proof:
        raise Incomplete(_("Check who asks first. Nothing is given before it is known to whom."))


def check_pack_given(*, is_given: bool) -> None:
    """Raise Incomplete when a request for access is to be closed and no pack was given."""
    if not is_given:
        raise Incomplete(_("Give them their pack first, or refuse the request with a reason."))


def check_words(words: str) -> None:
    """Raise Incomplete for a step without its reason."""
    if not words.strip():
        raise Incomplete(_("Write the reason, so that the person can be told"))


def check_marks(kinds: frozenset[str], *, shares: bool) -> None:
    """Raise Restricted or Objected when what stands on a record forbids using or sharing it."""
    if MarkKind.RESTRICTED in kinds:
        raise Restricted(
            _(
                "This record is kept and not used: the person asked for it to be restricted. "
                "Ask your information-governance officer."
            )
        )
    if shares and MarkKind.OBJECTED in kinds:
        raise Objected(
            _(
                "The person objected to being shared about, and that was accepted. Nothing was sent. "
                "Ask your information-governance officer."
            )
        )


def expires_at(at: datetime) -> datetime:
    """Until when a pack that was made can be opened."""
    return at + PACK_LIVES


def mark_of(kind: str) -> MarkKind | None:
    """Which mark a request puts on the record when it is granted; None where it puts none."""
    return {
        RightsKind.RESTRICTION: MarkKind.RESTRICTED,
        RightsKind.OBJECTION: MarkKind.OBJECTED,
    }.get(RightsKind(kind))
