"""Writing one step of a referral, for the actions of this room: the state, the history, the clock and the audit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.choices.referrals import (
    DeclineReason,
    EventKind,
    GoalOutcome,
    HelpOutcome,
    PersonReason,
    ReferralState,
    SenderReason,
    Side,
)
from earlyhelp.signpost.models import Referral, ReferralEvent
from earlyhelp.signpost.rules import states
from earlyhelp.signpost.rules.referrals import Reasons


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """How far the help got with one goal."""

    outcome: GoalOutcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says with a move. Which parts a state needs, rules.check_said knows. `goals` by their number."""

    note: str = ""
    decline_reason: DeclineReason | None = None
    person_reason: PersonReason | None = None
    sender_reason: SenderReason | None = None
    help_outcome: HelpOutcome | None = None
    next_update_on: date | None = None
    goals: Mapping[int, GoalSaid] = field(default_factory=dict)

    @property
    def reasons(self) -> Reasons:
        """The codes, as rules read them."""
        return Reasons(
            declined=self.decline_reason or "",
            person=self.person_reason or "",
            sender=self.sender_reason or "",
            outcome=self.help_outcome or "",
        )


@transaction.atomic
def take_step(
    *, by: Actor, referral: Referral, to: ReferralState, side: Side, said: Said, at: datetime
) -> ReferralEvent:
    """Bring a locked referral into a state: its reasons, its next date, an entry in its history, one in the audit."""
    event = write_event(
        by=by, referral=referral, side=side, at=at, kind=EventKind.MOVED, note=said.note, to=to
    )
    referral.state, referral.state_at = to, at
    referral.decline_reason = _only(said.decline_reason, when=to is ReferralState.DECLINED)
    referral.person_reason = _only(
        said.person_reason, when=to in {ReferralState.DECLINED, ReferralState.WITHDRAWN}
    )
    referral.sender_reason = _only(said.sender_reason, when=to in states.SENDER_REASONS)
    referral.help_outcome = _only(said.help_outcome, when=to is ReferralState.COMPLETED)
    referral.next_update_on = said.next_update_on if to in states.PROMISED else None
    referral.due_on = due_on(referral)
    referral.chased, referral.chased_on = 0, None
    referral.save(
        update_fields=[
            "state",
            "state_at",
            "decline_reason",
            "person_reason",
            "sender_reason",
            "help_outcome",
            "next_update_on",
            "due_on",
            "chased",
            "chased_on",
        ]
    )
    reason = referral.decline_reason or referral.person_reason or referral.sender_reason
    detail = {"from": event.from_state, "to": to.value, "side": side.value, "reason": reason}
    audit.record(by=by, did=f"referral.{to.value}", target=referral, at=at, detail=detail)
    return event


def write_event(
    *,
    by: Actor,
    referral: Referral,
    side: Side,
    at: datetime,
    kind: EventKind,
    note: str = "",
    to: ReferralState | None = None,
    was: str | None = None,
) -> ReferralEvent:
    """Put an entry in the history of a referral. Without `to`, it stays where it is."""
    made_by: UUID | None = by.practitioner_id
    return ReferralEvent.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        kind=kind,
        side=side,
        from_state=referral.state if was is None else was,
        to_state=to or referral.state,
        note=note,
        made_by_id=made_by,
        made_at=at,
    )


def due_on(referral: Referral) -> date | None:
    """The day by which whoever has the referral should act, by the clocks that this area has set."""
    return states.due_on(
        referral.state,
        sent_on=referral.sent_at.astimezone(LONDON).date(),
        moved_on=referral.state_at.astimezone(LONDON).date(),
        promised_on=referral.next_update_on,
        days=settings.REFERRAL_DAYS,
    )


def _only(code: str | None, *, when: bool) -> str:
    return code if code and when else ""
