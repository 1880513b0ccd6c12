"""The page on wellbeing, and who is there for staff."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from earlyhelp.develop.facts.support import read_support
from earlyhelp.develop.queries.wellbeing import surveys
from earlyhelp.develop.rules.wellbeing.surveys import leads_team, may_keep_surveys
from earlyhelp.develop.views.wellbeing.asking import EVERYBODY, day_of
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request


@require_GET
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def wellbeing(request: Request) -> HttpResponseBase:
    """Where everything about wellbeing is found: the crisis lines first, then what is open, then what one keeps."""
    by = request.actor
    context = {
        "directory": read_support(),
        "open_round": surveys.get_open_round(by, today=day_of(request)),
        "keeps": may_keep_surveys(by),
        "leads": leads_team(by),
    }
    return render(request, "develop/wellbeing/home.html", context)


@require_GET
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def support(request: Request) -> HttpResponseBase:
    """Who is there for staff, crisis lines first. That somebody opened this page is written down nowhere."""
    return render(request, "develop/wellbeing/support.html", {"directory": read_support()})
