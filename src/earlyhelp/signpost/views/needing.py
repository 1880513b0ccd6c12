"""For the steward: what a service needs to know of a person, and why."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost import queries
from earlyhelp.signpost.actions.needing import save_needed_items
from earlyhelp.signpost.forms.needing import NeededForm
from earlyhelp.signpost.models import Service
from earlyhelp.signpost.queries.choosing import list_needed_items


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def needed(request: Request, service_id: UUID) -> HttpResponseBase:
    """Say which items a referral to this service carries, each with the reason that the referrer reads."""
    try:
        service = queries.get_service(service_id, by=request.actor)
    except Service.DoesNotExist:
        raise Http404 from None
    known: dict[str, str] = {}
    for one in list_needed_items(by=request.actor, service=service):
        known |= {f"{one.item}_en": one.reason_en, f"{one.item}_cy": one.reason_cy}
    form = NeededForm(request.POST if request.method == "POST" else None, initial=known)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        save_needed_items(by=request.actor, service_id=service.pk, reasons=form.reasons(), at=request.at)
        messages.success(request, _("It is saved. The next referral carries only what is needed."))
        return redirect("signpost:service_detail", service_id=service.pk)
    return render(request, "signpost/needed.html", {"form": form, "service": service})
