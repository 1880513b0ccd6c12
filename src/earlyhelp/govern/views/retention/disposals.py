"""One list of records to dispose of, and the proof of what was deleted."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.retention import cancel_disposal, confirm_disposal, undo_disposal
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.choices.retention import DisposalState
from earlyhelp.govern.forms.retention import WhyForm
from earlyhelp.govern.models import Disposal
from earlyhelp.govern.queries import retention as queries
from earlyhelp.govern.rules.retention import UNDO_DAYS
from earlyhelp.govern.views.retention.showing import class_name, reasons, schedule_of
from earlyhelp.kit.access import allow, step_up
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request

_PER_PAGE = 50


@allow("auditor", purpose=Purpose.ASSURANCE)
@step_up()
def disposal(request: Request, disposal_id: UUID) -> HttpResponseBase:
    """One list: confirm it, do not agree to it, or undo it."""
    try:
        one = queries.get_disposal(by=request.actor, key=disposal_id)
    except Disposal.DoesNotExist as gone:
        raise Http404 from gone
    is_confirming = "confirm" in request.POST
    form = WhyForm(request.POST if request.method == "POST" and not is_confirming else None)
    problem = ""
    if language_switch_requested(request):
        form.hide_errors()
    elif is_confirming or (request.method == "POST" and form.is_valid()):
        because = "" if is_confirming else form.cleaned_data["because"]
        problem = _moved(request, one, because)
        if not problem:
            return redirect("govern:disposal", one.pk)
        if not is_confirming:
            form.add_error(None, problem)
            problem = ""
    page = Paginator(queries.list_disposed(by=request.actor, disposal_id=one.pk), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    audit.record_read(by=request.actor, what="disposal", targets=[one], at=request.at)
    shown = {
        "form": form,
        "problem": problem,
        "disposal": one,
        "page": page,
        "records": [(record, reasons(record.why_not, [])) for record in page.object_list],
        "name": class_name(request, schedule_of(request).get(one.record_class), one.record_class),
        "is_proposed": one.state == DisposalState.PROPOSED,
        "is_hidden": one.state == DisposalState.HIDDEN,
        "is_own": one.record_count > 1 and one.proposed_by == request.actor.practitioner_id,
        "undo_days": UNDO_DAYS,
    }
    status = HTTPStatus.BAD_REQUEST if form.errors or problem else HTTPStatus.OK
    return render(request, "govern/retention/disposal.html", shown, status=status)


def _moved(request: Request, one: Disposal, because: str) -> str:
    """Take the step that was asked for. Returns why it could not be taken, or nothing."""
    try:
        if "confirm" in request.POST:
            confirm_disposal(by=request.actor, disposal_id=one.pk, at=request.at)
            messages.success(
                request, _("The records are hidden from everybody. You can undo this for 30 days.")
            )
        elif one.state == DisposalState.PROPOSED:
            cancel_disposal(by=request.actor, disposal_id=one.pk, because=because, at=request.at)
            messages.success(request, _("The list is closed. Its records stay, and are to be decided again."))
        else:
            undo_disposal(by=request.actor, disposal_id=one.pk, because=because, at=request.at)
            messages.success(request, _("Every record of the list is back as it was."))
    except RuleError as refusal:
        return str(refusal)
    return ""


@require_GET
@allow("auditor", purpose=Purpose.ASSURANCE)
def proof(request: Request) -> HttpResponseBase:
    """What was deleted for good: when, under which rule, who decided, how many rows; nothing of what it said."""
    schedule = schedule_of(request)
    page = Paginator(queries.list_proofs(by=request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            one,
            class_name(request, schedule.get(one.record_class), one.record_class),
            sum(one.row_counts.values()),
        )
        for one in page.object_list
    ]
    audit.record(by=request.actor, did="retention.read", kind=EntryKind.READ, at=request.at)
    return render(request, "govern/retention/proof.html", {"page": page, "rows": rows})
