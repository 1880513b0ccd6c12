"""One notification: read it, take it in hand, decide."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve import actions, rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.forms import RegradeForm
from earlyhelp.solve.views.queue import looked_for, queue_address
from earlyhelp.solve.views.queue_work import go_to_next
from earlyhelp.solve.views.showing import (
    decision_form,
    get_case_or_404,
    get_to_decide_or_404,
    show_case,
)


@require_GET
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def case(request: Request, reference: str) -> HttpResponseBase:
    """The report as written, the people, what came before, and the decision."""
    return show_case(request, get_case_or_404(request, reference))


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def decide(request: Request, reference: str) -> HttpResponseBase:
    """Decide. Whatever goes wrong, everything typed is on the page that says so."""
    if request.method != "POST":
        return redirect("solve:case", reference)
    found = get_to_decide_or_404(request, reference)
    form = decision_form(request, found, request.POST)
    if language_switch_requested(request):
        form.hide_errors()
        return _show(request, reference, form=form)
    if not form.is_valid():
        return _show(request, reference, form=form, status=HTTPStatus.BAD_REQUEST)
    try:
        decision = actions.decide(
            by=request.actor, notification_id=found.notification_id, at=request.at, **form.arguments
        )
    except (
        NotAllowed
    ):  # pragma: no cover: asking where it stands asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        return _refuse(request, reference, refusal)
    if decision.outcome in (Outcome.SIGNPOST, Outcome.EARLY_HELP):
        messages.success(
            request, _("Your decision is recorded and the officer is told. Now choose a service.")
        )
        return redirect("signpost:choose", found.reference)
    done = _("Decided: %(reference)s. The officer is told.")
    messages.success(request, done % {"reference": found.reference})
    asked = looked_for(request)
    if "next" in request.POST:
        return go_to_next(request, asked, after=found.reference)
    return redirect(queue_address(asked))


def _show(request: Request, reference: str, **more: Any) -> HttpResponseBase:
    """The page again, with what is wrong: only now is everything read, and the reading audited."""
    return show_case(request, get_case_or_404(request, reference), **more)


def _refuse(request: Request, reference: str, refusal: RuleError) -> HttpResponseBase:
    """The page as it was typed, with the refusal. It now knows of the other decision, so it can be sent again."""
    case = get_case_or_404(request, reference)
    typed: QueryDict = request.POST.copy()
    typed["expected_number"] = str(case.number)
    form = decision_form(request, case, typed)
    form.add_error(None, str(refusal))
    return show_case(request, case, form=form, status=HTTPStatus.CONFLICT)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.SAFEGUARDING)
def acknowledge(request: Request, reference: str) -> HttpResponseBase:
    """Tell the officer, with one tap, that their safeguarding report has arrived."""
    found = get_to_decide_or_404(request, reference)
    try:
        actions.acknowledge(by=request.actor, notification_id=found.notification_id, at=request.at)
    except rules.NothingToAcknowledge as refusal:
        return _show(request, reference, refusal=refusal, status=HTTPStatus.CONFLICT)
    messages.success(request, _("The officer is told that you have their report."))
    return redirect("solve:case", found.reference)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def claim(request: Request, reference: str) -> HttpResponseBase:
    """Say that one works on it, or take it over."""
    found = get_to_decide_or_404(request, reference)
    actions.claim(by=request.actor, notification_id=found.notification_id, at=request.at)
    messages.success(request, _("Your colleagues now see that you work on this."))
    return redirect("solve:case", found.reference)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def release(request: Request, reference: str) -> HttpResponseBase:
    """Let go of it."""
    found = get_to_decide_or_404(request, reference)
    actions.release(by=request.actor, notification_id=found.notification_id, at=request.at)
    messages.success(request, _("You no longer work on this. It is free for a colleague."))
    return redirect("solve:queue")


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def regrade(request: Request, reference: str) -> HttpResponseBase:
    """Give it another grade, and say why."""
    if request.method != "POST":
        return redirect("solve:case", reference)
    found = get_to_decide_or_404(request, reference)
    form = RegradeForm(request.POST, prefix="grade")
    if not form.is_valid():
        return _show(request, reference, regrade=form, status=HTTPStatus.BAD_REQUEST)
    actions.regrade(
        by=request.actor,
        notification_id=found.notification_id,
        grade=form.cleaned_data["grade"],
        rationale=form.cleaned_data["rationale"],
        at=request.at,
    )
    messages.success(request, _("The grade is changed."))
    return redirect("solve:case", found.reference)
