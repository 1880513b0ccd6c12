"""Entries for their owners, and what waits for the steward: proposals and remarks. None of it is about people."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from earlyhelp.kit.actor import Actor
from earlyhelp.signpost.choices import WelshProvision
from earlyhelp.signpost.choices.finding import ProposalState
from earlyhelp.signpost.models import Proposal, Remark, Service
from earlyhelp.signpost.rules import directory as directory_rules
from earlyhelp.signpost.rules import matching
from earlyhelp.signpost.rules import proposals as rules


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its owner sees it: when it was last said to be right, and what waits."""

    service: Service
    is_old: bool
    waiting: Proposal | None
    latest: Proposal | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a proposal: what stands and what would stand, in words. Empty is said as such by the page."""

    label: Promise | str
    before: str
    after: str
    lang: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with its differences."""

    proposal: Proposal
    differences: tuple[Difference, ...]


def list_own_entries(*, by: Actor, on: date) -> list[Entry]:
    """Entries of the services that this practitioner's agency runs, by name."""
    services = (
        Service.objects.all()
        .with_organisation()
        .filter(organisation__agency_id=by.agency_key, missing_since=None)
        .prefetch_related("proposals__decided_by", "capacities")
    )
    return [_entry(service, on) for service in services]


def get_own_entry(*, by: Actor, service_id: UUID, lock: bool = False) -> Service:
    """One entry of this practitioner's own agency. Raises Service.DoesNotExist, NotAllowed."""
    services = Service.objects.all().with_organisation()
    if lock:
        services = services.select_for_update(of=("self",))
    service = services.get(pk=service_id)
    rules.check_may_edit_entry(by, service.organisation.agency_id)
    return service


def count_old_entries(*, by: Actor, on: date) -> int:
    """How many entries of this practitioner's agency were not said to be right for half a year."""
    return _old(Service.objects.filter(organisation__agency_id=by.agency_key), on).count()


def list_owners_of_old_entries(*, by: Actor, on: date) -> list[UUID]:
    """Agencies that run a service whose entry was not said to be right for half a year."""
    old = _old(Service.objects.filter(organisation__agency_id__isnull=False), on)
    keys = old.order_by("organisation__agency_id").values_list("organisation__agency_id", flat=True)
    return [key for key in keys.distinct() if key is not None]


def list_waiting_proposals(*, by: Actor) -> list[Proposed]:
    """Changes that wait for a steward, the oldest first. Raises NotAllowed."""
    directory_rules.check_may_keep_directory(by.role)
    waiting = _proposals().filter(state=ProposalState.WAITING)
    return [Proposed(proposal, _differences(proposal)) for proposal in waiting]


def list_decided_proposals(*, by: Actor, most: int = 20) -> list[Proposed]:
    """The latest changes that were decided: the versions of entries. Raises NotAllowed."""
    directory_rules.check_may_keep_directory(by.role)
    decided = _proposals().filter(decided_at__isnull=False).order_by("-decided_at")[:most]
    return [Proposed(proposal, _differences(proposal)) for proposal in decided]


def find_proposal(*, by: Actor, proposal_id: UUID) -> Proposal:
    """One proposal, locked for a decision. Raises Proposal.DoesNotExist."""
    return _proposals().select_for_update(of=("self",)).get(pk=proposal_id)


def list_open_remarks(*, by: Actor) -> list[Remark]:
    """What the public says is wrong and nobody has dealt with, the oldest first. Raises NotAllowed."""
    directory_rules.check_may_keep_directory(by.role)
    return list(Remark.objects.filter(handled_at=None).select_related("service__organisation")[:100])


def count_for_steward(*, by: Actor) -> int:
    """How many proposals and remarks wait; none for those who are no steward."""
    if not directory_rules.may_keep_directory(by.role):
        return 0
    waiting = Proposal.objects.filter(state=ProposalState.WAITING).count()
    return waiting + Remark.objects.filter(handled_at=None).count()


def _proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("service__organisation", "proposed_by__agency", "decided_by")


def _old(services: QuerySet[Service], on: date) -> QuerySet[Service]:
    old = Q(assured_on=None) | Q(assured_on__lt=on - matching.CHECK_AGAIN_AFTER)
    return services.filter(old, missing_since=None)


def _entry(service: Service, on: date) -> Entry:
    proposals = list(service.proposals.all())
    waiting = [one for one in proposals if one.state == ProposalState.WAITING]
    decided = sorted(
        (one for one in proposals if one.decided_at and one.state != ProposalState.WITHDRAWN),
        key=lambda one: str(one.decided_at),
    )
    old = service.assured_on is None or on - service.assured_on > matching.CHECK_AGAIN_AFTER
    return Entry(service, old, next(iter(waiting), None), decided[-1] if decided else None)


def _differences(proposal: Proposal) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            rules.EDITABLE[name],
            _words(name, change["before"]),
            _words(name, change["after"]),
            name[-2:] if name.endswith(("_en", "_cy")) else "",
        )
        for name, change in proposal.changes.items()
    )


def _words(name: str, value: object) -> str:
    if name == "welsh_provision":
        return str(WelshProvision(str(value)).label)
    if name == "closed_to_referrals_on" and value:
        day = parse_date(str(value))
        return date_format(day, "j F Y") if day else ""
    return _("Nothing") if value in {None, ""} else str(value)
