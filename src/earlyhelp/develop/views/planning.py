"""Planning training: what is needed where, who is due, and what trainers lead."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from earlyhelp.develop.queries.planning import DUE_WITHIN, list_diaries, list_due, list_needs
from earlyhelp.develop.queries.requirements import list_requirements
from earlyhelp.develop.rules.courses import RUNNING_ROLES
from earlyhelp.develop.rules.diaries import AHEAD
from earlyhelp.develop.views.asking import day_of
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request


@require_GET
@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def planning(request: Request) -> HttpResponseBase:
    """How many are due, by training and area, against the places that are free."""
    today = day_of(request)
    shown = {
        "needs": list_needs(request.actor, today=today, now=request.at),
        "asked": list_requirements(request.actor, today=today),
        "days": DUE_WITHIN.days,
        "today": today,
    }
    return render(request, "develop/planning/planning.html", shown)


@require_GET
@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def due(request: Request, series: UUID) -> HttpResponseBase:
    """Who of the agency is due for one training. It is audited."""
    asked = list_requirements(request.actor, today=day_of(request))
    required = next((one for one in asked if one.version.series == series), None)
    if required is None:
        raise Http404
    shown = {
        "required": required,
        "due": list_due(request.actor, required, at=request.at),
        "days": DUE_WITHIN.days,
        "back_url": reverse("develop:planning"),
    }
    return render(request, "develop/planning/due.html", shown)


@require_GET
@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def trainers(request: Request) -> HttpResponseBase:
    """What each trainer leads in the coming weeks, and what of it clashes."""
    shown = {
        "diaries": list_diaries(request.actor, now=request.at),
        "weeks": AHEAD.days // 7,
        "back_url": reverse("develop:planning"),
    }
    return render(request, "develop/planning/trainers.html", shown)
