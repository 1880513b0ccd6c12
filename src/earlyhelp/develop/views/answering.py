"""Somebody who was trained answers, through the group's private link and without saying who they are.

The link is the same for everybody of the group. Whoever is signed in and comes from the list of their team's
questionnaires answers here too: what they send goes through the link, and not as them.
"""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from earlyhelp.develop.actions.evaluation import give_answers
from earlyhelp.develop.forms.evaluation import AnswerForm
from earlyhelp.develop.models import QuestionnaireRound
from earlyhelp.develop.queries import evaluation as queries
from earlyhelp.develop.rules import rounds as rules
from earlyhelp.develop.views.evaluation import in_welsh
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit import secret_links
from earlyhelp.kit.access import allow, public
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role


@require_GET
@allow(*Role.values, purpose=Purpose.OWN_WORK)
def questionnaires(request: Request) -> HttpResponseBase:
    """What the people of one's own team are asked today."""
    found = queries.list_open_for_team(request.actor, at=request.at)
    return render(request, "develop/evaluation/questionnaires.html", {"askings": found})


@public
def answer(request: Request, token: str) -> HttpResponseBase:
    """The questionnaire of a private link, and taking a sheet."""
    asked = _round_of(request, token)
    today = request.at.astimezone(LONDON).date()
    if asked is None or not asked.is_open(today=today):
        return _not_open(request, asked, today=today)
    group, instrument = queries.get_what_is_asked(by=request.actor, asked=asked)
    language = "cy" if in_welsh() else "en"
    form = AnswerForm(
        request.POST if request.method == "POST" else None, instrument=instrument, language=language
    )
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            give_answers(
                by=request.actor,
                asked=asked,
                code=form.cleaned_data["code"],
                answers=form.answers(),
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            return secret_links.keep_nowhere(redirect("develop:answered", token=token))
    status = HTTPStatus.BAD_REQUEST if request.method == "POST" and form.errors else HTTPStatus.OK
    context = {"form": form, "group": group, "asked": asked, "instrument": instrument, "in_welsh": in_welsh()}
    return secret_links.keep_nowhere(
        render(request, "develop/evaluation/answer.html", context, status=status)
    )


@require_GET
@public
def answered(request: Request, token: str) -> HttpResponseBase:
    """Thanks, and where help is. It says nothing of what was answered."""
    asked = _round_of(request, token)
    if asked is None:
        return _not_open(request, None, today=request.at.astimezone(LONDON).date())
    return secret_links.keep_nowhere(render(request, "develop/evaluation/answered.html", {"asked": asked}))


def _round_of(request: Request, token: str) -> QuestionnaireRound | None:
    parsed = secret_links.parse_token(token)
    if parsed is None:
        return None
    request.actor = rules.reader_of(parsed.link_id, language="cy" if in_welsh() else "en")
    with acting(request.actor):
        return queries.find_round(by=request.actor, token=parsed)


def _not_open(request: Request, asked: QuestionnaireRound | None, *, today: object) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if asked is None else HTTPStatus.GONE
    context = {"asked": asked, "today": today}
    response = render(request, "develop/evaluation/not_open.html", context, status=status)
    secret_links.leave_unlogged(response)
    secret_links.keep_nowhere(response)
    return response
