"""Owners look after their entries; stewards decide on changes and deal with remarks."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost.actions.finding import handle_remark
from earlyhelp.signpost.actions.proposals import (
    approve_proposal,
    confirm_entry,
    confirm_room,
    decline_proposal,
    propose_change,
)
from earlyhelp.signpost.forms.proposals import DeclineChangeForm, EntryForm, RoomForm
from earlyhelp.signpost.models import Proposal, Remark, Service
from earlyhelp.signpost.queries.proposals import (
    get_own_entry,
    list_decided_proposals,
    list_open_remarks,
    list_own_entries,
    list_waiting_proposals,
)


@allow(Role.SERVICE_WORKER, purpose=Purpose.OWN_WORK)
def ours(request: Request) -> HttpResponseBase:
    """The entries of one's own agency: how old, what waits, how much room."""
    entries = list_own_entries(by=request.actor, on=localdate(request.at))
    return render(request, "signpost/ours.html", {"entries": entries})


@allow(Role.SERVICE_WORKER, purpose=Purpose.OWN_WORK)
def edit(request: Request, service_id: UUID) -> HttpResponseBase:
    """Propose a change of one's own entry."""
    service = _own(request, service_id)
    filled = EntryForm.filled_from(service)
    form = EntryForm(request.POST) if request.method == "POST" else EntryForm(initial=filled)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            propose_change(by=request.actor, service_id=service_id, values=form.cleaned_data, at=request.at)
        except RuleError as refusal:
            if isinstance(refusal, NotAllowed):
                raise
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The change is proposed. A steward looks at it before it is shown."))
            return redirect("signpost:ours")
    return render(request, "signpost/edit_entry.html", {"form": form, "service": service})


@allow(Role.SERVICE_WORKER, purpose=Purpose.OWN_WORK)
@require_POST
def still_right(request: Request, service_id: UUID) -> HttpResponseBase:
    """One tap: the entry is still right."""
    try:
        confirm_entry(by=request.actor, service_id=service_id, at=request.at)
    except Service.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Thank you. The entry counts as checked today."))
    return redirect("signpost:ours")


@allow(Role.SERVICE_WORKER, purpose=Purpose.OWN_WORK)
def room(request: Request, service_id: UUID) -> HttpResponseBase:
    """How much room the service has today."""
    service = _own(request, service_id)
    rows = list(service.capacities.all())
    known = rows[0] if rows else None
    initial = {"unit": known.unit, "total": known.total, "keeps_list": known.keeps_list} if known else {}
    form = RoomForm(request.POST) if request.method == "POST" else RoomForm(initial=initial)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        confirm_room(by=request.actor, service_id=service_id, said=form.said(), at=request.at)
        messages.success(request, _("Noted. It is shown with today’s date."))
        return redirect("signpost:ours")
    return render(request, "signpost/room.html", {"form": form, "service": service, "rows_said": rows})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def steward(request: Request) -> HttpResponseBase:
    """What waits for the steward of the directory."""
    return _steward_page(request, None, None)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_POST
def decide_change(request: Request, proposal_id: UUID) -> HttpResponseBase:
    """Approve a proposed change, or decline it with a reason."""
    form = DeclineChangeForm(request.POST)
    try:
        if "approve" in request.POST:
            approve_proposal(by=request.actor, proposal_id=proposal_id, at=request.at)
            messages.success(request, _("The change is approved and shown."))
        elif form.is_valid():
            reason = form.cleaned_data["reason"]
            decline_proposal(by=request.actor, proposal_id=proposal_id, reason=reason, at=request.at)
            messages.success(request, _("The change is not approved. The owner hears why."))
        else:
            return _steward_page(request, form, proposal_id)
    except Proposal.DoesNotExist:
        raise Http404 from None
    except RuleError as refusal:
        if isinstance(refusal, NotAllowed):
            raise
        messages.error(request, str(refusal))
    return redirect("signpost:steward")


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_POST
def remark_handled(request: Request, remark_id: UUID) -> HttpResponseBase:
    """A remark has been dealt with."""
    try:
        handle_remark(by=request.actor, remark_id=remark_id, at=request.at)
    except Remark.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The remark is dealt with."))
    return redirect("signpost:steward")


def _steward_page(request: Request, wrong: DeclineChangeForm | None, of: UUID | None) -> HttpResponse:
    proposed = [
        {
            "one": one,
            "form": wrong
            if wrong is not None and one.proposal.pk == of
            else DeclineChangeForm(auto_id=f"id_{one.proposal.pk}_%s"),
        }
        for one in list_waiting_proposals(by=request.actor)
    ]
    context = {
        "proposed": proposed,
        "decided": list_decided_proposals(by=request.actor),
        "remarks": list_open_remarks(by=request.actor),
        "form": wrong,
    }
    return render(request, "signpost/steward.html", context)


def _own(request: Request, service_id: UUID) -> Service:
    try:
        return get_own_entry(by=request.actor, service_id=service_id)
    except Service.DoesNotExist:
        raise Http404 from None
