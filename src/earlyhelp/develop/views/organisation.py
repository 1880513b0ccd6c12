"""Assessing one's own organisation: how it is, how it was last time, and what it does about it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.develop import actions, queries
from earlyhelp.develop.choices.maturity import Step
from earlyhelp.develop.forms.organisation import DomainForm, FinishForm, ImprovementForm, ImprovementWordForm
from earlyhelp.develop.models import ImprovementAction, SelfAssessment
from earlyhelp.develop.rules import maturity as rules
from earlyhelp.develop.views.sending import posted, show, was_done, was_sent
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def organisation(request: Request) -> HttpResponseBase:
    """The last self-assessment beside the one before, what is being done, and earlier ones."""
    by = request.actor
    finished = list(queries.list_assessments(by=by))
    context = {
        "finished": finished,
        "result": queries.get_result(by=by, assessment=finished[0]) if finished else None,
        "opened": queries.get_open_assessment(by=by),
        "improvements": queries.list_improvements(by=by, today=_today(request)),
        "may_assess": rules.may_assess(by, agency_id=by.agency_key),
        "steps": Step,
    }
    return render(request, "develop/organisation/home.html", context)


@require_POST
@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def begin_assessment(request: Request) -> HttpResponseBase:
    """Begin a self-assessment, or go on with the one that is open."""
    made = actions.begin_assessment(by=request.actor, at=request.at)
    return redirect("develop:assessment", made.pk)


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def assessment(request: Request, assessment_id: UUID) -> HttpResponseBase:
    """The six domains with what is answered, and finishing. A finished one shows its result."""
    by, found = request.actor, _assessment_or_404(request, assessment_id)
    if found.finished_at is not None:
        return redirect("develop:assessment_result", found.pk)
    form = FinishForm(posted(request))
    if was_sent(request, form) and was_done(
        form,
        lambda: actions.finish_assessment(
            by=by, assessment=found, share=form.cleaned_data["share"], at=request.at
        ),
    ):
        messages.success(request, _("Your self-assessment is finished. Now choose what you will do first."))
        return redirect("develop:assessment_result", found.pk)
    wording = queries.wording_of(by=by, assessment=found)
    steps = queries.list_steps(by=by, assessment=found)
    domains = [
        (one, sum(1 for statement in one.statements if statement.key in steps), len(one.statements))
        for one in wording.domains
    ]
    return show(request, "develop/organisation/assessment.html", form, assessment=found, domains=domains)


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def answer_domain(request: Request, assessment_id: UUID, domain: str) -> HttpResponseBase:
    """The statements of one domain, and which step fits each."""
    by, found = request.actor, _assessment_or_404(request, assessment_id)
    wording = queries.wording_of(by=by, assessment=found)
    try:
        chosen = wording.domain(domain)
    except KeyError as unknown:
        raise Http404 from unknown
    if found.finished_at is not None:
        return redirect("develop:assessment_result", found.pk)
    form = DomainForm(
        posted(request),
        domain=chosen,
        answers=queries.list_answers(by=by, assessment=found, domain=chosen),
        mark=queries.mark_of(by=by, assessment=found, domain=chosen),
    )
    if was_sent(request, form) and was_done(
        form,
        lambda: actions.answer_domain(
            by=by,
            assessment=found,
            domain=chosen,
            answers=form.answers(),
            seen=form.cleaned_data["seen"],
            at=request.at,
        ),
    ):
        keys = [one.key for one in wording.domains]
        later = keys[keys.index(domain) + 1 :]
        if later:
            return redirect("develop:answer_domain", found.pk, later[0])
        return redirect("develop:assessment", found.pk)
    return show(request, "develop/organisation/domain.html", form, assessment=found, domain=chosen)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def assessment_result(request: Request, assessment_id: UUID) -> HttpResponseBase:
    """One finished self-assessment beside the one before it."""
    found = _assessment_or_404(request, assessment_id)
    if found.finished_at is None:
        raise Http404
    context = {
        "result": queries.get_result(by=request.actor, assessment=found),
        "may_assess": rules.may_assess(request.actor, agency_id=found.agency_id),
        "steps": Step,
    }
    return render(request, "develop/organisation/result.html", context)


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def add_improvement(request: Request, assessment_id: UUID, statement: str) -> HttpResponseBase:
    """Something the organisation does about one statement."""
    by, found = request.actor, _assessment_or_404(request, assessment_id)
    try:
        about = queries.wording_of(by=by, assessment=found).statement(statement)
    except KeyError as unknown:
        raise Http404 from unknown
    owners = {str(one.pk): one for one in queries.list_owners(by=by)}
    form = ImprovementForm(posted(request), owners=[(key, str(one)) for key, one in owners.items()])

    def add() -> None:
        said: dict[str, Any] = dict(form.cleaned_data)
        owner = owners[said.pop("owner")]
        actions.add_improvement(
            by=by, assessment=found, statement=statement, owner=owner, at=request.at, **said
        )

    if was_sent(request, form) and was_done(form, add):
        messages.success(request, _("The action is kept. Whoever does it hears of it."))
        return redirect("develop:organisation")
    answer = queries.list_answers(by=by, assessment=found).get(statement)
    step = about.steps[answer.step - 1] if answer else ""
    return show(request, "develop/organisation/add.html", form, statement=about, step=step, assessment=found)


@allow(*Role, purpose=Purpose.OWN_WORK)
def improvement(request: Request, action_id: UUID) -> HttpResponseBase:
    """One improvement, how it went until now, and saying how it goes."""
    by, today = request.actor, _today(request)
    found = _or_404(lambda: queries.get_improvement(by=by, action_id=action_id, today=today))
    may_tell = rules.may_tell(by, agency_id=found.row.agency_id, owner_id=found.row.owner_id)
    form = ImprovementWordForm(posted(request), initial={"state": found.state}) if may_tell else None
    if form is not None and was_sent(request, form):
        said = form.cleaned_data
        if was_done(
            form,
            lambda: actions.tell_improvement(by=by, improvement=found.row, at=request.at, **said),
        ):
            messages.success(request, _("It is recorded."))
            return redirect("develop:improvement", action_id)
    return show(request, "develop/organisation/improvement.html", form, one=found)


def _assessment_or_404(request: Request, assessment_id: UUID) -> SelfAssessment:
    found: SelfAssessment = _or_404(
        lambda: queries.get_assessment(by=request.actor, assessment_id=assessment_id)
    )
    return found


def _or_404(get: Callable[[], Any]) -> Any:
    try:
        return get()
    except (SelfAssessment.DoesNotExist, ImprovementAction.DoesNotExist) as missing:
        raise Http404 from missing


def _today(request: Request) -> date:
    return request.at.astimezone(LONDON).date()
