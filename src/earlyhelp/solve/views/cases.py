"""One notification: read it, take it in hand, decide."""

from http import HTTPStatus

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
from earlyhelp.solve.forms import DecisionForm, RegradeForm
from earlyhelp.solve.queries import Case
from earlyhelp.solve.views.queue import looked_for, queue_address
from earlyhelp.solve.views.queue_work import go_to_next
from earlyhelp.solve.views.showing import decision_form, get_case_or_404, show_case


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
    found = get_case_or_404(request, reference)
    form = decision_form(request, found, request.POST)
    if language_switch_requested(request):
        form.hide_errors()
        return show_case(request, found, form=form)
    if not form.is_valid():
        return show_case(request, found, form=form, status=HTTPStatus.BAD_REQUEST)
    try:
        decision = actions.decide(
            by=request.actor, notification_id=found.notification.pk, at=request.at, **form.arguments
        )
    except (
        NotAllowed
    ):  # pragma: no cover: reading the case asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        return show_case(request, found, form=_again(request, found, refusal), status=HTTPStatus.CONFLICT)
    if decision.outcome in (Outcome.SIGNPOST, Outcome.EARLY_HELP):
        messages.success(
            request, _("Your decision is recorded and the officer is told. Now choose a service.")
        )
        return redirect("signpost:choose", found.notification.reference)
    done = _("Decided: %(reference)s. The officer is told.")
    messages.success(request, done % {"reference": found.notification.reference})
    asked = looked_for(request)
    if "next" in request.POST:
        return go_to_next(request, asked, after=found.notification.reference)
    return redirect(queue_address(asked))


def _again(request: Request, found: Case, refusal: RuleError) -> DecisionForm:
    """The form as it was typed, with the refusal. It now knows of the other decision, so it can be sent again."""
    typed: QueryDict = request.POST.copy()
    typed["expected_number"] = str(found.number)
    form = decision_form(request, found, typed)
    form.add_error(None, str(refusal))
    return form


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.SAFEGUARDING)
def acknowledge(request: Request, reference: str) -> HttpResponseBase:
    """Tell the officer, with one tap, that their safeguarding report has arrived."""
    found = get_case_or_404(request, reference)
    try:
        actions.acknowledge(by=request.actor, notification_id=found.notification.pk, at=request.at)
    except rules.NothingToAcknowledge as refusal:
        return show_case(request, found, refusal=refusal, status=HTTPStatus.CONFLICT)
    messages.success(request, _("The officer is told that you have their report."))
    return redirect("solve:case", found.notification.reference)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def claim(request: Request, reference: str) -> HttpResponseBase:
    """Say that one works on it, or take it over."""
    found = get_case_or_404(request, reference)
    actions.claim(by=request.actor, notification_id=found.notification.pk, at=request.at)
    messages.success(request, _("Your colleagues now see that you work on this."))
    return redirect("solve:case", found.notification.reference)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def release(request: Request, reference: str) -> HttpResponseBase:
    """Let go of it."""
    found = get_case_or_404(request, reference)
    actions.release(by=request.actor, notification_id=found.notification.pk, at=request.at)
    messages.success(request, _("You no longer work on this. It is free for a colleague."))
    return redirect("solve:queue")


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def regrade(request: Request, reference: str) -> HttpResponseBase:
    """Give it another grade, and say why."""
    if request.method != "POST":
        return redirect("solve:case", reference)
    found = get_case_or_404(request, reference)
    form = RegradeForm(request.POST, prefix="grade")
    if not form.is_valid():
        return show_case(request, found, regrade=form, status=HTTPStatus.BAD_REQUEST)
    actions.regrade(
        by=request.actor,
        notification_id=found.notification.pk,
        grade=form.cleaned_data["grade"],
        rationale=form.cleaned_data["rationale"],
        at=request.at,
    )
    messages.success(request, _("The grade is changed."))
    return redirect("solve:case", found.notification.reference)
