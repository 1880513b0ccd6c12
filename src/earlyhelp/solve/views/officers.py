"""The page on which an officer answers."""

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
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import time_left
from earlyhelp.partnership.choices import Role
from earlyhelp.solve import actions, queries
from earlyhelp.solve.forms import AnswerForm
from earlyhelp.solve.models import Question


@allow(Role.NOTIFIER, Role.SUPERVISOR, purpose=Purpose.OWN_WORK)
def answer(request: Request, question_id: UUID) -> HttpResponseBase:
    """What the front door asks about a notification, and the answer."""
    try:
        question = queries.get_question(by=request.actor, question_id=question_id, at=request.at)
    except Question.DoesNotExist as missing:
        raise Http404 from missing
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST":
        if form.is_valid() and _sent(request, question, form):
            messages.success(request, _("Thank you. Your answer is sent to the front door."))
            return redirect("desk:my_work")
        status = HTTPStatus.BAD_REQUEST
    context = {
        "form": form,
        "question": question,
        "time_left": time_left(request.at, question.wanted_by),
    }
    return render(request, "solve/answer.html", context, status=status)


@require_GET
@allow(Role.SUPERVISOR, purpose=Purpose.OWN_WORK)
def team_questions(request: Request) -> HttpResponseBase:
    """Questions to officers of one's team who are away. Nobody is named here."""
    found = queries.list_team_questions(by=request.actor, at=request.at)
    return render(request, "solve/team_questions.html", {"questions": found})


def _sent(request: Request, question: Question, form: AnswerForm) -> bool:
    try:
        actions.answer_question(
            by=request.actor, question_id=question.pk, answer=form.cleaned_data["answer"], at=request.at
        )
    except (
        NotAllowed
    ):  # pragma: no cover: reading the question asked the same; the middleware answers if it changed
        raise
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
