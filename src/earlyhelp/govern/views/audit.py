"""The pages of the audit: searching it, and taking what was found out of the service."""

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from earlyhelp.govern import queries
from earlyhelp.govern.actions import audit as auditing
from earlyhelp.govern.choices import DEEDS, EntryKind, Purpose
from earlyhelp.govern.forms import AuditExportForm, AuditSearchForm
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules import AuditFilter, Place
from earlyhelp.kit.access import allow, step_up
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.forms.carried import pairs_of
from earlyhelp.kit.http import Request
from earlyhelp.kit.spreadsheets import csv_of

_PER_PAGE = 50
_EXPORTED = 20_000
# What is looked for may be a name, so it is kept with the session on the server and not in the address.
_SEARCH = "govern.audit"
_COLUMNS = ("at", "who", "role", "purpose", "kind", "deed", "deed_code", "about", "reference", "reason")


@allow("auditor", purpose=Purpose.ASSURANCE)
def audit(request: Request) -> HttpResponseBase:
    """Who wrote, read, linked, decided and shared what, when and why."""
    if request.method == "POST" and not language_switch_requested(request):
        request.session[_SEARCH] = {} if "clear" in request.POST else pairs_of(request)
        return redirect("govern:audit")
    form, wanted = _wanted(request)
    # Looking at who looked is itself written down, with what was looked for left out: it may be a name.
    auditing.record(
        by=request.actor,
        did="audit.searched",
        kind=EntryKind.READ,
        at=request.at,
        detail={"narrowed_by": wanted.parts},
    )
    after = Place.read(request.GET.get("after", ""))
    found = queries.list_entry_page(by=request.actor, wanted=wanted, after=after, size=_PER_PAGE)
    shown = {
        "form": form,
        "page": found.entries,
        "older": found.older,
        "is_further_back": after is not None,
        "count": queries.count_entries(by=request.actor, wanted=wanted),
        "counted": queries.COUNTED,
        "is_narrowed": form.is_bound,
        "more_open": set(wanted.parts) & _FOLDED or form.errors.keys() & _FOLDED,
    }
    return render(request, "govern/audit.html", shown)


@allow("auditor", purpose=Purpose.ASSURANCE)
@step_up()
def export(request: Request) -> HttpResponseBase:
    """What was searched for as a file, for a reason that is written down."""
    _form, wanted = _wanted(request)
    form = AuditExportForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        return _file(request, wanted, form.cleaned_data["reason"])
    shown = {
        "form": form,
        "count": queries.count_entries(by=request.actor, wanted=wanted),
        "counted": queries.COUNTED,
        "most": _EXPORTED,
        "is_narrowed": bool(wanted.parts),
    }
    return render(request, "govern/audit_export.html", shown)


_FOLDED = {"who", "purpose", "role", "since", "until"}


def _wanted(request: Request) -> tuple[AuditSearchForm, AuditFilter]:
    """The search that the session keeps: as a form, and as what it asks for."""
    form = AuditSearchForm(_kept(request))
    if form.is_bound and form.is_valid():
        return form, AuditFilter(**form.cleaned_data)
    return form, AuditFilter()


def _kept(request: Request) -> QueryDict | None:
    pairs = request.session.get(_SEARCH) or []
    return QueryDict(urlencode(pairs)) if any(value.strip() for _name, value in pairs) else None


def _file(request: Request, wanted: AuditFilter, reason: str) -> HttpResponse:
    entries = list(queries.list_entries(by=request.actor, wanted=wanted)[:_EXPORTED])
    auditing.record(
        by=request.actor,
        did="audit.exported",
        kind=EntryKind.READ,
        at=request.at,
        reason=reason,
        detail={"entries": len(entries), "narrowed_by": wanted.parts},
    )
    response = HttpResponse(csv_of(_COLUMNS, map(_row, entries)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _row(entry: AuditEntry) -> tuple[object, ...]:
    return (
        entry.at.isoformat(),
        entry.practitioner_label,
        entry.role,
        entry.purpose,
        entry.kind,
        DEEDS.get(entry.did, entry.did),
        entry.did,
        entry.target_label,
        entry.target_reference,
        entry.reason,
    )
