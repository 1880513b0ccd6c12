"""Changes that owners propose and stewards decide, and an owner's word that an entry is still right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.inform.queries import list_messages_sent
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.queries import list_practitioners_of_agency
from earlyhelp.signpost.choices.finding import ProposalState
from earlyhelp.signpost.models import Capacity, Proposal, Service
from earlyhelp.signpost.queries.proposals import find_proposal, get_own_entry, list_owners_of_old_entries
from earlyhelp.signpost.rules import directory as directory_rules
from earlyhelp.signpost.rules import proposals as rules

_DAYS = frozenset({"closed_to_referrals_on"})


@dataclass(frozen=True, slots=True)
class RoomSaid:
    """How much room a service says it has in one unit. None is not known."""

    unit: str
    total: int | None
    free: int | None
    waiting: int | None
    keeps_list: bool | None


@transaction.atomic
def propose_change(*, by: Actor, service_id: UUID, values: Mapping[str, Any], at: datetime) -> Proposal:
    """Ask for a change of an entry of one's own agency. An earlier one that waits is taken back.

    Raises Service.DoesNotExist, NotAllowed, NothingChanged, PlaceTold.
    """
    service = get_own_entry(by=by, service_id=service_id, lock=True)
    changes = rules.changes_between(_values(service), values)
    rules.check_place_untold(changes, is_placeless=service.is_placeless)
    for earlier in Proposal.objects.filter(service=service, state=ProposalState.WAITING):
        _decide(by, earlier, ProposalState.WITHDRAWN, "", at)
    proposal = Proposal.objects.create(
        service=service, changes=changes, proposed_by_id=by.practitioner_key, proposed_at=at
    )
    audit.record(by=by, did="proposal.made", target=proposal, at=at, detail={"fields": sorted(changes)})
    return proposal


@transaction.atomic
def approve_proposal(*, by: Actor, proposal_id: UUID, at: datetime) -> Proposal:
    """Make the change, as a steward. Raises NotAllowed, Proposal.DoesNotExist, AlreadyDecided, EntryMoved."""
    directory_rules.check_may_keep_directory(by.role)
    proposal = find_proposal(by=by, proposal_id=proposal_id)
    service = Service.objects.select_for_update().get(pk=proposal.service_id)
    rules.check_can_decide(proposal.state, ProposalState.APPROVED)
    rules.check_still_so(proposal.changes, _values(service))
    for name, change in proposal.changes.items():
        after = change["after"]
        setattr(service, name, date.fromisoformat(after) if name in _DAYS and after else after)
    # What was said in hours and prices before is no longer known to be so.
    if proposal.changes.keys() & {"opening_en", "opening_cy"}:
        service.schedules.all().delete()
    if proposal.changes.keys() & {"cost_en", "cost_cy"}:
        service.cost_options.all().delete()
    _assure(service, proposal.proposed_by.agency.name_en, at)
    service.save()
    _decide(by, proposal, ProposalState.APPROVED, "", at)
    _tell(by, proposal, at)
    return proposal


@transaction.atomic
def decline_proposal(*, by: Actor, proposal_id: UUID, reason: str, at: datetime) -> Proposal:
    """Leave the entry as it is, as a steward, and say why. Raises NotAllowed, Proposal.DoesNotExist, AlreadyDecided."""
    directory_rules.check_may_keep_directory(by.role)
    proposal = find_proposal(by=by, proposal_id=proposal_id)
    rules.check_can_decide(proposal.state, ProposalState.DECLINED)
    _decide(by, proposal, ProposalState.DECLINED, reason, at)
    _tell(by, proposal, at)
    return proposal


@transaction.atomic
def confirm_entry(*, by: Actor, service_id: UUID, at: datetime) -> Service:
    """Say that an entry of one's own agency is still right. Raises Service.DoesNotExist, NotAllowed."""
    service = get_own_entry(by=by, service_id=service_id, lock=True)
    owner = service.organisation.name_en
    _assure(service, owner, at)
    service.save(update_fields=["assured_on", "assured_by", "modified_at"])
    audit.record(by=by, did="entry.confirmed", target=service, at=at)
    return service


@transaction.atomic
def confirm_room(*, by: Actor, service_id: UUID, said: RoomSaid, at: datetime) -> Capacity:
    """Say how much room a service of one's own agency has today. Raises Service.DoesNotExist, NotAllowed."""
    service = get_own_entry(by=by, service_id=service_id, lock=True)
    values = {
        "total": said.total,
        "free": said.free,
        "waiting": said.waiting,
        "keeps_list": said.keeps_list,
        "confirmed_on": at.astimezone(LONDON).date(),
    }
    capacity = Capacity.objects.filter(service=service, unit=said.unit, at=None).first()
    if capacity is None:
        capacity = Capacity.objects.create(service=service, unit=said.unit, **values)
    else:
        for name, value in values.items():
            setattr(capacity, name, value)
        capacity.save(update_fields=list(values))
    detail = {"unit": said.unit, "free": said.free}
    audit.record(by=by, did="capacity.confirmed", target=service, at=at, detail=detail)
    return capacity


@transaction.atomic
def nudge_owners(*, by: Actor, at: datetime) -> int:
    """Ask the workers of agencies with old entries whether they are still right, once a month. Returns how many."""
    since = at - timedelta(days=rules.ASK_AGAIN_DAYS)
    told = list_messages_sent(by=by, template=Template.ENTRY_OLD, since=since)
    asked = set(told.values_list("recipient_id", flat=True))
    count = 0
    for agency_id in list_owners_of_old_entries(by=by, on=at.astimezone(LONDON).date()):
        for worker in list_practitioners_of_agency(by=by, agency_id=agency_id, role=Role.SERVICE_WORKER):
            if worker.pk not in asked:
                path = {"path": reverse("signpost:ours")}
                send_message(by=by, to=worker, template=Template.ENTRY_OLD, at=at, context=path)
                count += 1
    if count:
        audit.record(by=by, did="entry.nudged", at=at, detail={"messages": count})
    return count


def _values(service: Service) -> dict[str, Any]:
    return {name: getattr(service, name) for name in rules.EDITABLE}


def _assure(service: Service, by_whom: str, at: datetime) -> None:
    service.assured_on, service.assured_by = at.astimezone(LONDON).date(), by_whom
    service.modified_at = at


def _decide(by: Actor, proposal: Proposal, to: ProposalState, reason: str, at: datetime) -> None:
    rules.check_can_decide(proposal.state, to)
    proposal.state, proposal.reason, proposal.decided_at = to, reason, at
    proposal.decided_by_id = by.practitioner_key
    proposal.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    audit.record(by=by, did=f"proposal.{to.value}", target=proposal, at=at)


def _tell(by: Actor, proposal: Proposal, at: datetime) -> None:
    path = {"path": reverse("signpost:ours")}
    send_message(by=by, to=proposal.proposed_by, template=Template.ENTRY_DECIDED, at=at, context=path)
