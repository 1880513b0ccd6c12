"""Asking other agencies what they know, and answering with one click."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve.actions import checks as actions
from earlyhelp.solve.choices.checks import Known, WithdrawReason
from earlyhelp.solve.forms.checks import CheckAnswerForm, CheckForm
from earlyhelp.solve.models import Check, CheckAnswer
from earlyhelp.solve.queries import Case
from earlyhelp.solve.queries import checks as queries
from earlyhelp.solve.queries.checks import CheckShown, Said
from earlyhelp.solve.rules.checks import ANSWERS_CHECKS, CannotCheck, IncompleteCheck
from earlyhelp.solve.views.showing import get_case_or_404

_NOBODY = "none"


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def ask(request: Request, reference: str) -> HttpResponseBase:
    """Ask several agencies at once whether they know somebody in a notification."""
    case = get_case_or_404(request, reference)
    askable = queries.list_agencies_to_ask(
        request.actor, case.notification, on=request.at.astimezone(LONDON).date()
    )
    people = [(one.reported.position, one.reported.full_name or _("Name not known")) for one in case.people]
    only = [str(people[0][0])] if len(people) == 1 else []
    data = request.POST if request.method == "POST" else None
    form = CheckForm(data, people=people, askable=askable, initial={"people": only})
    status = HTTPStatus.OK
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST":
        if form.is_valid() and _asked(request, case, form):
            messages.success(
                request, _("The agencies are asked. Their answers stand on this page as they come.")
            )
            return redirect("solve:case", case.notification.reference)
        status = HTTPStatus.BAD_REQUEST
    not_covered = [one.agency for one in askable if not one.is_covered]
    context = {"form": form, "case": case, "notification": case.notification, "not_covered": not_covered}
    return render(request, "solve/checks/ask.html", context, status=status)


def _asked(request: Request, case: Case, form: CheckForm) -> bool:
    try:
        actions.ask_check(
            by=request.actor, notification_id=case.notification.pk, at=request.at, **form.arguments
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
def withdraw(request: Request, reference: str, check_id: UUID) -> HttpResponseBase:
    """Take a check back from the agencies that have not answered."""
    case = get_case_or_404(request, reference)
    why = request.POST.get("why", "")
    if why not in (WithdrawReason.NOT_NEEDED, WithdrawReason.MISTAKE):
        messages.error(request, _("Say why you take the check back."))
        return redirect("solve:case", case.notification.reference)
    try:
        actions.withdraw_check(by=request.actor, check_id=check_id, why=why, at=request.at)
    except Check.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(request, _("The check is taken back, and the agencies are told."))
    return redirect("solve:case", case.notification.reference)


@require_GET
@allow(*ANSWERS_CHECKS, purpose=Purpose.EARLY_HELP)
def checks(request: Request) -> HttpResponseBase:
    """What waits for an answer of one's own agency, and what is over. Nobody is named here."""
    waiting, over = queries.list_checks_to_answer(by=request.actor, at=request.at)
    return render(request, "solve/checks/list.html", {"waiting": waiting, "over": over})


@allow(*ANSWERS_CHECKS, purpose=Purpose.EARLY_HELP)
def check(request: Request, check_id: UUID) -> HttpResponseBase:
    """One check: the question, who is meant, and three buttons for each of them."""
    shown = _get_or_404(request, check_id)
    if request.method != "POST":
        return _show(request, shown)
    if language_switch_requested(request):
        return _show(request, shown, typed=True)
    return _answered(request, shown)


def _get_or_404(request: Request, check_id: UUID) -> CheckShown:
    try:
        return queries.get_check_to_answer(by=request.actor, check_id=check_id, at=request.at)
    except CheckAnswer.DoesNotExist as missing:
        raise Http404 from missing


def _answered(request: Request, shown: CheckShown) -> HttpResponseBase:
    """What the button said: one answer, or that nobody is known."""
    if request.POST.get("everybody") == _NOBODY:
        actions.answer_not_known(by=request.actor, check_id=shown.key, at=request.at)
        messages.success(request, _("Thank you. The front door has your answer."))
        return redirect("solve:checks")
    position, _dash, known = request.POST.get("say", "").partition("-")
    one = next((said for said in shown.said if str(said.answer.pk.hex) == position), None)
    if one is None:
        raise Http404
    form = CheckAnswerForm(request.POST, prefix=one.answer.pk.hex)
    summary = form.cleaned_data["summary"] if form.is_valid() else ""
    try:
        if form.is_valid():
            actions.answer_check(
                by=request.actor, answer_id=one.answer.pk, known=known, summary=summary, at=request.at
            )
    except IncompleteCheck as refusal:
        form.add_error("summary", str(refusal))
    except CannotCheck as refusal:
        form.add_error(None, str(refusal))
    if form.errors:
        return _show(request, shown, faulty=form)
    messages.success(request, _("Thank you. The front door has your answer."))
    last = shown.open_count == 1
    return redirect("solve:checks") if last else redirect("solve:check", shown.key)


def _show(
    request: Request, shown: CheckShown, *, faulty: CheckAnswerForm | None = None, typed: bool = False
) -> HttpResponseBase:
    rows = [_row(request, said, faulty, typed=typed) for said in shown.said]
    context: dict[str, Any] = {"shown": shown, "items": rows}
    if faulty is not None:
        context["form"] = faulty
    status = HTTPStatus.BAD_REQUEST if faulty else HTTPStatus.OK
    return render(request, "solve/checks/answer.html", context, status=status)


def _row(request: Request, said: Said, faulty: CheckAnswerForm | None, *, typed: bool) -> dict[str, Any]:
    prefix = said.answer.pk.hex
    if faulty is not None and faulty.prefix == prefix:
        form = faulty
    else:
        form = CheckAnswerForm(request.POST if typed else None, prefix=prefix)
        if typed:
            form.hide_errors()
    return {"said": said, "form": form, "key": prefix, "choices": Known}
