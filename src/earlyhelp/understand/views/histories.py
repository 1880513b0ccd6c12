"""An adult's own childhood: what for it is opened, each time; then what is there, and what can be done with it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand import actions, queries
from earlyhelp.understand.forms.entries import EndForm
from earlyhelp.understand.forms.histories import (
    CorrectHistoryForm,
    HistoryForm,
    OpenHistoryForm,
    PermissionForm,
)
from earlyhelp.understand.models import ChildhoodHistory, HistoryPermission, Person
from earlyhelp.understand.views.entries import answered, attempt, day_of_request, page_language, person_or_404


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def open_history(request: Request, reference: str) -> HttpResponseBase:
    """Ask what for. The answer is written down, and only then something may show: on this answer, and not again."""
    person = person_or_404(request, reference)
    form = OpenHistoryForm(request.POST or None)
    if answered(request, form):
        told = actions.open_history(
            by=request.actor, person_id=person.pk, what_for=form.cleaned_data["what_for"], at=request.at
        )
        return render(request, "understand/history.html", _shown(request, person, told))
    context = {"form": form, "person": person, "back_url": reverse("desk:person", args=[person.reference])}
    return render(request, "understand/history_open.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def record_history(request: Request, reference: str) -> HttpResponseBase:
    """Write down what an adult told of their own childhood, and agreed to have written down."""
    person = person_or_404(request, reference)
    form = HistoryForm(request.POST or None, today=day_of_request(request))
    if answered(request, form) and attempt(
        form,
        lambda: actions.record_history(
            by=request.actor,
            person_id=person.pk,
            kind=form.cleaned_data["kind"],
            telling=form.telling(page_language(), person.reference),
            agreed=form.cleaned_data["agreed"],
            agreed_way=form.cleaned_data["agreed_way"],
            agreed_on=form.cleaned_data["agreed_on"],
            at=request.at,
        ),
    ):
        messages.success(request, _("It is written down. Only you can read it, until you let a colleague."))
        return redirect("desk:person", person.reference)
    context = {
        "form": form,
        "person": person,
        "back_url": reverse("understand:open_history", args=[person.reference]),
    }
    return render(request, "understand/history_record.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def correct_history(request: Request, history_id: UUID) -> HttpResponseBase:
    """Put right what one wrote, while it is open. What stood there before stays, for who may read it."""
    try:
        history = queries.get_history(request.actor, history_id)
    except ChildhoodHistory.DoesNotExist as missing:
        raise Http404 from missing
    person = person_or_404(request, history.person.reference)
    initial = {"kind": history.kind, "words": history.words}
    form = CorrectHistoryForm(request.POST or None, today=day_of_request(request), initial=initial)
    if answered(request, form) and attempt(
        form,
        lambda: actions.correct_history(
            by=request.actor,
            history_id=history.pk,
            kind=form.cleaned_data["kind"],
            telling=form.telling(history.language, history.said_by),
            because=form.cleaned_data["because"],
            agreed=form.cleaned_data["agreed"],
            agreed_way=form.cleaned_data["agreed_way"],
            agreed_on=form.cleaned_data["agreed_on"],
            at=request.at,
        ),
    ):
        messages.success(request, _("It is put right. What stood there before stays in the history."))
        return redirect("understand:open_history", person.reference)
    context = {
        "form": form,
        "person": person,
        "back_url": reverse("understand:open_history", args=[person.reference]),
    }
    return render(request, "understand/history_record.html", context)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def let_read_history(request: Request, reference: str) -> HttpResponseBase:
    """Let one colleague read what one wrote, until a day."""
    person = person_or_404(request, reference)
    form = PermissionForm(request.POST, colleagues=queries.list_colleagues(request.actor))
    if answered(request, form) and attempt(
        form,
        lambda: actions.let_read_history(
            by=request.actor,
            person_id=person.pk,
            practitioner_id=form.chosen(),
            because=form.cleaned_data["because"],
            until_on=form.cleaned_data["until_on"],
            at=request.at,
        ),
    ):
        messages.success(
            request, _("Your colleague may read it until that day. They say what for each time.")
        )
        return redirect("understand:open_history", person.reference)
    told = queries.list_histories(request.actor, person.pk)
    context = _shown(request, person, told) | {"form": form}
    return render(request, "understand/history.html", context, status=HTTPStatus.BAD_REQUEST)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def take_back_history(request: Request, permission_id: UUID) -> HttpResponseBase:
    """End a permission at once."""
    try:
        actions.take_back_history(by=request.actor, permission_id=permission_id, at=request.at)
    except HistoryPermission.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("Your colleague can no longer read it."))
    return redirect("desk:my_work")


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def end_history(request: Request, history_id: UUID) -> HttpResponseBase:
    """End what one wrote of somebody's childhood, with a reason."""
    form = EndForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        history = actions.end_history(by=request.actor, history_id=history_id, because=because, at=request.at)
    except ChildhoodHistory.DoesNotExist as missing:
        raise Http404 from missing
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:my_work")
    messages.success(request, _("It is ended, and stays visible with your reason."))
    return redirect("understand:open_history", history.person.reference)


def _shown(request: Request, person: Person, told: list[queries.Told]) -> dict[str, Any]:
    me = request.actor.practitioner_id
    return {
        "person": person,
        "rows": [
            {
                "told": one,
                "is_mine": one.entry.recorded_by_id == me,
                "end": EndForm(auto_id=f"end-{one.entry.pk}-%s"),
            }
            for one in told
        ],
        "is_writer": any(one.entry.recorded_by_id == me for one in told),
        "permissions": queries.list_permissions(request.actor, person.pk),
        "form": PermissionForm(colleagues=queries.list_colleagues(request.actor)),
        "back_url": reverse("desk:person", args=[person.reference]),
    }
