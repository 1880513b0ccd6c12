"""The worklist of the front door."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve import queries
from earlyhelp.solve.choices import Grade, Tab
from earlyhelp.solve.forms import FindForm
from earlyhelp.solve.queries import QueuePage

# The filter may hold a name, so it is kept with the session on the server and not in the address.
_FILTER = "solve.queue"


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def queue(request: Request) -> HttpResponseBase:
    """What to decide, what waits for an answer, and what was decided."""
    tab = _tab(request)
    if request.method == "POST":
        form = FindForm(request.POST)
        if form.is_valid():
            request.session[_FILTER] = {} if "clear" in request.POST else form.cleaned_data
            return redirect(f"{reverse('solve:queue')}?tab={tab.value}")
    else:
        form = FindForm(initial=_kept(request))
    kept = _kept(request)
    found = queries.list_queue(
        by=request.actor,
        at=request.at,
        tab=tab,
        grade=kept["grade"],
        text=kept["text"],
        page=request.GET.get("page"),
    )
    context = {
        "find": form,
        "form": form,
        "found": found,
        "is_narrowed": any(kept.values()),
        "query": f"tab={tab.value}&",
        "tabs": _tabs(found),
    }
    return render(request, "solve/queue.html", context)


def _tab(request: Request) -> Tab:
    asked = request.GET.get("tab", "")
    return Tab(asked) if asked in Tab.values else Tab.TO_DECIDE


def _kept(request: Request) -> dict[str, str]:
    kept = request.session.get(_FILTER, {})
    grade = kept.get("grade", "")
    return {"text": kept.get("text", ""), "grade": grade if grade in Grade.values else ""}


def _tabs(found: QueuePage) -> list[dict[str, Any]]:
    return [
        {"tab": tab, "count": found.counts[tab], "current": tab is found.tab, "href": f"?tab={tab.value}"}
        for tab in Tab
    ]
