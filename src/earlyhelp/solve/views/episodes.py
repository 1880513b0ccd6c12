"""One episode: its overview, its people and workers, its actions, its history; and opening one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.solve import actions, queries, rules
from earlyhelp.solve.choices import EpisodeStep, Outcome
from earlyhelp.solve.forms.episodes import OpenForm
from earlyhelp.solve.queries.episodes import doer_of
from earlyhelp.solve.views.asking import ask, day_of, posted, was_answered, was_done
from earlyhelp.solve.views.episode_changes import is_warned, offered
from earlyhelp.solve.views.episode_frame import READERS, Opened, show_episode
from earlyhelp.solve.views.showing import get_case_or_404


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def episode(request: Request, reference: str) -> HttpResponseBase:
    """Strengths first, then who it is about, who leads and how to reach them, what is next."""
    return show_episode(request, reference, "solve/episode/overview.html", _overview)


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def episode_people(request: Request, reference: str) -> HttpResponseBase:
    """Who is in it, how it is safe to reach them, and who works with them."""
    return show_episode(request, reference, "solve/episode/people.html", _people)


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def episode_actions(request: Request, reference: str) -> HttpResponseBase:
    """Who does what by when."""
    return show_episode(request, reference, "solve/episode/actions.html", _actions)


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def episode_history(request: Request, reference: str) -> HttpResponseBase:
    """What happened, the newest first."""
    return show_episode(request, reference, "solve/episode/history.html", _history)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def open_episode(request: Request, reference: str) -> HttpResponseBase:
    """Open an episode for the people of a notification that was decided as early help."""
    case = get_case_or_404(request, reference)
    there = queries.get_episode_of_notification(request.actor, case.notification.pk)
    if there is not None:
        return redirect("solve:episode", there.reference)
    if case.last is None or case.last.outcome != Outcome.EARLY_HELP:
        messages.info(request, _("Decide on early help first. Then you can open an episode of help."))
        return redirect("solve:case", reference)
    by = request.actor
    people = queries.list_possible_members(by, case.notification, at=request.at)
    workers = queries.list_possible_workers(by, on=day_of(request))
    chosen = [UUID(key) for key, _label in people if key in request.POST.getlist("people")]
    warned = is_warned(request, "lead", workers, people=chosen, agency_id=by.agency_key)
    form = OpenForm(posted(request), people=people, workers=offered(workers), warned=warned)
    if was_answered(request, form):
        lead = next((one for one in workers if str(one.pk) == form.cleaned_data["lead"]), None)
        made: list[Any] = []
        done = was_done(
            form,
            lambda: made.append(
                actions.open_episode(
                    by=by,
                    notification=case.notification,
                    decision=case.last,
                    person_ids=[UUID(key) for key in form.cleaned_data["people"]],
                    lead=lead,
                    team=queries.get_team_for(by, lead),
                    knows=form.says_they_know(),
                    at=request.at,
                )
            ),
        )
        if done:
            messages.success(request, _("The episode of help is open."))
            return redirect("solve:episode", made[0].reference)
    return ask(
        request,
        form,
        title=_("Open an episode of help"),
        caption=case.notification.reference,
        send=_("Open the episode"),
        nobody=not people,
        back_url=reverse("solve:case", args=[reference]),
    )


def _overview(opened: Opened) -> dict[str, Any]:
    by, episode = opened.by, opened.episode
    people = [member.person_id for member in opened.members]
    open_actions = list(queries.list_open_actions(by, [episode.pk]))
    return {
        "strengths": queries.list_strengths_of(by, opened.members),
        "known": queries.list_known_members(by, opened.members, at=opened.request.at),
        "next_review": queries.list_next_reviews(by, [episode.pk]).get(episode.pk),
        "open_actions": [_row(opened, one) for one in open_actions],
        "steps": queries.list_steps_of_episode(by, episode.pk),
        "today": day_of(opened.request),
        "people": people,
        "can": {step: rules.EPISODE_MACHINE.can(opened.standing.state, step) for step in EpisodeStep.values},
    }


def _people(opened: Opened) -> dict[str, Any]:
    ways = queries.list_safe_ways_of_members(opened.by, opened.members)
    known = queries.list_known_members(opened.by, opened.members, at=opened.request.at)
    return {
        "cards": [(member, known.get(member.person_id), ways[member.person_id]) for member in opened.members],
        "before": [part for part in queries.list_parts(opened.by, opened.episode) if part.until_at],
    }


def _actions(opened: Opened) -> dict[str, Any]:
    found = list(queries.list_actions(opened.by, [opened.episode.pk]))
    rows = [_row(opened, one) for one in found]
    return {
        "open_actions": [row for row in rows if row["is_open"]],
        "done_actions": [row for row in rows if not row["is_open"]],
    }


def _row(opened: Opened, action: Any) -> dict[str, Any]:
    owner = action.practitioner_id
    is_open = action.state in rules.OPEN_ACTIONS
    leads = opened.standing.may_lead
    return {
        "action": action,
        "who": doer_of(action, opened.called),
        "is_open": is_open,
        "is_late": is_open and action.due_on < day_of(opened.request),
        "may_move": is_open and rules.may_move_action(opened.by, owner_id=owner, leads=leads),
        "may_hand_over": is_open and leads,
    }


def _history(opened: Opened) -> dict[str, Any]:
    return {"events": queries.list_events(opened.by, opened.episode)}
