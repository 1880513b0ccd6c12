"""The page of the audit."""

from django.core.paginator import Paginator
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from earlyhelp.govern import queries
from earlyhelp.govern.actions import audit as auditing
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.forms import AuditSearchForm
from earlyhelp.govern.rules import AuditFilter
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.forms.carried import pairs_of
from earlyhelp.kit.http import Request

_PER_PAGE = 50
# What is looked for may be a name, so it is kept with the session on the server and not in the address.
_SEARCH = "govern.audit"


@allow("auditor", purpose=Purpose.ASSURANCE)
def audit(request: Request) -> HttpResponseBase:
    """Who wrote, read, linked, decided and shared what, when and why."""
    if request.method == "POST" and not language_switch_requested(request):
        request.session[_SEARCH] = {} if "clear" in request.POST else pairs_of(request)
        return redirect("govern:audit")
    form = AuditSearchForm(_kept(request))
    wanted = AuditFilter()
    if form.is_bound and form.is_valid():
        wanted = AuditFilter(**form.cleaned_data)
    # Looking at who looked is itself written down, with what was looked for left out: it may be a name.
    # Before counting: an entry that came between the count and the list would push the oldest one off the last page.
    auditing.record(by=request.actor, did="audit.searched", kind=EntryKind.READ, at=request.at)
    found = Paginator(queries.list_entries(by=request.actor, wanted=wanted), _PER_PAGE)
    page = found.get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "is_narrowed": form.is_bound,
        "days_open": wanted.since or wanted.until or form.errors.keys() & {"since", "until"},
    }
    return render(request, "govern/audit.html", shown)


def _kept(request: Request) -> QueryDict | None:
    pairs = request.session.get(_SEARCH) or []
    return QueryDict(urlencode(pairs)) if any(value.strip() for _name, value in pairs) else None
