"""For the steward: where the directory comes from, what was left out of it and why, and what nobody has checked."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.signpost import queries
from earlyhelp.signpost.choices import Fault
from earlyhelp.signpost.models import DirectorySource

PAGE_SIZE = 50


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def source_list(request: Request) -> HttpResponseBase:
    """Every source, when it was last read, and how that went."""
    lines = queries.list_sources(by=request.actor, on=localdate(request.at))
    return render(request, "signpost/sources.html", {"lines": lines})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def source_detail(request: Request, source_id: UUID) -> HttpResponseBase:
    """One source: what it can do, and every record that its last reading left out."""
    try:
        source = queries.get_source(source_id, by=request.actor)
    except DirectorySource.DoesNotExist:
        raise Http404 from None
    rejects = queries.list_rejects_of(by=request.actor, source=source)
    page = Paginator(rejects, PAGE_SIZE).get_page(request.GET.get("page"))
    in_welsh = (get_language() or "en").startswith("cy")
    context = {
        "source": source,
        "problem": source.problem_cy if in_welsh else source.problem_en,
        "page": page,
        "rejects": [(reject, Fault(reject.fault).label) for reject in page],
    }
    return render(request, "signpost/source.html", context)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def not_assured(request: Request) -> HttpResponseBase:
    """Services whose details nobody has checked for three months."""
    services = queries.list_unassured(by=request.actor, on=localdate(request.at))
    page = Paginator(services, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "signpost/not_assured.html", {"page": page})
