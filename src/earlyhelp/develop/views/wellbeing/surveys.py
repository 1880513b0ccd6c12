"""Surveys: handing out a link, answering by it, opening a round, and reading what may be shown."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.develop.actions.wellbeing import surveys as actions
from earlyhelp.develop.forms.wellbeing import AnswerForm, RoundForm
from earlyhelp.develop.queries.wellbeing import surveys as queries
from earlyhelp.develop.queries.wellbeing.links import get_round_of_link, read_link
from earlyhelp.develop.queries.wellbeing.trends import list_sum_trends, list_survey_trends
from earlyhelp.develop.rules.wellbeing.surveys import FEWEST
from earlyhelp.develop.views.wellbeing.asking import (
    EVERYBODY,
    KEEPERS,
    day_of,
    posted,
    shown,
    was_answered,
    was_done,
)
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow, public
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request


@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def survey(request: Request) -> HttpResponseBase:
    """What a survey is, what is known of whoever answers, and the one link to it."""
    by, form = request.actor, Form(posted(request))
    found = queries.get_open_round(by, today=day_of(request))
    handed = found is not None and queries.was_handed(by, found)
    if was_answered(request, form):
        made = list[str]()
        if was_done(form, lambda: made.append(actions.hand_link(by=by, at=request.at))):
            return redirect("develop:answer_survey", made[0])
    context = {
        "round": found,
        "handed": handed,
        "fewest": FEWEST,
        "has_team": queries.count_team(by) >= FEWEST,
    }
    return shown(request, "develop/wellbeing/survey.html", form, **context)


@public
def answer(request: Request, token: str) -> HttpResponseBase:
    """The five sentences, by a link. The page does not look at who is signed in, and works where nobody is."""
    nobody, form = Actor.nobody(), AnswerForm(posted(request))
    try:
        found = get_round_of_link(nobody, read_link(nobody, token), today=day_of(request))
    except RuleError as refusal:
        return render(request, "develop/wellbeing/closed.html", {"refusal": refusal}, status=410)
    if was_answered(request, form) and was_done(
        form,
        lambda: actions.answer_survey(token=token, answers=form.answers(), by=nobody, at=request.at),
    ):
        return redirect("develop:survey_answered")
    return shown(request, "develop/wellbeing/answer.html", form, round=found)


@require_GET
@public
def answered(request: Request) -> HttpResponseBase:
    """Thanks, and who is there."""
    return render(request, "develop/wellbeing/answered.html")


@allow(*KEEPERS, purpose=Purpose.RUNNING)
def surveys(request: Request) -> HttpResponseBase:
    """The rounds of one's agency, and opening the next one."""
    by, form = request.actor, RoundForm(posted(request))
    if was_answered(request, form) and was_done(
        form, lambda: actions.open_round(by=by, at=request.at, **form.cleaned_data)
    ):
        messages.success(request, _("The survey is set. Tell your teams; nobody is told by the service."))
        return redirect("develop:surveys")
    rounds = queries.list_rounds(by)
    return shown(request, "develop/wellbeing/surveys.html", form, rounds=rounds, today=day_of(request))


@require_GET
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def figures(request: Request) -> HttpResponseBase:
    """What each survey of one's agency showed, group by group. Everybody reads the same."""
    rounds = queries.list_published(request.actor)
    return render(request, "develop/wellbeing/figures.html", {"rounds": rounds})


@require_GET
@allow(*EVERYBODY, purpose=Purpose.OWN_WORK)
def trends(request: Request) -> HttpResponseBase:
    """Series over time as control charts, each with its reading and its table."""
    by = request.actor
    context = {"surveys": list_survey_trends(by), "sums": list_sum_trends(by)}
    return render(request, "develop/wellbeing/trends.html", context)
