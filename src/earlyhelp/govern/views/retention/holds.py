"""Legal holds: which there are, a new one, and the end of one."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.retention import end_legal_hold, make_legal_hold
from earlyhelp.govern.actions.retention.holds import HoldSaid
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.forms.retention import HoldForm, WhyForm
from earlyhelp.govern.models import LegalHold
from earlyhelp.govern.queries import retention as queries
from earlyhelp.govern.views.retention.showing import class_choices, class_name, schedule_of, today
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request


@require_GET
@allow("auditor", purpose=Purpose.ASSURANCE)
def holds(request: Request) -> HttpResponseBase:
    """Every legal hold of the agency: those in force first."""
    schedule = schedule_of(request)
    areas = dict(queries.list_area_choices(by=request.actor))
    rows = [
        (
            one,
            class_name(request, schedule.get(one.record_class), one.record_class) if one.record_class else "",
            areas.get(one.area, one.area),
        )
        for one in queries.list_holds(by=request.actor)
    ]
    audit.record(by=request.actor, did="retention.read", kind=EntryKind.READ, at=request.at)
    return render(request, "govern/retention/holds.html", {"rows": rows, "today": today(request)})


@allow("auditor", purpose=Purpose.ASSURANCE)
def new_hold(request: Request) -> HttpResponseBase:
    """Keep records from being disposed of."""
    form = HoldForm(
        request.POST or None,
        classes=class_choices(request),
        areas=queries.list_area_choices(by=request.actor),
        initial={"from_on": today(request)},
    )
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            make_legal_hold(by=request.actor, said=HoldSaid(**form.cleaned_data), at=request.at)
        except RuleError as refusal:
            form.add_error("reference", str(refusal))
        else:
            messages.success(
                request, _("The hold counts from its first day. Nothing it covers can be disposed of.")
            )
            return redirect("govern:holds")
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "govern/retention/new_hold.html", {"form": form}, status=status)


@allow("auditor", purpose=Purpose.ASSURANCE)
def end_hold(request: Request, hold_id: UUID) -> HttpResponseBase:
    """End a hold, with a reason."""
    try:
        hold = queries.get_hold(by=request.actor, key=hold_id)
    except LegalHold.DoesNotExist as gone:
        raise Http404 from gone
    form = WhyForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            end_legal_hold(
                by=request.actor, hold_id=hold.pk, because=form.cleaned_data["because"], at=request.at
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The hold has ended. From now on the records’ own time counts."))
            return redirect("govern:holds")
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "govern/retention/end_hold.html", {"form": form, "hold": hold}, status=status)
