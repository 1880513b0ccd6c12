"""Moving a referral from one state to the next: one action for every move, one table that allows it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from earlyhelp.govern.actions import audit, close_access
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.actions.linking import end_links
from earlyhelp.signpost.actions.stepping import GoalSaid, Said, take_step
from earlyhelp.signpost.actions.telling import tell_officer, tell_sender, tell_service
from earlyhelp.signpost.choices.referrals import (
    AppointmentReason,
    AppointmentState,
    AskedBy,
    LinkEnd,
    PersonReason,
    ReferralState,
    SenderReason,
    Side,
)
from earlyhelp.signpost.models import Appointment, Assignment, Referral, ReferralGoal
from earlyhelp.signpost.queries.referrals import find_referral, parties_of
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.signpost.rules import states
from earlyhelp.understand.actions import end_consent, withdraw_consent

__all__ = [
    "GoalSaid",
    "Said",
    "mark_returned_handled",
    "move_referral",
    "open_referral",
    "withdraw_for_consent",
    "withdraw_referral",
]


@transaction.atomic
def open_referral(*, by: Actor, reference: str, at: datetime) -> Referral:
    """Read a referral as its receiver; the first reading is recorded as its opening. Reading is audited.

    Raises Referral.DoesNotExist or NotAllowed.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    side = rules.side_of(by, parties_of(referral, by=by))
    if side is Side.RECEIVER and rules.can_move(referral.state, ReferralState.SEEN, side):
        take_step(by=by, referral=referral, to=ReferralState.SEEN, side=side, said=Said(), at=at)
    audit.record_read(by=by, what="referral", targets=[referral], at=at)
    return referral


@transaction.atomic
def move_referral(
    *, by: Actor, reference: str, to: ReferralState, seen: str, said: Said, at: datetime
) -> Referral:
    """Take a referral to another state, tell whoever should hear, and close it to a service that is out of it.

    `seen` is rules.version_of the referral as the page showed it: when it has moved since, nothing happens. Raises
    Referral.DoesNotExist, NotAllowed, ReferralMoved, CannotMove, SaidTooLittle, PromiseNeeded.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    standing = rules.side_of(by, parties_of(referral, by=by))
    rules.check_not_moved(referral.state, referral.state_at, seen=seen)
    side = rules.mover_of(referral.state, to, standing)
    rules.check_promise(to, said.next_update_on, on=at.astimezone(LONDON).date())
    rules.check_said(to, said.reasons)
    was = referral.state
    take_step(by=by, referral=referral, to=to, side=side, said=said, at=at)
    if to is ReferralState.COMPLETED:
        _record_goals(referral, said)
    tell_officer(by=by, referral=referral, was=was, at=at)
    _tell_other_side(by, referral, side, was, at)
    if to is ReferralState.ACCEPTED:
        _close_transferred(by, referral, at)
    if referral.consent_id and rules.takes_back_consent(referral.person_reason):
        _take_back_consent(by, referral, at)
    _leave(by, referral, at)
    return referral


@transaction.atomic
def withdraw_referral(
    *, by: Actor, reference: str, seen: str, reason: PersonReason, at: datetime, note: str = ""
) -> Referral:
    """Stop a referral because the person says so, as the front door; the service no longer sees it.

    When the person took back their consent, that is recorded too. Raises as move_referral does.
    """
    said = Said(note=note, person_reason=reason)
    return move_referral(by=by, reference=reference, to=ReferralState.WITHDRAWN, seen=seen, said=said, at=at)


@transaction.atomic
def withdraw_for_consent(*, by: Actor, referral_id: UUID, at: datetime) -> Referral:
    """Withdraw an open referral, since the person took back the consent on which it rests. The service is told.

    For `answer_consent`: `by` is the front door that keeps it, for the person, whoever heard them say so.
    Raises CannotMove when it is over already.
    """
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral_id, agency_id=by.agency_key)
    rules.check_can_move(referral.state, ReferralState.WITHDRAWN, Side.SENDER)
    was, said = referral.state, Said(person_reason=PersonReason.CONSENT)
    take_step(by=by, referral=referral, to=ReferralState.WITHDRAWN, side=Side.PERSON, said=said, at=at)
    tell_officer(by=by, referral=referral, was=was, at=at)
    tell_service(by=by, referral=referral, template=Template.REFERRAL_WITHDRAWN, at=at)
    if referral.consent_id:
        end_consent(by=by, consent_id=referral.consent_id, at=at)
    _leave(by, referral, at)
    return referral


@transaction.atomic
def mark_returned_handled(*, by: Actor, reference: str, at: datetime) -> Referral:
    """Say that a declined referral has been dealt with, so that it leaves the list. Twice is once.

    Raises Referral.DoesNotExist, NotAllowed, CannotMove when it was not declined.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    rules.check_may_choose_service(by)
    rules.check_is_returned(referral.state)
    if referral.handled_at is None:
        referral.handled_at = at
        referral.save(update_fields=["handled_at"])
        audit.record(by=by, did="referral.handled", target=referral, at=at)
    return referral


def _record_goals(referral: Referral, said: Said) -> None:
    for goal in ReferralGoal.objects.filter(referral=referral, number__in=list(said.goals)):
        goal.outcome, goal.note = said.goals[goal.number].outcome, said.goals[goal.number].note
        goal.save(update_fields=["outcome", "note"])


def _take_back_consent(by: Actor, referral: Referral, at: datetime) -> None:
    """The consent is the front door's own, so it is written as the front door, whoever heard the person's no."""
    assert referral.consent_id is not None
    if rules.side_of(by, parties_of(referral, by=by)) is Side.SENDER:
        withdraw_consent(by=by, consent_id=referral.consent_id, at=at)


def _close_transferred(by: Actor, referral: Referral, at: datetime) -> None:
    """The referral that this one takes over from ends by itself, as the front door's: the new service never saw it."""
    if referral.transferred_from_id is None:
        return
    with acting(Actor.system(by.purpose, agency_id=referral.agency_id)) as front_door:
        old = Referral.objects.select_for_update(of=("self",)).get(pk=referral.transferred_from_id)
        if Side.SYSTEM not in states.TRANSITIONS[ReferralState(old.state)].get(
            ReferralState.CANCELLED, frozenset()
        ):
            return
        said = Said(sender_reason=SenderReason.TRANSFERRED)
        take_step(by=front_door, referral=old, to=ReferralState.CANCELLED, side=Side.SYSTEM, said=said, at=at)
        tell_service(by=front_door, referral=old, template=Template.REFERRAL_WITHDRAWN, at=at)
        _leave(front_door, old, at)


def _leave(by: Actor, referral: Referral, at: datetime) -> None:
    """End what depends on a referral that is over. Access last: after it, a service no longer sees what it writes."""
    if ReferralState(referral.state) not in states.ENDED:
        return
    Assignment.objects.filter(referral=referral, until_at=None).update(until_at=at)
    booked = Appointment.objects.filter(referral=referral, state=AppointmentState.BOOKED, starts_at__gt=at)
    booked.update(
        state=AppointmentState.CANCELLED,
        asked_by=AskedBy.SERVICE,
        reason=AppointmentReason.NO_REASON,
        closed_at=at,
    )
    if rules.ends_receivers_access(referral.state, through_link=False):
        close_access(
            by=by,
            record_id=referral.pk,
            agency_id=referral.receiving_agency_id,
            because=f"referral {referral.state}",
            at=at,
        )
    end_links(by=by, referral=referral, why=LinkEnd.ANSWERED, at=at)


def _tell_other_side(by: Actor, referral: Referral, side: Side, was: str, at: datetime) -> None:
    if side in {Side.SENDER, Side.PERSON}:
        tell_service(by=by, referral=referral, template=Template.REFERRAL_WITHDRAWN, at=at)
    elif rules.is_news(referral.state, was=was) or referral.state == ReferralState.ON_HOLD:
        declined = referral.state == ReferralState.DECLINED
        template = Template.REFERRAL_DECLINED if declined else Template.REFERRAL_NEWS
        tell_sender(by=by, referral=referral, template=template, at=at)
