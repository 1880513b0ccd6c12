"""Data quality: records of one's own agency that somebody should look at again."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import resolve, reverse

from earlyhelp.desk.queries import quality as queries
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.rules.quality import QualityRule
from earlyhelp.kit.access import access_of, allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role

READERS = (Role.AUDITOR, Role.COORDINATOR, Role.SUPERVISOR)


@allow(*READERS, purpose=Purpose.ASSURANCE)
def quality(request: Request) -> HttpResponseBase:
    """How many records of the agency each rule finds."""
    parts = queries.list_quality(by=request.actor, at=request.at)
    shown = {"parts": [(kind.label, counted) for kind, counted in parts]}
    return render(request, "desk/quality.html", shown)


@allow(*READERS, purpose=Purpose.ASSURANCE)
def quality_list(request: Request, rule: str) -> HttpResponseBase:
    """What one rule finds, by reference. Opening a record is for whoever's role has its page, and is audited there."""
    after = request.GET.get("after", "")
    try:
        found = queries.list_found(by=request.actor, code=rule, after=after, at=request.at)
    except LookupError as missing:
        raise Http404 from missing
    shown = {
        "found": found,
        "records": [(one, _address(found.rule, one, request.actor.role)) for one in found.references],
        "is_further": bool(after),
    }
    return render(request, "desk/quality_list.html", shown)


def _address(rule: QualityRule, reference: str, role: str) -> str:
    """Where this role opens the record, or "" when it has no such page."""
    if not rule.page:
        return ""
    address = reverse(rule.page, args=[reference])
    access = access_of(resolve(address).func)
    return address if access is not None and role in access.roles else ""
