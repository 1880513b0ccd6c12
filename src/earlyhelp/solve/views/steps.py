"""Stepping a family up to a statutory team and down from one: asking, answering, saying more, reminding."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import Tone, time_left, written_date, written_moment
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import StepDirection, StepState
from earlyhelp.solve.forms.steps import CarriedRows, StepAnswerForm, StepDownForm, StepMoreForm, StepUpForm
from earlyhelp.solve.models import StatutoryStep
from earlyhelp.solve.views.asking import ask, day_of, posted, was_answered, was_done
from earlyhelp.solve.views.episode_changes import offered
from earlyhelp.solve.views.episode_frame import READERS, open_or_404

_TONES = {Tone.OK: "good", Tone.SOON: "soon", Tone.OVERDUE: "late"}


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def steps(request: Request) -> HttpResponseBase:
    """What the team is asked, what waits for the other side, and what is over."""
    by = request.actor
    found = list(queries.list_steps_for_team(by))
    mine = {step.pk for step in queries.list_steps_to_answer(by)}
    waiting = [step for step in found if step.state in rules.OPEN_STEPS and step.pk not in mine]
    over = [step for step in found if step.state not in rules.OPEN_STEPS]
    context = {
        "columns": [_("Reference"), _("What is asked"), _("By whom"), _("Where it stands"), _("Answer due")],
        "groups": [
            {
                "title": _("Waits for your answer"),
                "rows": [_step_row(one) for one in found if one.pk in mine],
            },
            {"title": _("Waits for somebody else"), "rows": [_step_row(one) for one in waiting]},
            {"title": _("Over"), "rows": [_step_row(one) for one in over]},
        ],
        "may_ask_down": by.role == Role.PARTNER
        and rules.may_ask_step_down(by, team_kind=get_practitioner(by=by).team.kind),
    }
    return render(request, "solve/step/list.html", context)


@allow(*READERS, purpose=Purpose.SAFEGUARDING)
def ask_step_up(request: Request, reference: str) -> HttpResponseBase:
    """Ask a statutory team to take a family on."""
    opened = open_or_404(request, reference)
    teams = list(queries.list_statutory_teams(opened.by, opened.episode.agency_id))
    choices = [(str(team.pk), team.name) for team in teams]
    only = choices[0][0] if len(choices) == 1 else None
    form = StepUpForm(posted(request), teams=choices, initial={"team": only})
    if was_answered(request, form):
        said = dict(form.cleaned_data)
        wanted = said.pop("team")
        team = next(one for one in teams if str(one.pk) == wanted)
        made: list[StatutoryStep] = []
        if was_done(
            form,
            lambda: made.append(
                actions.ask_step_up(by=opened.by, episode=opened.episode, team=team, at=request.at, **said)
            ),
        ):
            messages.success(request, _("They are asked. The episode stays open here until they say yes."))
            return redirect("solve:step", made[0].reference)
    back = reverse("solve:episode", args=[reference])
    return ask(
        request,
        form,
        title=_("Step up to a statutory team"),
        caption=reference,
        lead=_("If somebody is in danger now, ring 999 first."),
        send=_("Ask them"),
        back_url=back,
    )


@allow(Role.PARTNER, purpose=Purpose.SAFEGUARDING)
def ask_step_down(request: Request) -> HttpResponseBase:
    """Ask the front door to take a family on as early help."""
    by = request.actor
    rules.check_may_ask_step_down(by, team_kind=get_practitioner(by=by).team.kind)
    form, rows = StepDownForm(posted(request)), CarriedRows(posted(request))
    if rows.button_pressed:
        form.hide_errors()
        rows.hide_errors()
    elif was_answered(request, form) and rows.is_valid():
        said = dict(form.cleaned_data)
        people = queries.list_people_by_reference(by, said.pop("people").split())
        made: list[StatutoryStep] = []
        if was_done(
            form,
            lambda: made.append(
                actions.ask_step_down(
                    by=by,
                    person_ids=people,
                    team=queries.get_front_door_of(by),
                    carried=[actions.Carried(**one) for one in rows.cleaned_data],
                    at=request.at,
                    **said,
                )
            ),
        ):
            messages.success(request, _("Early help is asked. The family stays with you until they say yes."))
            return redirect("solve:step", made[0].reference)
    return ask(
        request,
        form,
        rows=rows,
        title=_("Step a family down to early help"),
        send=_("Ask them"),
        back_url=reverse("solve:steps"),
    )


@allow(*READERS, purpose=Purpose.SAFEGUARDING)
def step(request: Request, reference: str) -> HttpResponseBase:
    """One step: what is asked, what is carried over, what was said; and the answer."""
    found = step_or_404(request, reference)
    by = request.actor
    answer, workers = _answer_form(request, found)
    more = _more_form(request, found)
    form = answer or more
    if form is not None and was_answered(request, form):
        said = dict(form.cleaned_data)
        leads = said.pop("lead", "")
        lead = next((one for one in workers if str(one.pk) == leads), None)
        if answer is not None:
            done = was_done(
                form, lambda: actions.answer_step(by=by, step_id=found.pk, lead=lead, at=request.at, **said)
            )
        else:
            done = was_done(form, lambda: actions.add_to_step(by=by, step_id=found.pk, at=request.at, **said))
        if done:
            messages.success(request, _("It is recorded, and the other side sees it."))
            return redirect("solve:step", reference)
    return render(request, "solve/step/page.html", _step_page(request, found, answer, more))


@require_POST
@allow(*READERS, purpose=Purpose.SAFEGUARDING)
def chase_step(request: Request, reference: str) -> HttpResponseBase:
    """Remind the other side that its answer is late."""
    found = step_or_404(request, reference)
    try:
        actions.chase_step(by=request.actor, step_id=found.pk, at=request.at)
        messages.success(request, _("They are reminded."))
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("solve:step", reference)


def step_or_404(request: Request, reference: str) -> StatutoryStep:
    """The step, when this practitioner is on one of its sides. Raises Http404, NotAllowed."""
    try:
        return queries.get_step(by=request.actor, reference=reference, at=request.at)
    except StatutoryStep.DoesNotExist as missing:
        raise Http404 from missing


def _answer_form(request: Request, found: StatutoryStep) -> tuple[StepAnswerForm | None, list[Any]]:
    may = rules.may_answer_step(
        request.actor,
        asked_team=found.asked_team_id,
        agency_id=found.agency_id,
        direction=found.direction,
    )
    if not may or found.state != StepState.ASKED:
        return None, []
    if found.direction == StepDirection.UP:
        return StepAnswerForm(posted(request)), []
    workers = queries.list_possible_workers(request.actor, on=day_of(request))
    return StepAnswerForm(posted(request), workers=offered(workers)), workers


def _more_form(request: Request, found: StatutoryStep) -> StepMoreForm | None:
    moves = [one for one in rules.STEP_MACHINE.steps_from(found.state) if one in rules.OWN_MOVES]
    if not moves or not queries.may_add_to_step(request.actor, found):
        return None
    return StepMoreForm(posted(request), moves=moves)


def _step_page(
    request: Request, found: StatutoryStep, answer: StepAnswerForm | None, more: StepMoreForm | None
) -> dict[str, Any]:
    by = request.actor
    is_open = found.state in rules.OPEN_STEPS
    last_met = written_date(found.last_met_on) if found.last_met_on else ""
    return {
        "step": found,
        "form": answer or more,
        "answer": answer,
        "more": more,
        "clock": _clock(request, found) if is_open else None,
        "carried": list(found.actions.all()),
        "words": [
            {
                "title": word.get_move_display(),
                "at": word.said_at,
                "by": word.said_by.full_name if word.said_by else "",
                "text": word.words,
            }
            for word in found.words.select_related("said_by").order_by("-said_at")
        ],
        "rows": [
            {"key": _("Where it stands"), "value": found.get_state_display()},
            {"key": _("What is asked"), "value": found.get_to_display()},
            {"key": _("Who is asked"), "value": found.asked_team.name},
            {"key": _("Who asks"), "lines": [found.asked_by.full_name, written_moment(found.asked_at)]},
            {"key": _("Who it is about"), "lines": [one.called for one in found.people.all()]},
            {"key": _("Why"), "value": found.reason},
            {"key": _("What the family knows"), "value": found.get_family_knows_display()},
            {"key": _("Last met the family"), "value": last_met},
        ],
        "may_chase": found.state == StepState.ASKED
        and request.at > found.reply_due_at
        and by.team_id != found.asked_team_id,
        "may_see_episode": queries.may_open_episode_of(by, found),
    }


def _clock(request: Request, found: StatutoryStep) -> dict[str, Any]:
    left = time_left(request.at, found.reply_due_at)
    whole = (found.reply_due_at - found.asked_at).total_seconds() or 1
    gone = (request.at - found.asked_at).total_seconds()
    return {
        "text": left.text,
        "state": _TONES[left.tone],
        "percent": max(0, min(100, round(100 * gone / whole))),
    }


def _step_row(found: StatutoryStep) -> dict[str, Any]:
    return {
        "cells": [
            {"text": found.reference, "href": reverse("solve:step", args=[found.reference])},
            {"text": found.get_to_display()},
            {"text": found.asked_by.full_name},
            {"text": found.get_state_display()},
            {"text": written_moment(found.reply_due_at) if found.state in rules.OPEN_STEPS else "–"},
        ]
    }
