"""Pages of the audit."""

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render

from earlyhelp.govern import queries
from earlyhelp.govern.actions import audit as auditing
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.forms import AuditSearchForm
from earlyhelp.govern.rules import AuditFilter
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request

_PER_PAGE = 50


@allow("auditor", purpose=Purpose.ASSURANCE)
def audit(request: Request) -> HttpResponseBase:
    """Who wrote, read, linked, decided and shared what, when and why."""
    form = AuditSearchForm(request.GET or None)
    wanted = AuditFilter()
    if form.is_bound and form.is_valid():
        wanted = AuditFilter(**form.cleaned_data)
    found = Paginator(queries.list_entries(by=request.actor, wanted=wanted), _PER_PAGE)
    page = found.get_page(request.GET.get("page"))
    # Looking at who looked is itself written down, with what was looked for left out: it may be a name.
    auditing.record(by=request.actor, did="audit.searched", kind=EntryKind.READ, at=request.at)
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(request, "govern/audit.html", {"form": form, "page": page, "query": kept.urlencode()})
