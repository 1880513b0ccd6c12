"""On the page of a case: another level with a reason, and whether the last decision still holds."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve.actions.levels import judge_level, keep_decision
from earlyhelp.solve.forms.standards import KeepForm, LevelForm
from earlyhelp.solve.queries.ruling import get_ruling
from earlyhelp.solve.queries.second_looks import list_looks
from earlyhelp.solve.views.showing import get_case_or_404, show_case


@require_GET
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def looks(request: Request) -> HttpResponseBase:
    """The last decisions that a later notification asks to look at again."""
    found = list_looks(request.actor, request.at)
    return render(request, "solve/standards/looks.html", {"looks": found})


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def judge(request: Request, reference: str) -> HttpResponseBase:
    """Say another level than the thresholds found, and why."""
    if request.method != "POST":
        return redirect("solve:case", reference)
    found = get_case_or_404(request, reference)
    level = get_ruling(request.actor, found).level
    if level is None:
        raise Http404
    form = LevelForm(request.POST, prefix="level", levels=level.all)
    if not form.is_valid():
        return show_case(request, found, judge=form, status=HTTPStatus.BAD_REQUEST)
    judge_level(
        by=request.actor,
        notification_id=found.notification.pk,
        level=int(form.cleaned_data["level"]),
        rationale=form.cleaned_data["rationale"],
        at=request.at,
    )
    messages.success(request, _("Your level is recorded with your reason. It counts."))
    return redirect("solve:case", found.notification.reference)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def keep(request: Request, reference: str) -> HttpResponseBase:
    """Say that the last decision still holds, and why."""
    if request.method != "POST":
        return redirect("solve:case", reference)
    found = get_case_or_404(request, reference)
    form = KeepForm(request.POST, prefix="keep")
    if not form.is_valid():
        return show_case(request, found, keep=form, status=HTTPStatus.BAD_REQUEST)
    try:
        keep_decision(
            by=request.actor,
            notification_id=found.notification.pk,
            decision_id=UUID(form.cleaned_data["decision"]),
            reason=form.cleaned_data["reason"],
            at=request.at,
        )
    except ValueError as unknown:
        raise Http404 from unknown
    except (
        NotAllowed
    ):  # pragma: no cover: reading the case asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return show_case(request, found, keep=form, status=HTTPStatus.CONFLICT)
    messages.success(request, _("It is recorded that the decision still holds, and why."))
    return redirect("solve:case", found.notification.reference)
