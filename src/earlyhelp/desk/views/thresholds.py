"""The page of every number by which the service counts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earlyhelp.desk.queries.thresholds import list_limits
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@require_GET
@allow(Role.ADMINISTRATOR, Role.AUDITOR, purpose=Purpose.RUNNING)
def thresholds(request: Request) -> HttpResponse:
    """What each number is now, who sets it, and where. It holds nothing about anybody."""
    return render(request, "desk/thresholds.html", {"parts": list_limits(request.actor, request.at)})
