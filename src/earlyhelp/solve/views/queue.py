"""The worklist of the front door: tabs, views, filters, and what colleagues did meanwhile."""

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import Need
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve import queries
from earlyhelp.solve.choices import Grade
from earlyhelp.solve.choices.queue import Stage, View
from earlyhelp.solve.forms import FindForm
from earlyhelp.solve.forms.queue import FilterForm, ViewForm
from earlyhelp.solve.queries import QueuePage
from earlyhelp.solve.rules.assigning import MOST_AT_ONCE, may_assign
from earlyhelp.solve.rules.queue import NOBODY, RUNNING, Looking, looking

# What is typed may be a name, so it is kept with the session on the server and not in the address.
_TYPED = "solve.queue"
_SEEN = "solve.queue.seen"
_A_SHIFT = timedelta(hours=12)


def looked_for(request: Request) -> Looking:
    """What the address asks for, with what was typed before."""
    return looking(request.GET.dict(), text=request.session.get(_TYPED, {}).get("text", ""))


def queue_address(asked: Looking) -> str:
    """The queue's address for this view. It holds codes only."""
    return f"{reverse('solve:queue')}?{asked.query}" if asked.query else reverse("solve:queue")


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def queue(request: Request) -> HttpResponseBase:
    """What to decide, what waits, what rests, and what was decided."""
    asked = looked_for(request)
    find = FindForm(request.POST if request.method == "POST" else None, initial={"text": asked.text})
    if request.method == "POST" and find.is_valid():
        text = "" if "clear" in request.POST else find.cleaned_data["text"]
        request.session[_TYPED] = {"text": text}
        return redirect(queue_address(asked))
    found = queries.list_queue(by=request.actor, at=request.at, looking=asked, page=request.GET.get("page"))
    context = {
        "find": find,
        "form": find,
        "found": found,
        "looking": asked,
        "query": f"{asked.query}&" if asked.query else "",
        "here": queue_address(asked),
        "is_narrowed": bool(asked.filters or asked.text),
        "is_running": asked.stage in RUNNING,
        "may_assign": may_assign(request.actor),
        "most_at_once": MOST_AT_ONCE,
        "since": _since(request),
        **_around(request, asked, found),
    }
    return render(request, "solve/queue.html", context)


def _around(request: Request, asked: Looking, found: QueuePage) -> dict[str, Any]:
    """Tabs, views, filters and their chips."""
    by = request.actor
    lists: dict[str, Any] = {
        "areas": queries.list_areas_of_queue(by),
        "agencies": queries.list_senders(by),
        "colleagues": queries.list_colleagues(by),
    }
    filters = FilterForm(initial=asked.codes, **lists)
    if asked.stage not in RUNNING:
        for name in ("grade", "repeat", "overdue", "order"):
            del filters.fields[name]
    saved = queries.list_saved_views(by)
    return {
        "tabs": [
            {"stage": one, "count": found.counts[one], "href": queue_address(_plain(asked, stage=one))}
            for one in Stage
        ],
        "views": [{"view": one, "href": queue_address(_plain(asked, view=one))} for one in View],
        "saved": [
            {
                "view": one,
                "href": queue_address(looking(one.asked)),
                "mine": one.practitioner_id == by.practitioner_id,
            }
            for one in saved
        ],
        "filters": filters,
        "kept": [(name, value) for name, value in asked.codes.items() if name in ("tab", "view")],
        "chips": _chips(asked, filters),
        "save": ViewForm(prefix="view"),
    }


def _plain(asked: Looking, **changes: Any) -> Looking:
    """The same filters on another tab or in another view."""
    return asked.but(**changes)


def _chips(asked: Looking, filters: FilterForm) -> list[dict[str, str]]:
    """Each filter that is set, with the address of the queue without it."""
    labels: dict[str, Any] = {
        name: dict(field.choices) for name, field in filters.fields.items() if hasattr(field, "choices")
    }
    words = {"grade": dict(Grade.choices), "need": dict(Need.choices)}
    chips = []
    for name in asked.filters:
        field = filters.fields.get(name)
        if field is None:
            continue
        value = words.get(name, labels.get(name, {})).get(getattr(asked, name))
        if name == "owner" and value is None:
            value = _("Nobody yet") if asked.owner == NOBODY else _("A colleague of another team")
        label = str(field.label)
        chips.append(
            {"label": label, "value": str(value or ""), "href": queue_address(asked.but(**{name: ""}))}
        )
    return chips


def _since(request: Request) -> queries.Since | None:
    """What happened since this practitioner last looked in this session; and from now on, this is when they looked."""
    seen = request.session.get(_SEEN, "")
    request.session[_SEEN] = request.at.isoformat()
    since = datetime.fromisoformat(seen) if seen else None
    if since is None or request.at - since > _A_SHIFT:
        return None
    found = queries.get_since(request.actor, since, request.at)
    return found if found.is_something else None


@require_GET
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def queue_changes(request: Request) -> HttpResponseBase:
    """How the notifications on somebody's page stand now, in a few bytes; 304 when nothing changed. Names nobody
    who is helped."""
    references = request.GET.get("of", "").split(",")
    marks = queries.list_marks(request.actor, references, request.at)
    told = {
        "count": queries.count_waiting(request.actor, request.at, looked_for(request)),
        "marks": {mark.reference: {"code": mark.code, "sentence": mark.sentence} for mark in marks},
    }
    tag = f'"{blake2b(repr(told).encode(), digest_size=12).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    return JsonResponse(told, headers={"ETag": tag})
