"""Whose families are whose: mine, the team's, handing them over, supervision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve import actions, queries
from earlyhelp.solve.forms.caseloads import HandOverForm, NoteForm, ReopeningForm
from earlyhelp.solve.queries.episodes import doer_of
from earlyhelp.solve.views.asking import ask, day_of, posted, was_answered, was_done
from earlyhelp.solve.views.episode_changes import offered
from earlyhelp.solve.views.episode_frame import READERS, open_or_404

_LAST_EVENTS = 5


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def my_episodes(request: Request) -> HttpResponseBase:
    """The families with whom the practitioner works, what is due first on top."""
    families = queries.list_my_families(by=request.actor, at=request.at)
    shown = {
        "families": families,
        "own_actions": queries.list_my_actions(request.actor),
        "today": day_of(request),
    }
    return render(request, "solve/caseload/mine.html", shown)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def caseloads(request: Request) -> HttpResponseBase:
    """Every open family by who leads it, in the order of names."""
    by = request.actor
    days = queries.get_reopening_days(by, by.agency_key)
    is_coordinator = by.role == Role.COORDINATOR
    form = ReopeningForm(posted(request), initial={"days": days}) if is_coordinator else None
    sent = form is not None and was_answered(request, form)
    if (
        form
        and sent
        and was_done(form, lambda: actions.set_reopening(by=by, at=request.at, **form.cleaned_data))
    ):
        messages.success(request, _("It is recorded."))
        return redirect("solve:caseloads")
    found = queries.list_workloads(by=by, at=request.at)
    return render(
        request,
        "solve/caseload/team.html",
        {"workloads": found, "form": form, "may_supervise": is_coordinator, "agency_id": by.agency_id},
    )


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def hand_over_caseload(request: Request, practitioner_id: UUID) -> HttpResponseBase:
    """Hand a worker's families over: who takes which, why, and what became of each."""
    by, leaver = request.actor, _worker_or_404(request, practitioner_id)
    families = queries.list_families_of(by=by, worker=leaver, at=request.at)
    workers = [one for one in queries.list_possible_workers(by, on=day_of(request)) if one.pk != leaver.pk]
    by_key = {str(one.pk): one for one in workers}
    labels = [(str(one.episode.pk), f"{one.episode.reference} – {one.called}") for one in families]
    form = HandOverForm(posted(request), families=labels, workers=offered(workers))
    if was_answered(request, form):
        receivers = {UUID(key): by_key[worker] for key, worker in form.receivers().items()}
        sheet: list[actions.HandedOver] = []
        if not receivers:
            form.add_error(None, _("Choose who takes at least one family."))
        elif was_done(
            form,
            lambda: sheet.extend(
                actions.hand_over_caseload(
                    by=by, leaver=leaver, receivers=receivers, why=form.cleaned_data["why"], at=request.at
                )
            ),
        ):
            return render(request, "solve/caseload/sheet.html", {"sheet": sheet, "leaver": leaver})
    return ask(
        request,
        form,
        template="solve/caseload/hand_over.html",
        leaver=leaver,
        families=families,
        back_url=reverse("solve:caseloads"),
    )


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def handover_note(request: Request, reference: str) -> HttpResponseBase:
    """One page for whoever takes a family over: who is who, what is planned, what happened last. Made to be printed."""
    opened = open_or_404(request, reference)
    actions.record_handover_note(by=opened.by, episode=opened.episode, at=request.at)
    context = {
        "episode": opened.episode,
        "standing": opened.standing,
        "members": opened.members,
        "parts": opened.parts,
        "events": queries.list_events(opened.by, opened.episode)[:_LAST_EVENTS],
        "goals": queries.list_goal_words(opened.by, opened.episode.pk),
        "strengths": queries.list_strengths_of(opened.by, opened.members),
        "ways": [
            (member, queries.list_safe_ways_of_members(opened.by, [member])[member.person_id])
            for member in opened.members
        ],
        "actions": [
            (one, doer_of(one, opened.called))
            for one in queries.list_open_actions(opened.by, [opened.episode.pk])
        ],
        "next_review": queries.list_next_reviews(opened.by, [opened.episode.pk]).get(opened.episode.pk),
        "back_url": reverse("solve:episode", args=[reference]),
    }
    return render(request, "solve/caseload/note.html", context)


@allow(*READERS, purpose=Purpose.OWN_WORK)
def supervision(request: Request, practitioner_id: UUID) -> HttpResponseBase:
    """Notes of supervision about one worker: theirs and their co-ordinators'."""
    by, worker = request.actor, _worker_or_404(request, practitioner_id)
    notes = queries.list_supervision_notes(by=by, worker=worker, at=request.at)
    may_write = by.role == Role.COORDINATOR and by.practitioner_id != worker.pk
    form = NoteForm(posted(request), initial={"held_on": day_of(request)}) if may_write else None
    if form is not None and was_answered(request, form):
        said: dict[str, Any] = form.cleaned_data
        if was_done(
            form, lambda: actions.write_supervision_note(by=by, worker=worker, at=request.at, **said)
        ):
            messages.success(request, _("The note is kept. The worker sees it too."))
            return redirect("solve:supervision", worker.pk)
    return render(
        request, "solve/caseload/supervision.html", {"worker": worker, "notes": notes, "form": form}
    )


def _worker_or_404(request: Request, practitioner_id: UUID) -> Practitioner:
    try:
        return queries.get_worker(request.actor, practitioner_id)
    except Practitioner.DoesNotExist as missing:
        raise Http404 from missing
