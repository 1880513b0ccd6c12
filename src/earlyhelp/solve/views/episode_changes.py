"""Changing an episode: who is in it and works with it, what is done, and how it rests and ends."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request
from earlyhelp.partnership.models import Practitioner
from earlyhelp.partnership.queries.codelists import list_offered
from earlyhelp.solve import actions, queries
from earlyhelp.solve.choices import WorkerPart
from earlyhelp.solve.choices.lists import CLOSING_REASONS
from earlyhelp.solve.forms.episodes import (
    ActionForm,
    CloseForm,
    HandOverActionForm,
    LeadForm,
    MemberForm,
    MoveForm,
    WhyForm,
    WorkerForm,
)
from earlyhelp.solve.models import Action
from earlyhelp.solve.queries.together import would_hold_both
from earlyhelp.solve.views.asking import ask, day_of, posted, was_answered, was_done
from earlyhelp.solve.views.episode_frame import READERS, Opened, open_or_404


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def add_member(request: Request, reference: str) -> HttpResponseBase:
    """Somebody else of the family joins."""
    opened = open_or_404(request, reference)
    there = {str(member.person_id) for member in opened.members}
    around = queries.list_people_around(
        opened.by, [member.person for member in opened.members], at=request.at
    )
    people = [one for one in around if one[0] not in there]
    form = MemberForm(posted(request), people=people)
    return _change(
        opened,
        form,
        lambda: actions.add_member(
            by=opened.by, episode=opened.episode, person_id=UUID(form.cleaned_data["person"]), at=request.at
        ),
        title=_("Add a member of the family"),
        send=_("Add"),
        nobody=not people,
        to="solve:episode_people",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def end_member(request: Request, reference: str, member_id: UUID) -> HttpResponseBase:
    """The help is no longer for somebody."""
    opened = open_or_404(request, reference)
    member = next((one for one in opened.members if one.pk == member_id), None)
    if member is None:
        raise Http404
    return _change(
        opened,
        Form(posted(request)),
        lambda: actions.end_member(by=opened.by, member_id=member.pk, at=request.at),
        title=_("The help is no longer for this person"),
        lead=member.called,
        send=_("End it"),
        to="solve:episode_people",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def add_worker(request: Request, reference: str) -> HttpResponseBase:
    """A practitioner joins the team around the family."""
    opened = open_or_404(request, reference)
    there = {part.practitioner_id for part in opened.parts}
    workers = [one for one in _workers(opened) if one.pk not in there]
    form = WorkerForm(posted(request), workers=offered(workers), warned=_is_warned(opened, workers))
    part = WorkerPart.TEAM if opened.standing.lead else WorkerPart.LEAD
    return _change(
        opened,
        form,
        lambda: actions.add_worker(
            by=opened.by,
            episode=opened.episode,
            practitioner=_chosen(workers, form, "worker"),
            part=part,
            knows=form.says_they_know(),
            at=request.at,
        ),
        title=_("Team around the family") if part == WorkerPart.TEAM else _("Give the family a lead worker"),
        send=_("Add"),
        to="solve:episode_people",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def end_worker(request: Request, reference: str, worker_id: UUID) -> HttpResponseBase:
    """Somebody's part ends, and with the last of an agency its access."""
    opened = open_or_404(request, reference)
    part = next((one for one in opened.parts if one.pk == worker_id), None)
    if part is None:
        raise Http404
    form = WhyForm(posted(request))
    return _change(
        opened,
        form,
        lambda: actions.end_worker(
            by=opened.by, worker_id=part.pk, why=form.cleaned_data["why"], at=request.at
        ),
        title=_("End somebody’s part"),
        lead=part.practitioner.full_name,
        send=_("End their part"),
        to="desk:my_work" if part.practitioner_id == opened.by.practitioner_id else "solve:episode_people",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def change_lead(request: Request, reference: str) -> HttpResponseBase:
    """Another lead worker, and why."""
    opened = open_or_404(request, reference)
    workers = _workers(opened)
    form = LeadForm(posted(request), workers=offered(workers), warned=_is_warned(opened, workers))
    return _change(
        opened,
        form,
        lambda: actions.change_lead(
            by=opened.by,
            episode=opened.episode,
            practitioner=_chosen(workers, form, "worker"),
            why=form.cleaned_data["why"],
            stays=form.cleaned_data["stays"],
            knows=form.says_they_know(),
            at=request.at,
        ),
        title=_("Change the lead worker"),
        send=_("Change the lead"),
        to="solve:my_episodes" if not opened.standing.may_lead else "solve:episode",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def add_action(request: Request, reference: str) -> HttpResponseBase:
    """Somebody will do something by a day."""
    opened = open_or_404(request, reference)
    form = ActionForm(posted(request), who=_doers(opened))
    return _change(
        opened,
        form,
        lambda: actions.add_action(
            by=opened.by,
            record_id=opened.episode.pk,
            agency_id=opened.episode.agency_id,
            episode=opened.episode,
            text=form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            at=request.at,
            **opened.doer(form),
        ),
        title=_("Add an action"),
        send=_("Add the action"),
        to="solve:episode_actions",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def move_action(request: Request, reference: str, action_id: UUID) -> HttpResponseBase:
    """How far an action is."""
    opened = open_or_404(request, reference)
    action = _action(opened, action_id)
    form = MoveForm(posted(request))
    return _change(
        opened,
        form,
        lambda: actions.move_action(by=opened.by, action_id=action.pk, at=request.at, **form.cleaned_data),
        title=_("How far is this action?"),
        lead=action.text,
        send=_("Save"),
        to="solve:episode_actions",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def hand_over_action(request: Request, reference: str, action_id: UUID) -> HttpResponseBase:
    """Somebody else does it."""
    opened = open_or_404(request, reference)
    action = _action(opened, action_id)
    form = HandOverActionForm(posted(request), who=_doers(opened))
    return _change(
        opened,
        form,
        lambda: actions.hand_over_action(
            by=opened.by, action_id=action.pk, at=request.at, **opened.doer(form)
        ),
        title=_("Hand this action over"),
        lead=action.text,
        send=_("Hand it over"),
        to="solve:episode_actions",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def close_episode(request: Request, reference: str) -> HttpResponseBase:
    """Close an episode, with a reason and what the family says."""
    opened = open_or_404(request, reference)
    reasons = list_offered(opened.by, CLOSING_REASONS, agency_id=opened.episode.agency_id)
    form = CloseForm(posted(request), reasons=reasons)
    return _change(
        opened,
        form,
        lambda: actions.close_episode(
            by=opened.by, episode=opened.episode, at=request.at, **form.cleaned_data
        ),
        title=_("Close the episode"),
        send=_("Close the episode"),
        open_count=queries.list_open_actions(opened.by, [opened.episode.pk]).count(),
        to="solve:my_episodes",
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def pause_episode(request: Request, reference: str) -> HttpResponseBase:
    """Let it rest, and say why."""
    opened = open_or_404(request, reference)
    form = WhyForm(posted(request))
    return _change(
        opened,
        form,
        lambda: actions.pause_episode(
            by=opened.by, episode=opened.episode, reason=form.cleaned_data["why"], at=request.at
        ),
        title=_("Let the episode rest"),
        send=_("Let it rest"),
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def resume_episode(request: Request, reference: str) -> HttpResponseBase:
    """Go on."""
    opened = open_or_404(request, reference)
    return _change(
        opened,
        Form(posted(request)),
        lambda: actions.resume_episode(by=opened.by, episode=opened.episode, at=request.at),
        title=_("Go on with the episode"),
        send=_("Go on"),
    )


def offered(workers: Iterable[Practitioner]) -> list[tuple[str, str]]:
    """Workers as a list to choose from: by name, with their team."""
    return [(str(one.pk), f"{one.full_name} – {one.team.name}") for one in workers]


def _change(
    opened: Opened, form: Form, act: Callable[[], Any], *, to: str = "solve:episode", **words: Any
) -> HttpResponseBase:
    """Ask, do it, and come back; or say why not."""
    reference = opened.episode.reference
    sent = was_answered(opened.request, form)
    if sent and was_done(form, act):
        messages.success(opened.request, _("It is recorded."))
        return redirect(to) if to in ("desk:my_work", "solve:my_episodes") else redirect(to, reference)
    back = reverse("solve:episode" if to in ("desk:my_work", "solve:my_episodes") else to, args=[reference])
    return ask(opened.request, form, caption=reference, back_url=back, **words)


def _workers(opened: Opened) -> list[Practitioner]:
    return queries.list_possible_workers(opened.by, on=day_of(opened.request))


def is_warned(
    request: Request, typed: str, workers: Iterable[Practitioner], *, people: Iterable[UUID], agency_id: UUID
) -> bool:
    """Whether the worker who was chosen would work with two people who are kept apart."""
    chosen = next((one for one in workers if str(one.pk) == request.POST.get(typed)), None)
    return chosen is not None and would_hold_both(
        request.actor, agency_id=agency_id, person_ids=people, practitioner_id=chosen.pk
    )


def _is_warned(opened: Opened, workers: Iterable[Practitioner]) -> bool:
    people = [member.person_id for member in opened.members]
    return is_warned(opened.request, "worker", workers, people=people, agency_id=opened.episode.agency_id)


def _chosen(workers: Iterable[Practitioner], form: Form, name: str) -> Practitioner:
    return next(one for one in workers if str(one.pk) == form.cleaned_data[name])


def _doers(opened: Opened) -> list[tuple[str, str]]:
    workers = [(f"worker:{part.practitioner_id}", part.practitioner.full_name) for part in opened.parts]
    return workers + [(f"person:{member.person_id}", member.called) for member in opened.members]


def _action(opened: Opened, action_id: UUID) -> Action:
    try:
        return queries.list_actions(opened.by, [opened.episode.pk]).get(pk=action_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
