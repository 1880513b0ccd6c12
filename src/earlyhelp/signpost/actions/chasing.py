"""Asking again where a day has passed, and giving back to the team what a worker who left still had."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from earlyhelp.govern.actions import audit
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.leaving import Leaver
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.actions.stepping import write_event
from earlyhelp.signpost.actions.telling import tell_sender, tell_service
from earlyhelp.signpost.choices.referrals import EventKind, ReferralState, Side
from earlyhelp.signpost.models import Assignment, Referral
from earlyhelp.signpost.queries.leaving import list_referrals_of
from earlyhelp.signpost.rules import states

_WITH_SERVICE = [state for state in ReferralState if states.OWNER[state] is Side.RECEIVER]


@transaction.atomic
def chase_referrals(*, by: Actor, at: datetime) -> int:
    """Ask services again for an answer where their day has passed. The last time, the sender hears that it is theirs.

    For the service itself, acting for the agency of a front door. However often and by however many workers it runs,
    each is asked once on its day. Returns how many were asked.
    """
    today = at.astimezone(LONDON).date()
    late = Referral.objects.filter(
        agency_id=by.agency_key, state__in=_WITH_SERVICE, due_on__lt=today, chased__lt=states.CHASES
    ).order_by("due_on", "id")
    asked = 0
    for key in list(late.values_list("pk", flat=True)):
        # Locked one by one, and looked at again: another worker, or an answer, may be a moment ahead.
        held = Referral.objects.select_for_update(skip_locked=True, of=("self",)).select_related("sent_by")
        referral = held.filter(pk=key, state__in=_WITH_SERVICE).first()
        if referral is None or not states.must_chase(
            referral.due_on, chased=referral.chased, chased_on=referral.chased_on, on=today
        ):
            continue
        referral.chased, referral.chased_on = referral.chased + 1, today
        referral.save(update_fields=["chased", "chased_on"])
        _ask(by, referral, at)
        asked += 1
    return asked


def _ask(by: Actor, referral: Referral, at: datetime) -> None:
    write_event(by=by, referral=referral, side=Side.SYSTEM, at=at, kind=EventKind.CHASED)
    detail = {"times": referral.chased, "due": str(referral.due_on)}
    audit.record(by=by, did="referral.chased", target=referral, at=at, detail=detail)
    tell_service(by=by, referral=referral, template=Template.REFERRAL_WAITS, at=at)
    if referral.chased >= states.CHASES:
        audit.record(by=by, did="referral.returned", target=referral, at=at, detail=detail)
        tell_sender(by=by, referral=referral, template=Template.REFERRAL_UNANSWERED, at=at)


@transaction.atomic
def free_referrals_of_leavers(*, by: Actor, at: datetime) -> int:
    """Give the open referrals of workers who left back to their team. Returns how many there were."""
    left = Referral.objects.filter(agency_id=by.agency_key, state__in=_WITH_SERVICE, worker__is_active=False)
    return _free(by, left, at)


@transaction.atomic
def free_referrals_of(*, by: Actor, leaver: Leaver, at: datetime) -> int:
    """Give the open referrals of one worker, who moves or leaves, back to their team. Returns how many there were."""
    return _free(by, list_referrals_of(by, leaver, at), at)


def _free(by: Actor, found: QuerySet[Referral], at: datetime) -> int:
    referrals = list(found.select_for_update(skip_locked=True, of=("self",)))
    for referral in referrals:
        Assignment.objects.filter(referral=referral, until_at=None).update(until_at=at)
        referral.worker = None
        referral.save(update_fields=["worker"])
        write_event(by=by, referral=referral, side=Side.SYSTEM, at=at, kind=EventKind.ASSIGNED)
        audit.record(
            by=by, did="referral.assigned", target=referral, at=at, detail={"worker": "", "left": True}
        )
        tell_service(by=by, referral=referral, template=Template.REFERRAL, at=at)
    return len(referrals)
