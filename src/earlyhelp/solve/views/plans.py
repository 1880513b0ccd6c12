"""A family's plan: goals with their strengths, who does what, how far they say they have come, levels with reasons."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request
from earlyhelp.solve.actions import goals as actions
from earlyhelp.solve.actions.visits import say_level
from earlyhelp.solve.choices.plans import WhoReads
from earlyhelp.solve.forms.episodes import ActionForm
from earlyhelp.solve.forms.plans import (
    FAMILY,
    ChangeGoalForm,
    EndGoalForm,
    GoalForm,
    LevelForm,
    SeenForm,
    StrengthsForm,
)
from earlyhelp.solve.models import Goal, GoalVersion
from earlyhelp.solve.queries.plans import Plan, get_goal, list_strengths, open_plan
from earlyhelp.solve.rules.distance_chart import Chart, draw_distance
from earlyhelp.solve.views.asking import ask, day_of, was_answered, was_done
from earlyhelp.solve.views.episode_frame import READERS, Opened, open_or_404, show_episode


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def plan(request: Request, reference: str) -> HttpResponseBase:
    """The whole plan on one page."""
    return show_episode(request, reference, "solve/plan/page.html", _plan)


def _plan(opened: Opened) -> dict[str, Any]:
    found = open_plan(by=opened.by, episode=opened.episode, at=opened.request.at)
    return {
        "plan": found,
        "open_goals": [_shown(found, one) for one in found.open_goals],
        "ended_goals": [_shown(found, one) for one in found.ended_goals],
        "reader_names": {paper.pk: _names(found, paper.readers) for paper in found.papers},
        "links": [(link, found.called.get(link.reader_id, "")) for link in found.links],
        "replies": [
            (reply, found.called.get(reply.link.reader_id, ""), SeenForm(prefix=str(reply.pk)))
            for reply in found.replies
        ],
        "papers": [(paper, _names(found, paper.readers)) for paper in found.papers],
        "called": found.called,
    }


def _shown(found: Plan, one: Any) -> dict[str, Any]:
    charts: list[tuple[Any, Chart]] = [
        (marks, draw_distance([(row.review.get_kind_display(), row.mark) for row in marks.rows]))
        for marks in one.marks
    ]
    doing = [
        (
            action,
            action.practitioner.full_name
            if action.practitioner
            else action.somebody or found.called.get(action.person_id, ""),
        )
        for action in one.actions
    ]
    return {"seen": one, "charts": charts, "doing": doing}


def _names(found: Plan, keys: list[UUID]) -> list[str]:
    return [found.called[key] for key in keys if key in found.called]


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def add_goal(request: Request, reference: str) -> HttpResponseBase:
    """A new goal, in the family's words, on strengths."""
    opened = open_or_404(request, reference)
    form = GoalForm(
        request.POST or None,
        initial={"agreed_on": day_of(request), "language": page_language()},
        today=day_of(request),
        **choices_of(opened),
    )
    return change(
        opened,
        form,
        lambda: actions.add_goal(
            by=opened.by,
            episode=opened.episode,
            wanted=_wanted(form),
            strength_ids=[UUID(key) for key in form.cleaned_data.get("strengths", [])],
            new_strength=_new_strength(form),
            at=request.at,
        ),
        title=_("Add a goal"),
        send=_("Add the goal"),
        done=_("The goal is in the plan."),
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def change_goal(request: Request, reference: str, goal_id: UUID) -> HttpResponseBase:
    """Other words for a goal. The earlier ones stay."""
    opened = open_or_404(request, reference)
    _goal, now = goal_or_404(opened, goal_id)
    form = ChangeGoalForm(
        request.POST or None,
        initial={
            "seen_number": now.number,
            "words": now.words,
            "language": now.language,
            "whose": str(now.whose_id) if now.whose_id else FAMILY,
            "who_reads": now.who_reads,
            "agreed_on": day_of(request),
        },
        members=_members(opened),
        today=day_of(request),
    )
    return change(
        opened,
        form,
        lambda: actions.change_goal(
            by=opened.by,
            goal_id=goal_id,
            seen_number=number_of(form),
            wanted=_wanted(form),
            at=request.at,
        ),
        title=_("Change a goal"),
        send=_("Save the goal"),
        lead=now.words,
        done=_("The goal is changed. The earlier words are kept."),
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def goal_strengths(request: Request, reference: str, goal_id: UUID) -> HttpResponseBase:
    """The strengths that a goal rests on."""
    opened = open_or_404(request, reference)
    goal, now = goal_or_404(opened, goal_id)
    laid = [str(row.strength_id) for row in goal.strengths.filter(removed_at=None)]
    form = StrengthsForm(request.POST or None, initial={"strengths": laid}, **choices_of(opened))
    return change(
        opened,
        form,
        lambda: actions.lay_strengths(
            by=opened.by,
            goal_id=goal_id,
            strength_ids=[UUID(key) for key in form.cleaned_data.get("strengths", [])],
            new_strength=_new_strength(form),
            at=request.at,
        ),
        title=_("Strengths beneath this goal"),
        send=_("Save the strengths"),
        lead=now.words,
        done=_("The strengths are saved."),
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def end_goal(request: Request, reference: str, goal_id: UUID) -> HttpResponseBase:
    """How a goal ended, as the family says."""
    opened = open_or_404(request, reference)
    _goal, now = goal_or_404(opened, goal_id)
    form = EndGoalForm(request.POST or None)
    return change(
        opened,
        form,
        lambda: actions.end_goal(
            by=opened.by,
            goal_id=goal_id,
            end=form.cleaned_data["end"],
            words=form.cleaned_data["end_words"],
            at=request.at,
        ),
        title=_("End a goal"),
        send=_("End the goal"),
        lead=now.words,
        done=_("The goal has ended. It stays in the plan."),
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def add_goal_action(request: Request, reference: str, goal_id: UUID) -> HttpResponseBase:
    """Who does what for a goal, by when."""
    opened = open_or_404(request, reference)
    _goal, now = goal_or_404(opened, goal_id)
    workers = [(f"worker:{part.practitioner_id}", part.practitioner.full_name) for part in opened.parts]
    people = [(f"person:{member.person_id}", member.called) for member in opened.members]
    form = ActionForm(request.POST or None, who=[*people, *workers])
    return change(
        opened,
        form,
        lambda: actions.add_goal_action(
            by=opened.by,
            goal_id=goal_id,
            text=form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            at=request.at,
            **opened.doer(form),
        ),
        title=_("Who does what for this goal?"),
        send=_("Add the action"),
        lead=now.words,
        done=_("The action is in the plan."),
    )


@require_POST
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def carry_goals(request: Request, reference: str) -> HttpResponseBase:
    """Take over the goals of the episode that this one goes on from."""
    opened = open_or_404(request, reference)
    try:
        actions.carry_goals(by=opened.by, episode=opened.episode, at=request.at)
        messages.success(
            request, _("The goals of the last plan are here. Ask the family about each of them.")
        )
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("solve:plan", opened.episode.reference)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def level(request: Request, reference: str) -> HttpResponseBase:
    """How much help the family's needs ask for now, and why."""
    opened = open_or_404(request, reference)
    last = opened.episode.need_levels.first()
    form = LevelForm(request.POST or None, initial={"seen_number": last.number if last else 0})
    return change(
        opened,
        form,
        lambda: say_level(
            by=opened.by,
            episode=opened.episode,
            seen_number=number_of(form),
            level=int(form.cleaned_data["level"]),
            rationale=form.cleaned_data["rationale"],
            at=request.at,
        ),
        title=_("Level of need"),
        send=_("Save the level"),
        lead=last.get_level_display() if last else "",
        done=_("The level and its reason are recorded."),
    )


def change(
    opened: Opened, form: Form, act: Callable[[], Any], *, done: str, **words: Any
) -> HttpResponseBase:
    """Ask, do it, and come back to the plan; or say why not, with everything that was typed."""
    request, reference = opened.request, opened.episode.reference
    if was_answered(request, form) and was_done(form, act):
        messages.success(request, done)
        return redirect("solve:plan", reference)
    back = reverse("solve:plan", args=[reference])
    return ask(request, form, caption=reference, back_url=back, **words)


def goal_or_404(opened: Opened, goal_id: UUID) -> tuple[Goal, GoalVersion]:
    """A goal of this episode. Raises Http404."""
    try:
        return get_goal(opened.by, opened.episode, goal_id)
    except Goal.DoesNotExist as missing:
        raise Http404 from missing


def choices_of(opened: Opened) -> dict[str, Any]:
    """Members, and their strengths that the practitioner may see."""
    people = [one.person_id for one in opened.members]
    strengths = [(str(one.pk), one.words) for one in list_strengths(opened.by, people)]
    return {"members": _members(opened), "strengths": strengths}


def number_of(form: Form) -> int:
    """The version that stood on the page. What somebody changed into nonsense counts as none."""
    text = str(form.cleaned_data["seen_number"])
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def page_language() -> str:
    """The language of the page, in which somebody writes."""
    return "cy" if (get_language() or "en").startswith("cy") else "en"


def _members(opened: Opened) -> list[tuple[str, str]]:
    return [(str(one.person_id), one.called) for one in opened.members]


def _wanted(form: Any) -> actions.Wanted:
    answers = form.cleaned_data
    whose = form.whose_id
    return actions.Wanted(
        words=answers["words"],
        language=answers["language"],
        whose=whose,
        who_reads=answers["who_reads"] if whose else WhoReads.FAMILY.value,
        agreed_on=answers["agreed_on"],
        because=answers.get("because", ""),
    )


def _new_strength(form: Form) -> actions.NewStrength | None:
    answers = form.cleaned_data
    if not answers.get("new_strength"):
        return None
    return actions.NewStrength(
        UUID(answers["strength_of"]),
        answers["strength_kind"],
        answers["new_strength"],
        answers["strength_said_by"],
        page_language(),
    )
