"""What became of a referral: opened, accepted, on a list, declined and sent on, started, completed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from earlyhelp.identify.choices import Need
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    HelpOutcome,
    PersonReason,
    ReferralState,
    SenderReason,
)
from earlyhelp.synth.narrative import phrase
from earlyhelp.synth.year import rhythm
from earlyhelp.synth.year.shapes import Help, Step
from earlyhelp.understand.choices import ConsentGiver, ConsentWay

_T = TypeVar("_T")
_WAYS = (
    (ConsentWay.TELEPHONE, 60),
    (ConsentWay.IN_PERSON, 28),
    (ConsentWay.WRITTEN, 9),
    (ConsentWay.SIGNED, 3),
)
_ENDINGS = (
    (HelpOutcome.BETTER, 42),
    (HelpOutcome.SOMEWHAT, 28),
    (HelpOutcome.SAME, 10),
    (HelpOutcome.STEPPED_UP, 7),
    (HelpOutcome.ENDED_EARLY, 13),
)
_DECLINES = (
    (DeclineReason.NO_ROOM, 30),
    (DeclineReason.NOT_ELIGIBLE, 16),
    (DeclineReason.OUT_OF_AREA, 3),
    (DeclineReason.NEEDS_MORE, 14),
    (DeclineReason.KNOWN, 10),
    (DeclineReason.NOT_ENOUGH, 6),
    (PersonReason.SAID_NO, 9),
    (PersonReason.NO_CONTACT, 12),
)
# How a referral is called off, and for which reason: the person's own, or the front door's.
_CALLED_OFF: tuple[tuple[tuple[ReferralState, PersonReason | SenderReason], int], ...] = (
    ((ReferralState.WITHDRAWN, PersonReason.CONSENT), 35),
    ((ReferralState.CANCELLED, SenderReason.NOT_NEEDED), 45),
    ((ReferralState.CANCELLED, SenderReason.OTHER_SERVICE), 15),
    ((ReferralState.ENTERED_IN_ERROR, SenderReason.WRONG_SERVICE), 5),
)
_ENDS_EARLY = frozenset({ReferralState.WITHDRAWN, ReferralState.CANCELLED, ReferralState.ENTERED_IN_ERROR})
# The share that a service declines, and the share that must wait for a place.
_COUNCIL = (0.07, 0.28)
_OTHERS = (0.17, 0.40)
_ENDED = {DeclineReason.KNOWN, PersonReason.SAID_NO, PersonReason.NO_CONTACT}


@dataclass(frozen=True, slots=True)
class Asking:
    """What a first referral asks for, and on whose word."""

    needs: tuple[Need, ...]
    to_council: bool
    language: str
    given_by: ConsentGiver
    decided_at: datetime


def refer(chance: Random, asking: Asking, at: datetime) -> tuple[Help, ...]:
    """A referral, and another one where the first service said no and the person still wants help."""
    first = _send(chance, asking, at)
    if first.handled_at is None or (first.decline_reason or first.person_reason) in _ENDED:
        return (first,)
    elsewhere = replace(asking, needs=asking.needs[::-1], to_council=False, decided_at=first.handled_at)
    return first, _send(chance, elsewhere, at)


def _send(chance: Random, asking: Asking, at: datetime) -> Help:
    """One referral for the first of the needs."""
    sent_at = min(asking.decided_at + timedelta(minutes=chance.randint(2, 25)), at - timedelta(minutes=1))
    path, called_off = _path(chance, *(_COUNCIL if asking.to_council else _OTHERS))
    steps = _walk(chance, path, sent_at, at, asking.language)
    reached = {step.to for step in steps}
    was_declined = ReferralState.DECLINED in reached
    why = _draw(chance, _DECLINES) if was_declined else called_off if reached & _ENDS_EARLY else None
    return Help(
        need=asking.needs[0],
        to_council=asking.to_council,
        request=phrase(chance, asking.language, "request", asking.needs[0].value),
        sent_at=sent_at,
        given_by=asking.given_by,
        way=_draw(chance, _WAYS),
        steps=steps,
        decline_reason=why if isinstance(why, DeclineReason) else None,
        person_reason=why if isinstance(why, PersonReason) else None,
        sender_reason=why if isinstance(why, SenderReason) else None,
        help_outcome=_draw(chance, _ENDINGS) if ReferralState.COMPLETED in reached else None,
        next_update_on=_next_update(chance, steps, at),
        hears_progress=chance.random() < 0.85,
        handled_at=_handled_at(chance, steps[-1].at, at) if was_declined else None,
    )


def _path(
    chance: Random, declines: float, no_room_yet: float
) -> tuple[list[ReferralState], PersonReason | SenderReason | None]:
    """Where the referral would get to, given time enough, and why it is called off if it is."""
    luck = chance.random()
    path = [ReferralState.SEEN]
    if luck < declines:
        return [*path, ReferralState.DECLINED], None
    if luck < declines + no_room_yet:
        path.append(ReferralState.WAITING)
        if chance.random() < 0.1:
            end, why = _draw(chance, _CALLED_OFF)
            return [*path, end], why
    return [*path, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS, ReferralState.COMPLETED], None


_DAYS = {
    ReferralState.SEEN: (0.2, 5.0),
    ReferralState.WAITING: (0.5, 3.0),
    ReferralState.ACCEPTED: (1.0, 6.0),
    ReferralState.DECLINED: (0.5, 5.0),
    ReferralState.WITHDRAWN: (5.0, 30.0),
    ReferralState.CANCELLED: (5.0, 30.0),
    ReferralState.ENTERED_IN_ERROR: (5.0, 30.0),
    ReferralState.IN_PROGRESS: (2.0, 12.0),
    ReferralState.COMPLETED: (28.0, 110.0),
}
_A_LIST = (10.0, 45.0)


def _walk(
    chance: Random, path: list[ReferralState], sent_at: datetime, at: datetime, language: str
) -> tuple[Step, ...]:
    """The steps that happened before `at`."""
    steps: list[Step] = []
    moment, before = sent_at, ReferralState.REQUESTED
    for state in path:
        waited = before is ReferralState.WAITING and state is ReferralState.ACCEPTED
        moment = rhythm.later(chance, moment, *(_A_LIST if waited else _DAYS[state]))
        if moment >= at:
            break
        steps.append(Step(state, moment, _note(chance, state, language)))
        before = state
    return tuple(steps)


def _note(chance: Random, state: ReferralState, language: str) -> str:
    """What the service wrote. Opening and withdrawing need no words."""
    if state is ReferralState.SEEN or state in _ENDS_EARLY:
        return ""
    return phrase(chance, language, "steps", state.value)


def _handled_at(chance: Random, declined_at: datetime, at: datetime) -> datetime | None:
    """When the front door dealt with a refusal; None while it is still in its worklist."""
    handled = rhythm.later(chance, declined_at, 3, 18)
    return handled if handled < at else None


def _next_update(chance: Random, steps: tuple[Step, ...], at: datetime) -> date | None:
    """The day by which a service with a waiting list promised news; one promise in ten was not kept."""
    if not steps or steps[-1].to is not ReferralState.WAITING:
        return None
    first = -3 if chance.random() < 0.1 else 1
    return max(steps[-1].at + timedelta(days=1), at + timedelta(days=first + chance.randint(0, 20))).date()


def _draw(chance: Random, pairs: tuple[tuple[_T, int], ...]) -> _T:
    return chance.choices([value for value, _ in pairs], [weight for _, weight in pairs])[0]
