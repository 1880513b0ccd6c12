"""Short things to read where the work happens, in both languages. Who reads what is not recorded."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from earlyhelp.develop.facts import get_resource, list_resources
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def resources(request: Request) -> HttpResponseBase:
    """What there is to read."""
    return render(request, "develop/resources/resources.html", {"resources": list_resources()})


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def resource(request: Request, code: str) -> HttpResponseBase:
    """One of them."""
    found = get_resource(code)
    if found is None:
        raise Http404
    return render(
        request,
        "develop/resources/resource.html",
        {"resource": found, "back_url": reverse("develop:resources")},
    )
