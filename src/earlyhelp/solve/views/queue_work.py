"""Taking the next one, putting something on hold, and sharing work out."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.queries.codelists import list_offered
from earlyhelp.solve import actions, queries
from earlyhelp.solve.choices.lists import HOLD_REASONS
from earlyhelp.solve.choices.queue import Given
from earlyhelp.solve.forms.queue import AssignForm, HoldForm
from earlyhelp.solve.rules import assigning
from earlyhelp.solve.rules.queue import NOBODY, RUNNING, Looking
from earlyhelp.solve.views.queue import looked_for, queue_address
from earlyhelp.solve.views.showing import get_case_or_404, get_to_decide_or_404, refused

_RESULT: Final = "solve.assigned"
_ANYBODY: Final = UUID(int=0)


def go_to_next(request: Request, asked: Looking, *, after: str = "") -> HttpResponseBase:
    """Take the next notification of the view in hand and open it; or say that there is none left."""
    among = queries.list_next(request.actor, request.at, asked, after=after)
    taken = actions.claim_next(by=request.actor, among=among, at=request.at)
    if taken is None:
        messages.info(request, _("Nothing is left to decide in this view."))
        return redirect(queue_address(asked))
    address = reverse("solve:case", args=[taken.reference])
    return redirect(f"{address}?{asked.query}" if asked.query else address)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def queue_next(request: Request) -> HttpResponseBase:
    """Open what is to be decided next and say that one works on it."""
    return go_to_next(request, looked_for(request))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def hold(request: Request, reference: str) -> HttpResponseBase:
    """Put a notification on hold: why, and until when."""
    found = get_case_or_404(request, reference)
    form = HoldForm(
        request.POST if request.method == "POST" else None,
        reasons=list_offered(request.actor, HOLD_REASONS),
    )
    status = HTTPStatus.OK
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid() and _held(request, found.notification.pk, form):
            messages.success(request, _("It is on hold. It comes back by itself, and the clock runs on."))
            return redirect(queue_address(looked_for(request)))
    context = {"form": form, "notification": found.notification, "query": looked_for(request).query}
    return render(request, "solve/queue/hold.html", context, status=status)


def _held(request: Request, notification_id: UUID, form: HoldForm) -> bool:
    try:
        actions.put_on_hold(
            by=request.actor, notification_id=notification_id, at=request.at, **form.cleaned_data
        )
    except (
        NotAllowed
    ):  # pragma: no cover: reading the case asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def end_hold(request: Request, reference: str) -> HttpResponseBase:
    """Take it back before its day."""
    found = get_to_decide_or_404(request, reference)
    actions.end_hold(by=request.actor, notification_id=found.notification_id, at=request.at)
    messages.success(request, _("It is back in the queue."))
    return redirect("solve:case", found.reference)


@allow(Role.COORDINATOR, purpose=Purpose.EARLY_HELP)
def assign(request: Request) -> HttpResponseBase:
    """Look through what was picked, choose a colleague, and give it to them."""
    if request.method != "POST":
        return redirect("solve:queue")
    asked = looked_for(request)
    picked = _picked(request, asked)
    colleagues = queries.list_colleagues(request.actor)
    is_sent = "to" in request.POST or "give" in request.POST
    form = AssignForm(request.POST if is_sent else None, colleagues=colleagues)
    refusal = None
    try:
        assigning.check_how_many(len(picked))
        if language_switch_requested(request):
            form.hide_errors()
        elif is_sent and form.is_valid():
            return _give(request, asked, picked, form.cleaned_data["to"])
    except assigning.TooMany as too_many:
        refusal = refused(too_many)
    context = {
        "form": form,
        "rows": refusal,
        "picked": _previewed(request, picked) if refusal is None else [],
        "asked": asked,
        "back": queue_address(asked),
    }
    status = HTTPStatus.BAD_REQUEST if refusal or (is_sent and form.errors) else HTTPStatus.OK
    return render(request, "solve/queue/assign.html", context, status=status)


def _picked(request: Request, asked: Looking) -> list[str]:
    """The references that were ticked; or with `everything` the first of the whole view."""
    if "everything" in request.POST and asked.stage in RUNNING:
        found = queries.list_in_order(request.actor, request.at, asked).notifications
        return [one.reference for one in found[: assigning.MOST_AT_ONCE]]
    return list(dict.fromkeys(request.POST.getlist("pick")))


def _previewed(request: Request, picked: Sequence[str]) -> list[dict[str, Any]]:
    """Each one that was picked, whose it is now, and whether it can be given."""
    names = {one.pk: one.full_name for one in queries.list_colleagues(request.actor)}
    found = queries.list_standings_by_reference(request.actor, picked)
    rows = []
    for reference in picked:
        standing = found.get(reference)
        result = assigning.given(request.actor, standing, _ANYBODY)
        now = (
            names.get(standing.holder, _("A colleague of another team"))
            if standing and standing.holder
            else ""
        )
        rows.append(
            {"reference": reference, "now": now, "is_possible": result is Given.GIVEN, "why": result.label}
        )
    return rows


def _give(request: Request, asked: Looking, picked: Sequence[str], to: str) -> HttpResponseBase:
    whom = None if to == NOBODY else UUID(to)
    done = actions.assign_notifications(by=request.actor, references=picked, to=whom, at=request.at)
    request.session[_RESULT] = {
        "to": to,
        "query": asked.query,
        "done": [[one.reference, one.result.value] for one in done],
    }
    return redirect("solve:assigned")


@require_GET
@allow(Role.COORDINATOR, purpose=Purpose.EARLY_HELP)
def assigned(request: Request) -> HttpResponseBase:
    """The result sheet: which were given and which were not, each with why."""
    kept = request.session.get(_RESULT)
    if kept is None:
        return redirect("solve:queue")
    rows = [{"reference": reference, "result": Given(value)} for reference, value in kept["done"]]
    names = {str(one.pk): one.full_name for one in queries.list_colleagues(request.actor)}
    context = {
        "done": [row for row in rows if assigning.is_done(row["result"])],
        "left": [row for row in rows if not assigning.is_done(row["result"])],
        "to": names.get(kept["to"], ""),
        "back": f"{reverse('solve:queue')}?{kept['query']}",
    }
    return render(request, "solve/queue/assigned.html", context)


@require_GET
@allow(Role.COORDINATOR, purpose=Purpose.EARLY_HELP)
def who_has_what(request: Request) -> HttpResponseBase:
    """Who has how much, and how much is nobody's yet."""
    found = queries.get_who_has_what(request.actor, request.at)
    return render(request, "solve/queue/who.html", {"found": found, "nobody": NOBODY})
