"""A practitioner's own actions, from plans and from meetings: what is open, and how far each is."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.solve import actions
from earlyhelp.solve.forms.episodes import MoveForm
from earlyhelp.solve.models import Action
from earlyhelp.solve.queries.own_actions import get_own_action, list_own_actions
from earlyhelp.solve.rules.meetings import ATTENDING_ROLES
from earlyhelp.solve.views.asking import ask, posted, was_answered, was_done


@require_GET
@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def my_actions(request: Request) -> HttpResponseBase:
    """What the practitioner said they would do and has not done, the first due first."""
    found = list_own_actions(by=request.actor, at=request.at)
    return render(request, "solve/own_actions.html", {"found": found})


@allow(*ATTENDING_ROLES, purpose=Purpose.EARLY_HELP)
def my_action(request: Request, action_id: UUID) -> HttpResponseBase:
    """How far one of them is."""
    try:
        action = get_own_action(by=request.actor, action_id=action_id, at=request.at)
    except Action.DoesNotExist as missing:
        raise Http404 from missing
    form = MoveForm(posted(request))
    if was_answered(request, form) and was_done(
        form,
        lambda: actions.move_action(
            by=request.actor, action_id=action.pk, at=request.at, **form.cleaned_data
        ),
    ):
        messages.success(request, _("It is recorded."))
        return redirect("solve:my_actions")
    return ask(
        request,
        form,
        title=_("How far is this action?"),
        lead=action.text,
        send=_("Save"),
        back_url=reverse("solve:my_actions"),
    )
