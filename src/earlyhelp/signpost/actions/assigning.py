"""Who at the service works with the person: a named worker, with everybody who was before."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.queries import list_practitioners_of_agency
from earlyhelp.signpost.actions.stepping import write_event
from earlyhelp.signpost.choices.referrals import EventKind, Side
from earlyhelp.signpost.models import Assignment, Referral
from earlyhelp.signpost.queries.referrals import find_referral, parties_of
from earlyhelp.signpost.rules import referrals as rules


@transaction.atomic
def assign_worker(*, by: Actor, reference: str, worker_id: UUID, at: datetime) -> Referral:
    """Name a worker of the same service for an open referral. Naming the same one again changes nothing.

    Raises Referral.DoesNotExist, Practitioner.DoesNotExist, NotAllowed, CannotMove when it is over.
    """
    referral = find_referral(by=by, reference=reference, lock=True)
    rules.check_may_receive_referrals(by)
    side = rules.side_of(by, parties_of(referral, by=by))
    if side is not Side.RECEIVER or not rules.is_open(referral.state):
        raise rules.CannotMove(_("This referral is over, so nobody needs to be named for it."))
    workers = list_practitioners_of_agency(
        by=by, agency_id=referral.receiving_agency_id, role=Role.SERVICE_WORKER
    )
    worker = workers.get(pk=worker_id)
    if referral.worker_id == worker.pk:
        return referral
    Assignment.objects.filter(referral=referral, until_at=None).update(until_at=at)
    Assignment.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        worker=worker,
        from_at=at,
        assigned_by_id=by.practitioner_id,
    )
    referral.worker = worker
    referral.save(update_fields=["worker"])
    write_event(
        by=by, referral=referral, side=Side.RECEIVER, at=at, kind=EventKind.ASSIGNED, note=worker.full_name
    )
    detail = {"worker": str(worker.pk)}
    audit.record(by=by, did="referral.assigned", target=referral, at=at, detail=detail)
    if worker.pk != by.practitioner_id:
        send_message(by=by, to=worker, template=Template.REFERRAL_YOURS, about=referral, at=at, context={})
    return referral
