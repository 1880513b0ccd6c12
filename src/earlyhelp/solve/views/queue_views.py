"""Views of the queue that people keep: saved, shared, renamed, thrown away."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve import actions, queries
from earlyhelp.solve.forms.queue import ViewForm
from earlyhelp.solve.models import SavedView
from earlyhelp.solve.rules.queue import NoNameForView, looking
from earlyhelp.solve.views.queue import looked_for, queue_address


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def save_view(request: Request) -> HttpResponseBase:
    """Keep what the address asks for under a name."""
    asked = looked_for(request)
    if request.method != "POST":
        return redirect(queue_address(asked))
    form = ViewForm(request.POST, prefix="view")
    if language_switch_requested(request):
        form.hide_errors()
    elif form.is_valid():
        try:
            actions.save_view(by=request.actor, asked=asked.codes, at=request.at, **form.cleaned_data)
        except NoNameForView as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The view is kept. You find it under “Kept views”."))
            return redirect(queue_address(asked))
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    context = {
        "form": form,
        "action": f"{reverse('solve:save_view')}?{asked.query}",
        "back": queue_address(asked),
    }
    return render(request, "solve/queue/view.html", context, status=status)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def change_view(request: Request, view_id: UUID) -> HttpResponseBase:
    """Give a view of one's own another name, or share it."""
    view = _mine_or_404(request, view_id)
    start = {"name": view.name, "is_shared": view.team_id is not None}
    form = ViewForm(request.POST if request.method == "POST" else None, prefix="view", initial=start)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            actions.change_view(by=request.actor, view_id=view.pk, at=request.at, **form.cleaned_data)
        except NoNameForView as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The view is changed."))
            return redirect(queue_address(looking(view.asked)))
    status = HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK
    context = {
        "form": form,
        "view": view,
        "action": reverse("solve:change_view", args=[view.pk]),
        "back": queue_address(looking(view.asked)),
    }
    return render(request, "solve/queue/view.html", context, status=status)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def remove_view(request: Request, view_id: UUID) -> HttpResponseBase:
    """Throw a view of one's own away."""
    view = _mine_or_404(request, view_id)
    actions.remove_view(by=request.actor, view_id=view.pk, at=request.at)
    messages.success(request, _("The view is thrown away. No notification is touched by that."))
    return redirect("solve:queue")


def _mine_or_404(request: Request, view_id: UUID) -> SavedView:
    found = [one for one in queries.list_saved_views(request.actor) if one.pk == view_id]
    if not found or found[0].practitioner_id != request.actor.practitioner_id:
        raise Http404
    return found[0]
