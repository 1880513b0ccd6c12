"""Moving a referral from one state to the next: one action for every move, one table that allows it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from earlyhelp.govern.actions import audit, close_access
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.actions.telling import tell_officer, tell_sender, tell_service
from earlyhelp.signpost.choices.referrals import DeclineReason, HelpOutcome, ReferralState, WithdrawReason
from earlyhelp.signpost.models import Referral, ReferralEvent
from earlyhelp.signpost.queries.referrals import find_referral, parties_of
from earlyhelp.signpost.rules import referrals as rules
from earlyhelp.understand.actions import withdraw_consent


@dataclass(frozen=True, slots=True)
class Said:
    """What a practitioner says with a move. Which parts a state needs, rules.check_said knows."""

    note: str = ""
    decline_reason: DeclineReason | None = None
    help_outcome: HelpOutcome | None = None
    withdraw_reason: WithdrawReason | None = None
    next_update_on: date | None = None


@transaction.atomic
def open_referral(*, by: Actor, reference: str, at: datetime) -> Referral:
    """Read a referral as its receiver; the first reading is recorded as its opening. Reading is audited.

    Raises Referral.DoesNotExist or NotAllowed.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    side = rules.side_of(by, parties_of(referral))
    if side is rules.Side.RECEIVER and rules.can_move(referral.state, ReferralState.OPENED, side):
        _step(by, referral, ReferralState.OPENED, Said(), at)
    audit.record_read(by=by, what="referral", targets=[referral], at=at)
    return referral


@transaction.atomic
def move_referral(
    *, by: Actor, reference: str, to: ReferralState, seen: str, said: Said, at: datetime
) -> Referral:
    """Take a referral to another state, tell whoever should hear, and close it to a service that said no.

    `seen` is rules.version_of the referral as the page showed it: when it has moved since, nothing happens. Raises
    Referral.DoesNotExist, NotAllowed, ReferralMoved, CannotMove, SaidTooLittle, PromiseNeeded.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    side = rules.side_of(by, parties_of(referral))
    rules.check_not_moved(referral.state, referral.state_at, seen=seen)
    rules.check_can_move(referral.state, to, side)
    rules.check_promise(to, said.next_update_on, on=at.astimezone(LONDON).date())
    rules.check_said(
        to,
        decline_reason=said.decline_reason,
        help_outcome=said.help_outcome,
        withdraw_reason=said.withdraw_reason,
    )
    was = referral.state
    _step(by, referral, to, said, at)
    tell_officer(by=by, referral=referral, was=was, at=at)
    _tell_other_side(by, referral, side, was, at)
    if said.withdraw_reason is WithdrawReason.CONSENT:
        withdraw_consent(by=by, consent_id=referral.consent_id, at=at)
    if to in rules.CLOSED_TO_RECEIVER:
        # Last: from here on a service that said no does not see the rows it would write.
        close_access(
            by=by,
            record_id=referral.pk,
            agency_id=referral.receiving_agency_id,
            because=f"referral {to.value}",
            at=at,
        )
    return referral


@transaction.atomic
def withdraw_referral(
    *, by: Actor, reference: str, seen: str, reason: WithdrawReason, at: datetime, note: str = ""
) -> Referral:
    """Take a referral back, as the front door that sent it; the service no longer sees it.

    When the person took back their consent, that is recorded too. Raises as move_referral does.
    """
    said = Said(note=note, withdraw_reason=reason)
    return move_referral(by=by, reference=reference, to=ReferralState.WITHDRAWN, seen=seen, said=said, at=at)


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


def _step(by: Actor, referral: Referral, to: ReferralState, said: Said, at: datetime) -> None:
    event = ReferralEvent.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        from_state=referral.state,
        to_state=to,
        note=said.note,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    referral.state, referral.state_at = to, at
    referral.decline_reason = _only(said.decline_reason, when=to is ReferralState.DECLINED)
    referral.help_outcome = _only(said.help_outcome, when=to is ReferralState.COMPLETED)
    referral.withdraw_reason = _only(said.withdraw_reason, when=to is ReferralState.WITHDRAWN)
    referral.next_update_on = said.next_update_on if to is ReferralState.WAITING else None
    referral.save(
        update_fields=[
            "state",
            "state_at",
            "decline_reason",
            "help_outcome",
            "withdraw_reason",
            "next_update_on",
        ]
    )
    detail = {
        "from": event.from_state,
        "to": to.value,
        "reason": referral.decline_reason or referral.withdraw_reason,
    }
    audit.record(by=by, did=f"referral.{to.value}", target=referral, at=at, detail=detail)


def _only(code: str | None, *, when: bool) -> str:
    return code if code and when else ""


def _tell_other_side(by: Actor, referral: Referral, side: rules.Side | None, was: str, at: datetime) -> None:
    if side is rules.Side.SENDER:
        tell_service(by=by, referral=referral, template=Template.REFERRAL_WITHDRAWN, at=at)
    elif rules.is_news(referral.state, was=was):
        declined = referral.state == ReferralState.DECLINED
        template = Template.REFERRAL_DECLINED if declined else Template.REFERRAL_NEWS
        tell_sender(by=by, referral=referral, template=template, at=at)
