"""Recording a visit to a family, with last time and now side by side; and another day for the next review."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import written_date
from earlyhelp.solve.actions.visits import move_review, record_visit
from earlyhelp.solve.choices.plans import VisitKind
from earlyhelp.solve.forms.plans import MoveReviewForm
from earlyhelp.solve.forms.visits import Asked, VisitForm
from earlyhelp.solve.queries.plans import GoalSeen, Plan, open_plan, review_weeks
from earlyhelp.solve.rules.reviews import Visit, next_review
from earlyhelp.solve.views.asking import day_of
from earlyhelp.solve.views.episode_frame import READERS, Opened, open_or_404
from earlyhelp.solve.views.plans import change


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def visit(request: Request, reference: str, kind: str) -> HttpResponseBase:
    """A first visit, a review, or the visit at the end: who was there, where they are now, when we meet again."""
    if kind not in VisitKind.values:
        raise Http404
    opened = open_or_404(request, reference)
    plan = open_plan(by=opened.by, episode=opened.episode, at=request.at)
    asked = [one for goal in plan.open_goals for one in _asked(plan, goal)]
    has_next = kind != VisitKind.END
    today = day_of(request)
    form = VisitForm(
        request.POST or None,
        asked=asked,
        today=today,
        has_next=has_next,
        initial=_initial(opened, kind, today),
    )
    titles = {
        VisitKind.FIRST: _("Record the first visit"),
        VisitKind.REVIEW: _("Record a review"),
        VisitKind.END: _("Record how it is at the end"),
    }
    return change(
        opened,
        form,
        lambda: record_visit(by=opened.by, episode=opened.episode, visit=_visit(form, kind), at=request.at),
        title=titles[VisitKind(kind)],
        send=_("Save this visit"),
        done=_("The visit is recorded."),
        template="solve/plan/visit.html",
        plan=plan,
        last=plan.held[-1] if plan.held else None,
        has_next=has_next,
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def move(request: Request, reference: str) -> HttpResponseBase:
    """Another day for the next review."""
    opened = open_or_404(request, reference)
    coming = opened.episode.reviews.filter(held_on=None, stopped_at=None).first()
    if coming is None:
        raise Http404
    form = MoveReviewForm(request.POST or None, initial={"seen_on": coming.due_on.isoformat()})
    return change(
        opened,
        form,
        lambda: move_review(
            by=opened.by,
            episode=opened.episode,
            seen_on=_day(form.cleaned_data["seen_on"]),
            due_on=form.cleaned_data["due_on"],
            why=form.cleaned_data["why"],
            at=request.at,
        ),
        title=_("Set another day for the review"),
        send=_("Save the day"),
        lead=written_date(coming.due_on),
        done=_("The day is changed."),
        back=reverse("solve:plan", args=[reference]),
    )


def _asked(plan: Plan, goal: GoalSeen) -> list[Asked]:
    """Whose goal it is says where they are. Of a goal of the family together, each member says it for themselves."""
    people = [goal.now.whose_id] if goal.now.whose_id else list(plan.called)
    last = {marks.person_id: marks.rows[-1] for marks in goal.marks if marks.rows}
    return [
        Asked(goal.goal.pk, key, goal.now.words, goal.now.language, plan.called[key], _last(last.get(key)))
        for key in people
        if key in plan.called
    ]


def _last(row: Any) -> str:
    if row is None:
        return ""
    return str(row.mark) if row.mark is not None else _("They did not wish to say")


def _initial(opened: Opened, kind: str, today: date) -> dict[str, Any]:
    weeks, _latest = review_weeks()
    return {"kind": kind, "held_on": today, "next_on": next_review(today, weeks=weeks)}


def _visit(form: VisitForm, kind: str) -> Visit:
    answers = form.cleaned_data
    return Visit(
        kind,
        answers["held_on"],
        answers["who_was_there"],
        answers["changed"],
        form.marks(),
        answers.get("next_on"),
        answers.get("next_why", ""),
    )


def _day(text: str) -> date:
    """The day that stood on the page. What somebody changed into nonsense is no day of ours."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
