"""Reading that somebody should look at: the list, and one of them."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.unusual import judge_unusual_reading, set_limits
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.choices.unusual import EXPLAINED, Unusual
from earlyhelp.govern.forms.unusual import LimitsForm, VerdictForm
from earlyhelp.govern.models import UnusualReading
from earlyhelp.govern.queries import unusual as queries
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request


@allow("auditor", purpose=Purpose.ASSURANCE)
def unusual_list(request: Request) -> HttpResponseBase:
    """What waits for somebody to look at it, and what was looked at lately."""
    by = request.actor
    audit.record(by=by, did="unusual_reading.listed", kind=EntryKind.READ, at=request.at)
    shown = {
        "waiting": queries.list_unusual(by=by, is_open=True),
        "settled": queries.list_unusual(by=by, is_open=False),
        "count": queries.count_unusual(by),
        "rules": [(rule.label, EXPLAINED[rule]) for rule in Unusual],
    }
    return render(request, "govern/unusual_list.html", shown)


@allow("auditor", purpose=Purpose.ASSURANCE)
def unusual_detail(request: Request, reading_id: UUID) -> HttpResponseBase:
    """One finding in words, the entries it was found in, and what was said of it."""
    try:
        reading = queries.get_unusual(by=request.actor, reading_id=reading_id)
    except UnusualReading.DoesNotExist as missing:
        raise Http404 from missing
    form = VerdictForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            judge_unusual_reading(by=request.actor, reading=reading, at=request.at, **form.cleaned_data)
            return redirect("govern:unusual")
        except RuleError as refusal:
            form.add_error(None, str(refusal))
    audit.record_read(by=request.actor, what="unusual_reading", targets=[reading], at=request.at)
    shown = {
        "reading": reading,
        "explained": EXPLAINED[Unusual(reading.rule)],
        "entries": queries.list_entries_of(by=request.actor, reading=reading),
        "form": form,
        "is_own": reading.practitioner_id == request.actor.practitioner_id,
    }
    return render(request, "govern/unusual_detail.html", shown)


@allow("auditor", purpose=Purpose.ASSURANCE)
def unusual_limits(request: Request) -> HttpResponseBase:
    """From how many openings on a person should look: what counts now, what counted before, and another number."""
    by = request.actor
    form = LimitsForm(request.POST or None, initial=LimitsForm.initial_of(queries.get_limits(by)))
    status = HTTPStatus.OK
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST":
        if form.is_valid():
            set_limits(by=by, limits=form.limits, why=form.cleaned_data["why"], at=request.at)
            messages.success(request, _("The limits are set. They count from the next night on."))
            return redirect("govern:unusual_limits")
        status = HTTPStatus.BAD_REQUEST
    shown = {"form": form, "versions": queries.list_limits(by)}
    return render(request, "govern/unusual_limits.html", shown, status=status)
